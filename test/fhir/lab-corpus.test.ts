import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import type { LabReading } from '../../src/facts/facts.ts';
import { type LabName, labDefinition } from '../../src/facts/labs.ts';
import type { Resource } from '../../src/fhir/json.ts';
import { readLabs } from '../../src/fhir/lab.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/examples/corpus');

/** The tests of the corpus by our names. */
const OURS: Readonly<Record<string, LabName>> = {
  weight: 'weight',
  platelets: 'platelets',
  triglycerides: 'triglycerides',
  bili: 'bilirubin',
  alt: 'alt',
  ast: 'ast',
  ferritin: 'ferritin',
};

/** Why a row is not used, for each verdict of the corpus; one without a value may be ignored altogether. */
const BECAUSE: Readonly<Record<string, readonly (string | undefined)[]>> = {
  ok: ['used'],
  'weak-status': ['not-final'],
  'issued-only': ['undated'],
  undated: ['undated'],
  unusable: ['not-on-record', undefined],
  implausible: ['implausible'],
  'wrong-unit': ['unit-unknown'],
};

interface Row {
  readonly line: number;
  readonly lab: string;
  readonly canonical: string;
  readonly unit: string;
  readonly verdict: string;
  readonly why: string;
  readonly resource: Resource;
}

function readRows(): readonly Row[] {
  const linesOf = (file: string) => readFileSync(resolve(CORPUS, file), 'utf8').trimEnd().split('\n');
  const resources = linesOf('labs.ndjson').map((line) => (JSON.parse(line) as { resource: Resource }).resource);
  return linesOf('labs_expected.tsv')
    .slice(1)
    .map((row) => {
      const [line = '', lab = '', , , , canonical = '', unit = '', verdict = '', why = ''] = row.split('\t');
      const resource = resources[Number(line) - 1] ?? { resourceType: 'none' };
      return { line: Number(line), lab, canonical, unit, verdict, why, resource };
    });
}

const rows = existsSync(CORPUS) ? readRows() : [];

/** Results as real systems write them, each with the reading that the corpus expects. */
describe.skipIf(rows.length === 0)('real results (SKIPPED where ../shared/examples is absent)', () => {
  const held = rows.filter(({ lab }) => Object.hasOwn(OURS, lab));
  const ours = ({ lab, resource }: Row): LabReading | undefined =>
    readLabs(resource).find((reading) => reading.lab === OURS[lab]);

  test.each(
    held.map((row) => [row.line, row.lab, row.verdict, row.why, row] as const),
  )('line %i, %s: %s %s', (_line, _lab, _verdict, _why, row) => {
    const reading = ours(row);
    expect(BECAUSE[row.verdict]).toContain(reading?.usable ? 'used' : reading?.because);
    if (reading?.usable) expect(amountOf(reading)).toBe(row.canonical === '' ? '' : rounded(row.canonical));
  });

  const lacking = ['weak-status', 'issued-only', 'undated'];
  test.each(
    held.filter(({ verdict }) => lacking.includes(verdict)).map((row) => [row.line, row.lab, row] as const),
  )('line %i, %s: the value is read all the same, so that only what the row lacks stands in its way', (_line, _lab, row) => {
    const whole = { ...row.resource, status: 'final', effectiveDateTime: '2026-05-02' };
    expect(amountOf(ours({ ...row, resource: whole }))).toBe(rounded(row.canonical));
  });

  test('limits are written in the units that the corpus expects', () => {
    const units = held.filter(({ unit }) => unit !== '').map(({ lab, unit }) => `${lab} ${unit}`);
    expect(new Set(units)).toEqual(
      new Set(held.map(({ lab }) => `${lab} ${labDefinition(OURS[lab] as LabName).unit}`)),
    );
  });

  test('hemoglobin alone is not read: no line of a policy asks for it', () => {
    const others = rows.filter(({ lab }) => !Object.hasOwn(OURS, lab));
    expect(new Set(others.map(({ lab }) => lab))).toEqual(new Set(['hgb']));
    expect(others.flatMap(({ resource }) => readLabs(resource))).toEqual([]);
  });
});

function amountOf(reading: LabReading | undefined): string | undefined {
  if (!reading?.usable || reading.value.kind !== 'number') return undefined;
  const { low, high } = reading.value.interval;
  return low?.at === high?.at && low !== undefined ? rounded(low.at) : undefined;
}

/** The corpus gives six places. */
const rounded = (decimal: string): string => new Big(decimal).round(6).toFixed();
