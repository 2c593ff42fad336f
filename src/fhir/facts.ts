import type { Day } from '../facts/day.ts';
import type { Clinician, Facts, OrderFacts, Source, Treatment } from '../facts/facts.ts';
import type { Unread } from '../facts/reason.ts';
import { readAdverseEvents } from './adverse-event.ts';
import { readAllergies } from './allergy.ts';
import { readAnsweredCounts, readAnswers } from './answer.ts';
import { readAuthorizations } from './authorization.ts';
import { readBilled } from './claim.ts';
import { readConditions, readRefuted } from './condition.ts';
import { readConsultants } from './consultant.ts';
import { readCounts } from './count.ts';
import { readExclusion } from './eligibility.ts';
import { fastingIn } from './fasting.ts';
import { readGenotypes } from './genotype.ts';
import { readHlhCauses } from './hlh.ts';
import { type Resource, textAt } from './json.ts';
import { readLabs } from './lab.ts';
import { hintedMedication, readMedication } from './medication.ts';
import type { TreatmentContext } from './medication-record.ts';
import { readNote } from './note.ts';
import { readProcedures } from './procedure.ts';
import { MEDICATION_PARTS, type Records } from './records.ts';
import type { SentResources } from './reference.ts';
import { readTreatments } from './treatment.ts';
import { readVariants } from './variant.ts';

/** One order as it is judged: itself, who prescribes it, and what else is ordered in the same call. */
export interface OrderInCall {
  readonly facts: OrderFacts;
  readonly together: readonly Treatment[];
  readonly prescriber?: Clinician;
  readonly prescriberUnread?: Unread;
}

/** The days and the coverage that an order is judged for. */
export interface JudgedFor {
  readonly asOf: Day;
  readonly today: Day;
  readonly coverage: string | undefined;
}

/** The facts for judging one order, from what was read. Pure. */
export function factsOf(records: Records, order: OrderInCall, { asOf, today, coverage }: JudgedFor): Facts {
  const from = (source: Source) => records.resources.get(source) ?? [];
  const { sent } = records;
  const observations = unique([...from('laboratory'), ...from('vital-signs')]);
  const fastingOf = fastingIn(observations, sent);
  const birthDate = from('patient')
    .map((patient) => textAt(patient, 'birthDate'))
    .find((date) => date !== undefined);
  const serviceExcluded = readExclusion(records.eligibility, { drug: order.facts.drug, coverage, asOf, today });
  return {
    asOf,
    today,
    order: order.facts,
    labs: observations.flatMap((observation) => readLabs(observation, fastingOf)),
    conditions: [
      ...from('conditions').flatMap((resource) => [...readConditions(resource), ...readHlhCauses(resource, sent)]),
      ...readGenotypes(readVariants(from('laboratory'), from('reports'), sent)),
    ],
    refuted: from('conditions').flatMap(readRefuted),
    treatments: treatmentsOf(records, order, asOf),
    allergies: [
      ...from('allergies').flatMap(readAllergies),
      ...from('adverse-events').flatMap((event) => readAdverseEvents(event, sent)),
    ],
    answers: from('answers').flatMap(readAnswers),
    clinicians: [
      ...(order.prescriber ? [order.prescriber] : []),
      ...from('encounters').flatMap((encounter) => readConsultants(encounter, sent)),
    ],
    notes: [...from('documents'), ...from('reports')].flatMap(readNote),
    authorizations: from('authorizations').flatMap((response) => readAuthorizations(response, sent)),
    counts: [...observations.flatMap(readCounts), ...from('answers').flatMap(readAnsweredCounts)],
    unread: { ...records.unread, ...(order.prescriberUnread && { prescriber: order.prescriberUnread }) },
    unnamedDrugs: records.unnamedDrugs,
    ...(birthDate !== undefined && { birthDate }),
    ...(serviceExcluded && { serviceExcluded }),
  };
}

/** Every record of a drug but the order itself. An order of the same call that is on record too stands once, in use as recorded or as sent. */
function treatmentsOf({ resources, sent }: Records, order: OrderInCall, asOf: Day): readonly Treatment[] {
  const from = (source: Source) => resources.get(source) ?? [];
  const context: TreatmentContext = { asOf, orders: new Set([order.facts.reference]) };
  const recorded = [
    ...MEDICATION_PARTS.flatMap(from).flatMap((resource) => readTreatments(resource, drugsOf(resource, sent), context)),
    ...from('procedures').flatMap((resource) => readProcedures(resource, context, sent)),
    ...from('claims').flatMap(readBilled),
  ];
  const named = ({ reference, drug }: Treatment) => `${drug} ${reference}`;
  const inUse = new Set(recorded.filter(({ current }) => current).map(named));
  const together = new Set(order.together.map(named));
  return [
    ...order.together.filter((each) => !inUse.has(named(each))),
    ...recorded
      .filter((each) => each.current || !together.has(named(each)))
      .map((each) => (together.has(named(each)) ? { ...each, together: true as const } : each)),
  ];
}

function drugsOf(resource: Resource, sent: SentResources) {
  const medication = readMedication(resource, sent);
  return (medication.kind === 'read' ? medication : hintedMedication(resource)).drugs;
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
