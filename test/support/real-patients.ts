import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TestResource } from './demo-patient.ts';

const FOLDER = resolve(import.meta.dirname, '../../../shared/examples/patients');

/** The Bundles of real charts; none where `../shared` is absent. */
export const chartFiles: readonly string[] = existsSync(FOLDER)
  ? [
      'argonaut-labs-wrong-units.json',
      'brprovider-seed-all.json',
      'inferno-uscore_bundle_patient_85.json',
      'synthea-median.json',
    ]
  : [];

interface Entry {
  readonly fullUrl?: string;
  readonly resource: TestResource;
}

/** The records of one Bundle as a server would keep them: references between its entries name type and id. */
export function chartIn(file: string): readonly TestResource[] {
  const { entry } = JSON.parse(readFileSync(resolve(FOLDER, file), 'utf8')) as { entry: readonly Entry[] };
  const names = new Map(
    entry.flatMap(({ fullUrl, resource: { resourceType, id } }) =>
      fullUrl === undefined ? [] : [[fullUrl, `${resourceType}/${id}`] as const],
    ),
  );
  const records = entry.map(({ resource }) => renamed(resource, names));
  return records.some(({ resourceType }) => resourceType === 'Patient') ? records : [...records, ...composed(records)];
}

/** Labs of a patient who is not in the Bundle: somebody of that id is composed. */
function composed(records: readonly TestResource[]): readonly TestResource[] {
  const subjects = records.map(({ subject }) => (subject as { reference: string } | undefined)?.reference ?? '');
  return [...new Set(subjects)]
    .filter((reference) => reference.startsWith('Patient/'))
    .map((reference) => ({
      resourceType: 'Patient',
      id: reference.slice(8),
      birthDate: '1980-01-01',
      gender: 'female',
    }));
}

function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  if (Array.isArray(value)) return value.map((each) => renamed(each, names)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'reference' && typeof each === 'string' ? (names.get(each) ?? each) : renamed(each, names),
    ]),
  ) as T;
}
