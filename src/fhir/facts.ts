import type { Day } from '../facts/day.ts';
import type { Facts, OrderFacts, Source } from '../facts/facts.ts';
import type { Unread } from '../facts/reason.ts';
import { readAllergies } from './allergy.ts';
import { readAnswers } from './answer.ts';
import type { Chart } from './chart.ts';
import { readConditions, readRefuted } from './condition.ts';
import { type Resource, textAt } from './json.ts';
import { readLabs } from './lab.ts';
import { drugsHinted, readMedication } from './medication.ts';
import { parseReference, type SentResources } from './reference.ts';
import { readTreatments } from './treatment.ts';

/** What was read for a call: the patient's records by part, the parts that were not read, and how much was somebody else's. */
export interface Records {
  readonly resources: ReadonlyMap<Source, readonly Resource[]>;
  readonly unread: Readonly<Partial<Record<Source, Unread>>>;
  readonly foreign: number;
  /** Medication records whose drug nobody can name: the Medication they point at is not to be had. */
  readonly unnamedDrugs: number;
  readonly sent: SentResources;
}

const MEDICATION_PARTS: readonly Source[] = [
  'medication-requests',
  'medication-statements',
  'medication-administrations',
];
const MAX_MEDICATION_READS = 20;

/** Reads the asked-for parts of the chart, all at once; Medications that records only point at in a second round. */
export async function readRecords(chart: Chart, needed: ReadonlySet<Source>): Promise<Records> {
  const asked = [...needed].filter((source) => source !== 'prescriber');
  const parts = await Promise.all(asked.map(async (source) => [source, await chart.part(source)] as const));
  const resources = new Map<Source, readonly Resource[]>(
    parts.map(([source, part]) => [source, part.kind === 'read' ? part.resources : []]),
  );
  const failed = parts.flatMap(([source, part]): readonly (readonly [Source, Unread])[] => {
    if (part.kind === 'failed') return [[source, part.because]];
    return part.complete ? [] : [[source, 'not-read']];
  });
  const medications = await readMedications(chart, resources);
  return {
    resources,
    unread: Object.fromEntries([...medications.failed.map((source) => [source, 'not-read'] as const), ...failed]),
    unnamedDrugs: medications.unnamed,
    foreign: parts.reduce((sum, [, part]) => sum + part.foreign, 0),
    sent: chart.sent,
  };
}

/**
 * Reads the Medications that records only point at. A server that fails to give one leaves the part of the chart unread;
 * one that is not to be had at all leaves a record without a drug.
 */
async function readMedications(chart: Chart, resources: ReadonlyMap<Source, readonly Resource[]>) {
  const pointing = MEDICATION_PARTS.flatMap((source) =>
    (resources.get(source) ?? []).map((resource) => ({ source, resource })),
  );
  const elsewhere = pointing.flatMap(({ source, resource }) => {
    const medication = readMedication(resource, chart.sent);
    return medication.kind === 'elsewhere' ? [{ source, resource, reference: medication.reference }] : [];
  });
  const asked = [...new Set(elsewhere.map(({ reference }) => reference))].slice(0, MAX_MEDICATION_READS);
  const readings = new Map(
    await Promise.all(
      asked.map(async (reference) => [reference, await readReferenced(chart, reference, 'Medication')] as const),
    ),
  );
  const unnamed = elsewhere.filter(
    ({ resource, reference }) =>
      readings.get(reference) !== 'read' && textAt(resource, 'medicationReference', 'display') === undefined,
  );
  const failed = unnamed.filter(({ reference }) => readings.get(reference) !== 'not-found').map(({ source }) => source);
  return { failed: [...new Set(failed)], unnamed: unnamed.length };
}

/** Reads one referenced resource of a type from the client's own server and keeps it with what was sent. */
export async function readReferenced(
  chart: Chart,
  reference: string,
  type: string,
): Promise<'read' | 'not-found' | 'failed'> {
  const parsed = parseReference(reference);
  // An absolute reference to another server is never followed.
  if (parsed?.type !== type || chart.reader === undefined || (URL.canParse(reference) && !chart.reader.owns(reference)))
    return 'not-found';
  const reading = await chart.reader.read(parsed);
  if (reading.kind !== 'read') return reading.kind === 'failed' ? 'failed' : 'not-found';
  for (const resource of reading.resources) chart.sent.add(resource);
  return 'read';
}

/** The facts for judging one order, from what was read. Pure. */
export function factsOf(records: Records, order: OrderFacts, asOf: Day, today: Day): Facts {
  const from = (source: Source) => records.resources.get(source) ?? [];
  const context = { asOf, orders: new Set([order.reference]) };
  const birthDate = from('patient')
    .map((patient) => textAt(patient, 'birthDate'))
    .find((date) => date !== undefined);
  return {
    asOf,
    today,
    order,
    labs: unique([...from('laboratory'), ...from('vital-signs')]).flatMap(readLabs),
    conditions: from('conditions').flatMap(readConditions),
    refuted: from('conditions').flatMap(readRefuted),
    treatments: MEDICATION_PARTS.flatMap((source) =>
      from(source).flatMap((resource) => readTreatments(resource, drugsOf(resource, records.sent), context)),
    ),
    allergies: from('allergies').flatMap(readAllergies),
    answers: from('answers').flatMap(readAnswers),
    clinicians: [],
    notes: [],
    authorizations: [],
    counts: [],
    unread: records.unread,
    unnamedDrugs: records.unnamedDrugs,
    ...(birthDate !== undefined && { birthDate }),
  };
}

function drugsOf(resource: Resource, sent: SentResources) {
  const medication = readMedication(resource, sent);
  return medication.kind === 'read' ? medication.drugs : drugsHinted(resource);
}

/** One record may answer two searches. */
function unique(resources: readonly Resource[]): readonly Resource[] {
  const seen = new Set<string>();
  return resources.filter((resource) => {
    const key = textAt(resource, 'id');
    const again = key !== undefined && seen.has(key);
    if (key !== undefined) seen.add(key);
    return !again;
  });
}
