import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '../src');

/** Who may import whom, below `src`. The edge (files beside the folders, and the commands) may import everything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  facts: [],
  criteria: ['facts'],
  policies: ['facts', 'criteria'],
  fhir: ['facts'],
  network: [],
  callers: [],
  record: [],
  pages: ['facts', 'criteria', 'policies'],
  hooks: ['facts', 'criteria', 'policies', 'fhir'],
  operations: [],
  demo: ['facts', 'criteria', 'fhir'],
  http: ['fhir', 'hooks', 'demo', 'callers', 'record', 'operations'],
};

/** Libraries that only these files may know. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  'fhir-kit-client': ['fhir/client.ts'],
  undici: ['fhir/transport.ts', 'network/agent.ts', 'network/key-set.ts'],
  'big.js': ['facts/interval.ts'],
  jose: ['callers/key-set.ts', 'callers/verify.ts'],
  kysely: ['record/*'],
  'better-sqlite3': ['record/sqlite.ts'],
  pg: ['record/postgres.ts'],
  pino: ['operations/log.ts', 'operations/output.ts'],
  'prom-client': ['operations/metrics.ts', 'operations/figures.ts'],
  'node:cluster': ['workers.ts'],
  '@opentelemetry/api': ['operations/tracing.ts', 'operations/start-tracing.ts'],
  'express-rate-limit': ['http/calls-per-minute.ts'],
  express: ['http/*'],
};

const files = (readdirSync(SOURCE, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts')).sort();
const importsOf = (file: string) =>
  [...readFileSync(join(SOURCE, file), 'utf8').matchAll(/(?:from|import) '([^']+)'/g)].map(
    ([, specifier = '']) => specifier,
  );
const folderOf = (file: string) =>
  file.includes('/') && !file.startsWith('commands/') ? (file.split('/')[0] ?? '') : 'edge';
const targetOf = (file: string, specifier: string) => relative(SOURCE, resolve(SOURCE, dirname(file), specifier));
const local = (file: string) =>
  importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => targetOf(file, specifier));

describe('the source tree', () => {
  test('imports go one way', () => {
    const strays = files.flatMap((file) =>
      local(file)
        .filter((target) => folderOf(file) !== 'edge' && folderOf(target) !== folderOf(file))
        .filter((target) => !(MAY_IMPORT[folderOf(file)] ?? []).includes(folderOf(target)))
        .map((target) => `${file} -> ${target}`),
    );
    expect(strays).toEqual([]);
    expect(new Set(files.map(folderOf))).toEqual(new Set(['edge', ...Object.keys(MAY_IMPORT)]));
  });

  test('no file imports itself in a circle', () => {
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
        return;
      }
      if (done.has(file)) return;
      for (const target of local(file)) visit(target, [...path, file]);
      done.add(file);
    };
    const done = new Set<string>();
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  test('each guarded library stands only where it belongs', () => {
    const strays = files.flatMap((file) =>
      importsOf(file)
        .filter(
          (specifier) =>
            specifier in ONLY_IN &&
            !ONLY_IN[specifier]?.some((place) => place === file || place === `${folderOf(file)}/*`),
        )
        .map((specifier) => `${file}: ${specifier}`),
    );
    expect(strays).toEqual([]);
  });

  test('policies are data: no branch, no clock, no network', () => {
    const strays = files
      .filter((file) => /^policies\/[^/]+\/[^/]+\//.test(file))
      .filter((file) => /\bif\s*\(|\bswitch\b|\?\s|\bnew Date\b|\bfetch\b|=>/.test(code(file)));
    expect(strays).toEqual([]);
  });

  test('clock, environment and console are touched at the edge alone', () => {
    const strays = files
      .filter((file) => folderOf(file) !== 'edge')
      .filter((file) => /\bDate\.now\b|\bnew Date\(\)|\bprocess\.|\bconsole\.|(?<![#.\w])fetch\(/.test(code(file)));
    expect(strays).toEqual([]);
  });

  test('the scripts of the SMART app, typed in their comments, have no type that says nothing', () => {
    const scripts = (readdirSync(join(SOURCE, 'http/public/smart')) as string[]).filter((file) => file.endsWith('.js'));
    const strays = scripts.filter((file) =>
      /\{[^{}]*\bany\b[^{}]*\}/.test(readFileSync(join(SOURCE, 'http/public/smart', file), 'utf8')),
    );
    expect(scripts.length).toBeGreaterThan(5);
    expect(strays).toEqual([]);
  });

  test('files stay small enough to read; data tables may be long', () => {
    const long = files
      .filter(
        (file) =>
          !/^facts\/(conditions|drugs|labs|site-of-care-drugs)\.ts$|^operations\/events\.ts$|^policies\//.test(file),
      )
      .map((file) => ({ file, lines: readFileSync(join(SOURCE, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 220);
    expect(long).toEqual([]);
    expect(statSync(SOURCE).isDirectory()).toBe(true);
  });
});

/** A file without its comments and texts. */
function code(file: string): string {
  return readFileSync(join(SOURCE, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g, "''");
}
