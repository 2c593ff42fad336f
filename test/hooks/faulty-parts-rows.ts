import { type ChartPart, requests } from '../../src/fhir/source.ts';
import type { Determination } from '../../src/hooks/determination.ts';
import { excellusOrder, excellusRecords } from '../acceptance/hemgenix-excellus-patients.ts';
import * as chart from '../acceptance/records.ts';
import {
  callFor,
  changing,
  demoCall,
  demoRecords,
  orderWith,
  type TestResource,
  without,
} from '../support/demo-patient.ts';

/** One question to a server, and what its failure leaves open for one patient. */
export interface Question {
  /** The address that fails, as far as it tells this question from others. */
  readonly fails: RegExp;
  readonly call: object;
  readonly records: readonly TestResource[];
  /** What the client did not prefetch. */
  readonly asked: readonly ChartPart[];
  /** The outcome when it fails; when it does not, approval is likely unless `honestly` says otherwise. */
  readonly outcome: Determination['outcome'];
  readonly honestly?: Determination['outcome'];
  /** The lines that are open because of it, and no others; undefined where not one line can be judged. */
  readonly open: readonly string[] | undefined;
}

const demoPatient = { reference: 'Patient/demo-hemgenix' };
const hks = (...lines: readonly string[]) => lines.map((line) => `HKS-${line}`);
const hem = (...lines: readonly string[]) => lines.map((line) => `P109-HEM-${line}`);

const addressOf = (part: ChartPart) => {
  const { type, parameters } = requests[part];
  return new RegExp(`^/fhir/${type}(?:/|.*${parameters.category ?? ''})`);
};

/** The demo patient, with Blue Cross and Blue Shield of Kansas. */
const kansas = (part: ChartPart, open: readonly string[], records = demoRecords): Question => ({
  fails: addressOf(part),
  call: demoCall(),
  records,
  asked: [part],
  outcome: 'indeterminate',
  open,
});

const found = (id: string): TestResource => {
  const record = demoRecords.find((each) => each.id === id);
  if (record === undefined) throw new Error(`no ${id} in the demo`);
  return record;
};
const { medicationCodeableConcept: factorIX, dosage, ...benefix } = found('benefix');
const ordered: TestResource = {
  ...benefix,
  resourceType: 'MedicationRequest',
  intent: 'order',
  medicationCodeableConcept: factorIX,
  dosageInstruction: dosage,
};
const intolerance: TestResource = {
  resourceType: 'AllergyIntolerance',
  id: 'intolerance',
  patient: demoPatient,
  clinicalStatus: chart.coded('http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', 'active'),
  code: factorIX,
};
const bleeds = { linkId: 'HKS-III.4', answer: [{ valueBoolean: true }] };
const statements = found('statements');
const bleeding = changing({ statements: { item: [...(statements.item as unknown[]), bleeds] } });
const elsewhere: readonly TestResource[] = [
  ...without('benefix'),
  { ...benefix, dosage, medicationReference: { reference: 'Medication/benefix' } },
  { resourceType: 'Medication', id: 'benefix', code: factorIX },
];

/** A patient of Excellus who bled and says so, beside a note; the specialist is whoever a row says. */
const said = { '4': true, '4b': true, '6': true, '7': true, '8e': true };
const answers = chart.says(
  'hemgenix-pharmacy-109',
  Object.fromEntries(Object.entries(said).map(([line, value]) => [`P109-HEM-${line}`, value])),
);
const noted: readonly TestResource[] = [
  ...excellusRecords.filter(({ id }) => id !== answers.id && id !== 'bleed'),
  answers,
  chart.note('Hematology, bleeding history'),
];
const employer = { resourceType: 'Organization', id: 'center', name: 'Synthetic Hemophilia Treatment Center' };
const specialist = (organization: unknown): TestResource => ({
  resourceType: 'PractitionerRole',
  id: 'role',
  practitioner: { display: 'Dr. Synthetic' },
  specialty: [chart.coded('http://nucc.org/provider-taxonomy', '207RH0000X')],
  organization,
});
const consultation: TestResource = {
  resourceType: 'Encounter',
  id: 'consultation',
  status: 'finished',
  subject: chart.person,
  period: { start: '2026-07-01', end: '2026-07-01' },
  participant: [{ individual: { reference: 'PractitionerRole/role' } }],
};
const person: TestResource = {
  resourceType: 'Practitioner',
  id: 'hematologist',
  qualification: [{ code: chart.coded('http://nucc.org/provider-taxonomy', '207RH0000X') }],
};

const excellus = (
  fails: RegExp,
  asked: readonly ChartPart[],
  open: readonly string[],
  more: Partial<Question> = {},
) => ({
  fails,
  call: signedBy(excellusOrder),
  records: noted,
  asked,
  outcome: 'indeterminate' as const,
  open,
  ...more,
});
const signedBy = (order: TestResource) => {
  const call = callFor([order]);
  return { ...call, context: { ...call.context, patientId: 'person' } };
};
const requestedBy = (reference: string | undefined) =>
  signedBy({ ...excellusOrder, contained: undefined, requester: reference && { reference } });
