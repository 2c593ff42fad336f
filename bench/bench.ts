import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { picture } from './picture.ts';
import { fhirReads } from './sections/fhir-reads.ts';
import { memory, starts } from './sections/footprint.ts';
import { judging } from './sections/judging.ts';
import { ratios } from './sections/ratios.ts';
import { orders, sizes } from './sections/sizes.ts';
import { stores } from './sections/stores.ts';
import { tokens } from './sections/tokens.ts';
import { markdown, type Table } from './table.ts';

/**
 * `npm run bench` measures everything below on this machine (about fifteen minutes) and prints it; with names of parts, those
 * alone. `--write` puts the tables and the picture into docs/performance.md.
 */

const PARTS: Readonly<Record<string, () => Promise<Table>>> = {
  c32: () => ratios(32),
  c1: () => ratios(1),
  tokens,
  stores,
  judging,
  fhir: fhirReads,
  sizes: async () => {
    const { table, costs } = await sizes();
    if (isWriting) writeFileSync(resolve(DOCS, 'images/cost-by-chart-size.svg'), picture(costs));
    return table;
  },
  orders,
  memory,
  starts,
};

const DOCS = resolve(import.meta.dirname, '../docs');
const BEGIN = '<!-- figures of npm run bench -->';
const END = '<!-- end of the figures -->';

const words = process.argv.slice(2);
const isWriting = words.includes('--write');
const named = words.filter((word) => !word.startsWith('--'));
const unknown = named.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  process.stderr.write(`no such part: ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}\n`);
  process.exit(2);
}

const memoryOfMachine = `${Math.round(totalmem() / 2 ** 30)} GiB`;
const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${memoryOfMachine}, ${process.platform} ${process.arch}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}. The load, the service and what it asks share these cores.`;
process.stdout.write(`${machine}\n\n`);
const tables: string[] = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const written = markdown(await part());
  process.stdout.write(`${written}\n`);
  tables.push(written);
}
if (isWriting) write();

function write(): void {
  const path = resolve(DOCS, 'performance.md');
  const text = readFileSync(path, 'utf8');
  const figures = [BEGIN, '', `Machine: ${machine}`, '', ...tables, END].join('\n');
  writeFileSync(path, text.slice(0, text.indexOf(BEGIN)) + figures + text.slice(text.indexOf(END) + END.length));
}
