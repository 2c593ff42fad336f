import type { Source } from '../facts/facts.ts';
import type { Unread } from '../facts/reason.ts';
import { SUSPECTS, suspectsOf } from './adverse-event.ts';
import { isAuthorization } from './authorization.ts';
import { type Chart, readReferenced } from './chart.ts';
import { CLINICIANS } from './clinician.ts';
import { participantsOf } from './consultant.ts';
import { at, type Resource, textAt } from './json.ts';
import { hintedMedication, readMedication } from './medication.ts';
import { type Pointer, readPointed, withinLimit } from './pointed.ts';
import type { SentResources } from './reference.ts';

/** What was read for a call: the patient's records by part, and the parts that were not read. */
export interface Records {
  readonly resources: ReadonlyMap<Source, readonly Resource[]>;
  /** What payers answered about eligibility, where anything was to be had. */
  readonly eligibility: readonly Resource[];
  readonly unread: Readonly<Partial<Record<Source, Unread>>>;
  /** Medication records whose drug nobody can name: the Medication they point at is not to be had. */
  readonly unnamedDrugs: number;
  readonly sent: SentResources;
}

/** The parts that hold medication records. */
export const MEDICATION_PARTS: readonly Source[] = [
  'medication-requests',
  'medication-statements',
  'medication-administrations',
  'medication-dispenses',
];

/** Reads the asked-for parts of the chart, all at once; what records only point at in a second round. */
export async function readRecords(chart: Chart, needed: ReadonlySet<Source>): Promise<Records> {
  const asked = [...needed].filter((source) => source !== 'prescriber');
  const [eligibility, ...parts] = await Promise.all([
    // Where no policy asks for anything, nobody's answer on eligibility matters.
    asked.length === 0 ? undefined : chart.part('eligibility'),
    ...asked.map(async (source) => [source, await chart.part(source)] as const),
  ]);
  const resources = new Map<Source, readonly Resource[]>(
    parts.map(([source, part]) => [source, part.kind === 'read' ? part.resources : []]),
  );
  const failed = parts.flatMap(([source, part]): readonly (readonly [Source, Unread])[] => {
    if (part.kind === 'failed') return [[source, part.because]];
    return part.complete ? [] : [[source, 'not-read']];
  });
  const [medications, pointed] = await Promise.all([readMedications(chart, resources), readOthers(chart, resources)]);
  return {
    resources,
    eligibility: eligibility?.kind === 'read' ? eligibility.resources : [],
    unread: Object.fromEntries([...medications.failed, ...pointed, ...failed]),
    unnamedDrugs: medications.unnamed,
    sent: chart.sent,
  };
}

/**
 * Reads the Medications that records only point at, those first whose record shows no name, or one of ours. A server that
 * fails to give a nameless one leaves the part of the chart unread, and so does whatever the limit cuts off; one that is
 * not to be had at all leaves a record without a drug.
 */
async function readMedications(chart: Chart, resources: Records['resources']) {
  const pointing = MEDICATION_PARTS.flatMap((source) =>
    (resources.get(source) ?? []).map((resource) => ({ source, resource })),
  );
  const elsewhere = pointing.flatMap(({ source, resource }) => {
    const medication = readMedication(resource, chart.sent);
    return medication.kind === 'elsewhere' ? [{ source, resource, reference: medication.reference }] : [];
  });
  const byUrgency = [...elsewhere].sort((left, right) => urgencyOf(left.resource) - urgencyOf(right.resource));
  const { asked, cut } = withinLimit(chart, [...new Set(byUrgency.map(({ reference }) => reference))]);
  const read = await Promise.all(
    asked.map(async (reference) => [reference, await readReferenced(chart, reference, 'Medication')] as const),
  );
  const readings = new Map([...cut.map((reference) => [reference, 'not-read'] as const), ...read]);
  const unnamed = elsewhere.filter(
    ({ resource, reference }) =>
      readings.get(reference) !== 'read' && textAt(resource, 'medicationReference', 'display') === undefined,
  );
  const failed = [...elsewhere.filter(({ reference }) => cut.includes(reference)), ...unnamed].flatMap(
    ({ source, reference }): readonly (readonly [Source, Unread])[] => {
      const reading = readings.get(reference) ?? 'not-read';
      return reading === 'read' || reading === 'not-found' ? [] : [[source, reading]];
    },
  );
  return { failed, unnamed: unnamed.length };
}

/** A record without a name may be of any drug; one that hints at a drug of ours may be proven by its code. */
function urgencyOf(resource: Resource): number {
  if (textAt(resource, 'medicationReference', 'display') === undefined) return 0;
  return hintedMedication(resource).drugs.length > 0 ? 1 : 2;
}

/** Reads the clinicians of encounters, the insurers of authorizations and the suspects of adverse events that records only point at. */
async function readOthers(
  chart: Chart,
  resources: Records['resources'],
): Promise<readonly (readonly [Source, Unread])[]> {
  const pointers = (source: Source, referred: (resource: Resource) => readonly unknown[]): readonly Pointer[] =>
    newestFirst(resources.get(source) ?? []).flatMap((holder) =>
      referred(holder).map((reference) => ({ holder, reference })),
    );
  const readings = await Promise.all([
    readFor(chart, 'encounters', pointers('encounters', participantsOf), CLINICIANS),
    readFor(chart, 'authorizations', pointers('authorizations', insurersOf), ['Organization']),
    readSuspects(
      chart,
      pointers('adverse-events', (event) => suspectsOf(event).map((entity) => at(entity, 'instance'))),
    ),
  ]);
  return readings.flat();
}

/** Reads what is suspected, and the Medication of a suspected dose. */
async function readSuspects(chart: Chart, pointers: readonly Pointer[]) {
  const suspects = await readFor(chart, 'adverse-events', pointers, SUSPECTS);
  const doses = pointers.flatMap(({ holder, reference }) => chart.sent.resolve(reference, holder) ?? []);
  const medications = doses.map((dose) => ({ holder: dose, reference: at(dose, 'medicationReference') }));
  return [...suspects, ...(await readFor(chart, 'adverse-events', medications, ['Medication']))];
}

async function readFor(
  chart: Chart,
  source: Source,
  pointers: readonly Pointer[],
  types: readonly string[],
): Promise<readonly (readonly [Source, Unread])[]> {
  const unread = await readPointed(chart, pointers, types);
  return unread === undefined ? [] : [[source, unread]];
}

/** An insurer whose name stands beside the reference needs no reading. */
const insurersOf = (response: Resource): readonly unknown[] =>
  isAuthorization(response) && textAt(response, 'insurer', 'display') === undefined ? [at(response, 'insurer')] : [];

const newestFirst = (resources: readonly Resource[]): readonly Resource[] =>
  [...resources].sort((left, right) =>
    (textAt(left, 'period', 'start') ?? '') < (textAt(right, 'period', 'start') ?? '') ? 1 : -1,
  );