const employed = [...noted, specialist({ reference: 'Organization/center' }), employer];
const consulted = [...noted, specialist({ display: employer.name }), consultation];

/** Every part of the chart that the Hemgenix policies ask for, and what they only point at. */
export const questions: Readonly<Record<string, Question>> = {
  'the patient': kansas('patient', hks('III.1')),
  'the coverages': { ...kansas('coverage', []), open: undefined },
  'the diagnoses': kansas('conditions', hks('III.0', 'III.2a', 'III.5b', 'III.10')),
  'the laboratory': kansas(
    'laboratory',
    hks('III.0', 'III.2b', 'III.5a', 'III.5b', 'III.5c', 'III.8', 'III.8a', 'III.8b'),
  ),
  'the vital signs, which change no outcome': {
    ...kansas('vital-signs', hks('DOSE')),
    outcome: 'likely-approval',
  },
  'orders of drugs': kansas('medication-requests', hks('III.0', 'III.2c', 'III.4', 'III.4a'), [
    ...without('benefix'),
    ordered,
  ]),
  'orders of drugs, where the medication list is enough': {
    ...kansas('medication-requests', []),
    outcome: 'likely-approval',
  },
  'the medication list': kansas('medication-statements', hks('I', 'III.0', 'III.2c', 'III.3', 'III.4', 'III.4a')),
  'what was given': kansas('medication-administrations', hks('I', 'III.3')),
  'what was done': kansas('procedures', hks('I', 'III.3')),
  'what was billed': kansas('claims', hks('I', 'III.3')),
  'what a pharmacy handed over, which settles nothing': {
    ...kansas('medication-dispenses', []),
    outcome: 'likely-approval',
  },
  'what a pharmacy handed over, where no list and no order names a factor': excellus(
    addressOf('medication-dispenses'),
    ['medication-dispenses'],
    hem('4a'),
    { records: noted.filter(({ id }) => id !== 'benefix' && id !== 'exposure-days') },
  ),
  allergies: kansas('allergies', hks('III.0', 'III.2c'), [
    ...bleeding.filter(({ id }) => id !== 'benefix'),
    intolerance,
  ]),
  'what was answered': kansas('answers', hks('I', 'III.3', 'III.5b', 'III.6', 'III.7', 'III.9')),
  'what the payer answered of the plan, which is worth no request alone': {
    ...kansas('eligibility', []),
    asked: ['eligibility', 'coverage'],
    outcome: 'likely-approval',
  },
  'the diagnoses, where a bleed among them needs no note': excellus(
    addressOf('conditions'),
    ['conditions'],
    hem('3', '3a', '4', '6', '6b', '8', '8b', '8d', '8e'),
    { records: excellusRecords },
  ),
  documents: excellus(addressOf('documents'), ['documents'], hem('4')),
  visits: excellus(addressOf('encounters'), ['encounters'], hem('1'), {
    call: requestedBy(undefined),
    records: consulted,
  }),

  'the Medication of a record': {
    ...kansas('medication-statements', hks('I', 'III.0', 'III.2c', 'III.3', 'III.4', 'III.4a'), elsewhere),
    fails: /^\/fhir\/Medication\//,
    asked: [],
  },
  'the Medication of the order, which names the drug beside it': {
    ...kansas(
      'patient',
      [],
      [...demoRecords, { resourceType: 'Medication', id: 'hemgenix', code: { text: 'Hemgenix' } }],
    ),
    call: callFor([
      orderWith({
        medicationCodeableConcept: undefined,
        medicationReference: { reference: 'Medication/hemgenix', display: 'Hemgenix' },
      }),
    ]),
    fails: /^\/fhir\/Medication\//,
    asked: [],
    outcome: 'likely-approval',
  },
  'the Organization that pays': {
    ...kansas('coverage', []),
    fails: /^\/fhir\/Organization\//,
    open: undefined,
  },
  'the Practitioner who prescribes': excellus(/^\/fhir\/Practitioner\//, [], hem('1'), {
    call: requestedBy('Practitioner/hematologist'),
    records: [...noted, person],
    honestly: 'attestation-needed',
  }),
  'the roles of the Practitioner who prescribes': excellus(/^\/fhir\/PractitionerRole\?/, [], hem('1'), {
    call: requestedBy('Practitioner/hematologist'),
    records: [...noted, person],
    honestly: 'attestation-needed',
  }),
  'the PractitionerRole who prescribes': excellus(/^\/fhir\/PractitionerRole\//, ['coverage'], hem('1'), {
    call: requestedBy('PractitionerRole/role'),
    records: employed,
  }),
  'the Organization of who prescribes': excellus(/^\/fhir\/Organization\/center/, ['coverage'], hem('1'), {
    call: requestedBy('PractitionerRole/role'),
    records: employed,
  }),
  'the PractitionerRole who was seen': excellus(/^\/fhir\/PractitionerRole\//, [], hem('1'), {
    call: requestedBy(undefined),
    records: consulted,
  }),
};
