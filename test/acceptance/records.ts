import type { TestResource } from '../support/demo-patient.ts';

/** FHIR records of one synthetic person, built from as few words as a chart needs. */
export type More = Record<string, unknown>;
type Result = number | string;

const LOINC = 'http://loinc.org';
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const POS = 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set';
const UNITS = 'http://unitsofmeasure.org';
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';

export const person = { reference: 'Patient/person' };
export const aboutSomeoneElse: More = { subject: { reference: 'Patient/neighbor' } };
export const coded = (system: string, code: string, text?: string) => ({
  coding: [{ system, code }],
  ...(text && { text }),
});
export const rxnorm = (code: string, text?: string) => coded(RXNORM, code, text);
export const hcpcs = (code: string, text?: string) => coded(HCPCS, code, text);

export const patient = (birthDate: string, gender = 'male'): TestResource => ({
  resourceType: 'Patient',
  id: 'person',
  gender,
  birthDate,
});

const status = (list: string, code: string) => coded(`http://terminology.hl7.org/CodeSystem/condition-${list}`, code);
export const verified = (code: string): More => ({ verificationStatus: status('ver-status', code) });

export const condition = (id: string, code: string, more: More = {}): TestResource => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: status('clinical', 'active'),
  ...verified('confirmed'),
  code: coded(ICD, code),
  subject: person,
  recordedDate: '2020-01-10',
  ...more,
});

const quantity = (result: Result, unit: string) => {
  const [, comparator, value] = /^([<>]=?)?(.*)$/.exec(String(result)) ?? [];
  return { ...(comparator && { comparator }), value: Number(value), unit, system: UNITS, code: unit };
};

const observation = (id: string, code: unknown, day: string, more: More): TestResource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [coded('http://terminology.hl7.org/CodeSystem/observation-category', 'laboratory')],
  code,
  subject: person,
  effectiveDateTime: `${day}T08:00:00-05:00`,
  ...more,
});

/** A measured result; `'<0.5'` carries its comparator. */
export const measured = (id: string, loinc: string, result: Result, unit: string, day: string, more: More = {}) =>
  observation(id, coded(LOINC, loinc), day, { valueQuantity: quantity(result, unit), ...more });

const answers = {
  positive: '10828004',
  negative: '260385009',
  detected: '260373001',
  'not detected': '260415000',
} as const;
const answered = (word: keyof typeof answers) => ({
  valueCodeableConcept: coded('http://snomed.info/sct', answers[word], word),
});
export const found = (id: string, loinc: string, word: keyof typeof answers, day: string, more: More = {}) =>
  observation(id, coded(LOINC, loinc), day, { ...answered(word), ...more });

export const weight = (result: Result, unit = 'kg', day = '2026-08-01') =>
  observation('weight', coded(LOINC, '29463-7'), day, {
    category: [coded('http://terminology.hl7.org/CodeSystem/observation-category', 'vital-signs')],
    valueQuantity: quantity(result, unit),
  });

export const titer = (value: string, method: string, more: More = {}) =>
  observation('aav5', { text: 'Anti-AAV5 neutralizing antibody titer' }, '2026-05-20', {
    method: { text: method },
    valueString: value,
    ...more,
  });
export const titerAnswer = (word: keyof typeof answers, more: More = {}) =>
  observation('aav5', { text: 'Anti-AAV5 antibody' }, '2026-05-20', { ...answered(word), ...more });

export const counted = (text: string, days: number) =>
  observation('exposure-days', { text }, '2026-07-20', { valueQuantity: quantity(days, 'd') });

export const statement = (id: string, drug: unknown, more: More = {}): TestResource => ({
  resourceType: 'MedicationStatement',
  id,
  status: 'active',
  medicationCodeableConcept: drug,
  subject: person,
  effectivePeriod: { start: '2012-01-10' },
  ...more,
});

export const stopped = (id: string, drug: unknown, reason?: string): TestResource =>
  statement(id, drug, {
    status: 'stopped',
    effectivePeriod: { start: '2022-01-10', end: '2023-02-10' },
    ...(reason && { statusReason: [{ text: reason }] }),
  });

export const given = (id: string, drug: unknown, day: string, more: More = {}): TestResource => ({
  resourceType: 'MedicationAdministration',
  id,
  status: 'completed',
  medicationCodeableConcept: drug,
  subject: person,
  effectiveDateTime: `${day}T09:00:00-05:00`,
  ...more,
});

export const note = (text: string): TestResource => ({
  resourceType: 'DocumentReference',
  id: 'note',
  status: 'current',
  subject: person,
  date: '2026-08-05T10:00:00-05:00',
  content: [{ attachment: { contentType: 'application/pdf', title: text } }],
});

/** What the prescriber answers, on the form of a policy. */
export const says = (policy: string, given: Readonly<Record<string, boolean>>, more: More = {}): TestResource => ({
  resourceType: 'QuestionnaireResponse',
  id: `answers-${policy}`,
  questionnaire: `http://127.0.0.1:3000/fhir/Questionnaire/${policy}`,
  status: 'completed',
  subject: person,
  authored: '2026-08-09T16:20:00-05:00',
  item: Object.entries(given).map(([linkId, valueBoolean]) => ({ linkId, answer: [{ valueBoolean }] })),
  ...more,
});

/** A coverage and the payer that comes with it. */
export const insured = (payer: string, more: More = {}, id = 'coverage'): readonly TestResource[] => [
  { resourceType: 'Organization', id: `payer-${id}`, active: true, name: payer },
  {
    resourceType: 'Coverage',
    id,
    status: 'active',
    beneficiary: person,
    period: { start: '2020-01-01' },
    payor: [{ reference: `Organization/payer-${id}` }],
    ...more,
  },
];

export const prescriber = (specialty: string, organization?: string): More => ({
  requester: { reference: '#role' },
  contained: [
    {
      resourceType: 'PractitionerRole',
      id: 'role',
      practitioner: { display: 'Dr. Synthetic' },
      specialty: [coded('http://nucc.org/provider-taxonomy', specialty)],
      ...(organization && { organization: { display: organization } }),
    },
  ],
});

export const order = (id: string, drug: unknown, more: More = {}): TestResource => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'draft',
  intent: 'order',
  medicationCodeableConcept: drug,
  subject: person,
  ...planned('2026-08-10', '2026-08-14'),
  ...more,
});
export const planned = (authored: string, service: string, units?: number): More => ({
  authoredOn: `${authored}T11:00:00-05:00`,
  dispenseRequest: {
    validityPeriod: { start: service },
    ...(units !== undefined && { quantity: { value: units, unit: 'kit' } }),
  },
});

export const service = (id: string, code: string, place?: string): TestResource => ({
  resourceType: 'ServiceRequest',
  id,
  status: 'draft',
  intent: 'order',
  code: hcpcs(code),
  subject: person,
  authoredOn: '2026-08-10T11:00:00-05:00',
  occurrenceDateTime: '2026-08-14',
  ...(place && { locationCode: [coded(POS, place)] }),
});

export const place = (code: string) => coded(POS, code);
