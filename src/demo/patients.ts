import { readFileSync } from 'node:fs';
import type { Bundle, FhirResource, MedicationRequest } from 'fhir/r4.js';
import type { Outcome } from '../criteria/outcome.ts';
import type { DrugName } from '../facts/drugs.ts';

/** A synthetic patient for tries, with an order to sign. */
export interface DemoPatient {
  /** Also the id of the Patient. */
  readonly id: string;
  readonly drug: DrugName;
  /** What is special about the patient, in a few words. */
  readonly title: string;
  /** What the drug's policy says of the order, on any day: the order is planned for a fixed one. */
  readonly expected: Outcome;
  /** The body of an order-sign call, without hookInstance, prefetch and access to a server. */
  readonly call: DemoCall;
  /** The whole chart, the draft order included; each resource is marked as test health data (HTEST). */
  readonly bundle: Bundle<FhirResource>;
}

/** An order-sign call, as far as it does not depend on who makes it. */
export interface DemoCall {
  readonly hook: 'order-sign';
  readonly context: { readonly userId: string; readonly patientId: string; readonly draftOrders: Bundle };
}

type Listed = Pick<DemoPatient, 'id' | 'drug' | 'title' | 'expected'>;

/** Three for each drug. Nobody of them exists, and nothing in their charts was taken from anybody's. */
const listed: readonly Listed[] = [
  {
    id: 'hemgenix-approval',
    drug: 'hemgenix',
    title: 'Synthetic: severe hemophilia B on weekly prophylaxis, AAV5 titer 1:56 (BCBS Kansas)',
    expected: 'likely-approval',
  },
  {
    id: 'hemgenix-missing',
    drug: 'hemgenix',
    title: 'Synthetic: hemophilia B, no AAV5 titer, factor IX only measured on product (BCBS Kansas)',
    expected: 'missing-documentation',
  },
  {
    id: 'hemgenix-denial',
    drug: 'hemgenix',
    title: 'Synthetic: hemophilia B, another gene therapy two years ago (Excellus)',
    expected: 'likely-denial',
  },
  {
    id: 'roctavian-approval',
    drug: 'roctavian',
    title: 'Synthetic: severe hemophilia A, no AAV5 antibodies, labs of last month (Excellus)',
    expected: 'likely-approval',
  },
  {
    id: 'roctavian-missing',
    drug: 'roctavian',
    title: 'Synthetic: hemophilia A after hepatitis C, AAV5 result pending, no elastography (Excellus)',
    expected: 'missing-documentation',
  },
  {
    id: 'roctavian-denial',
    drug: 'roctavian',
    title: 'Synthetic: hemophilia A, AAV5 antibodies twice (Excellus)',
    expected: 'likely-denial',
  },
  {
    id: 'gamifant-approval',
    drug: 'gamifant',
    title: "Synthetic: girl with Still's disease and macrophage activation, steroids failed (Cigna)",
    expected: 'likely-approval',
  },
  {
    id: 'gamifant-missing',
    drug: 'gamifant',
    title: "Synthetic: girl with Still's disease, ferritin of June, triglycerides not fasting (Cigna)",
    expected: 'missing-documentation',
  },
  {
    id: 'gamifant-denial',
    drug: 'gamifant',
    title: 'Synthetic: boy with hemophagocytic syndrome after Epstein-Barr virus (Cigna)',
    expected: 'likely-denial',
  },
  {
    id: 'lemtrada-approval',
    drug: 'lemtrada',
    title: 'Synthetic: relapsing multiple sclerosis, two drugs failed (Cigna)',
    expected: 'likely-approval',
  },
  {
    id: 'lemtrada-missing',
    drug: 'lemtrada',
    title: 'Synthetic: relapsing multiple sclerosis, nobody wrote why two drugs were stopped (Cigna)',
    expected: 'missing-documentation',
  },
  {
    id: 'lemtrada-denial',
    drug: 'lemtrada',
    title: 'Synthetic: primary progressive multiple sclerosis (Cigna)',
    expected: 'likely-denial',
  },
];

/** The resources of a chart. */
export const resourcesIn = ({ entry = [] }: Bundle<FhirResource>): readonly FhirResource[] =>
  entry.flatMap(({ resource }) => resource ?? []);

const bundleOf = (id: string): Bundle<FhirResource> =>
  JSON.parse(readFileSync(new URL(`./patients/${id}.json`, import.meta.url), 'utf8')) as Bundle<FhirResource>;

const isDraft = (resource: FhirResource): resource is MedicationRequest =>
  resource.resourceType === 'MedicationRequest' && resource.status === 'draft';

const callFor = (patientId: string, orders: readonly MedicationRequest[]): DemoCall => ({
  hook: 'order-sign',
  context: {
    userId: orders[0]?.requester?.reference ?? '',
    patientId,
    draftOrders: { resourceType: 'Bundle', type: 'collection', entry: orders.map((resource) => ({ resource })) },
  },
});

/** All demo patients. Ids of resources are unique over all of them, but for payers, clinicians and places that they share. */
export const demoPatients: readonly DemoPatient[] = listed.map((each) => {
  const bundle = bundleOf(each.id);
  return { ...each, call: callFor(each.id, resourcesIn(bundle).filter(isDraft)), bundle };
});
