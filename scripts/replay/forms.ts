import type { SystemName } from '../../src/facts/codes.ts';
import { type DrugName, drugDefinition, drugDisplay } from '../../src/facts/drugs.ts';

/** One way in which a chart can say what is ordered: members of the order, and what is sent along with it. */
export interface Form {
  readonly name: string;
  readonly order: Readonly<Record<string, unknown>>;
  readonly entry?: object;
  readonly prefetched?: object;
}

const SYSTEM: Readonly<Partial<Record<SystemName, string>>> = {
  HCPCS: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  RxNorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  NDC: 'http://hl7.org/fhir/sid/ndc',
  SNOMED: 'http://snomed.info/sct',
};

/** Codes of a hospital's own formulary, as they stand beside the standard ones: GPI, FDB, MediSpan and an own list. */
const VENDOR = [
  '2.16.840.1.113883.6.68',
  '2.16.840.1.113883.6.162',
  '2.16.840.1.113883.6.253',
  '1.2.840.114350.1.13.0.1',
];
const vendorCodings = VENDOR.map((oid) => ({ system: `urn:oid:${oid}`, code: '100001' }));

/** The codings of a drug in one system, those alone that decide. */
const codingsOf = (drug: DrugName, system: SystemName) =>
  drugDefinition(drug)
    .codes.filter(([at, , , use, unverified]) => at === system && use === 'include' && unverified === undefined)
    .map(([, code]) => ({ system: SYSTEM[system], code }));

const concept = (coding: readonly object[]) => ({ medicationCodeableConcept: { coding } });

/** Every form for a drug, as far as its codes in our tables go: a system without one has no form. An NDC is written in 11 digits. */
export function formsOf(drug: DrugName): readonly Form[] {
  const [product, ...levels] = codingsOf(drug, 'RxNorm');
  const billing = codingsOf(drug, 'HCPCS').slice(0, 1);
  const byCode = (['HCPCS', 'RxNorm', 'NDC', 'SNOMED'] as const).flatMap((system) =>
    codingsOf(drug, system)
      .slice(0, 1)
      .map((coding) => ({ name: system, order: concept([coding]) })),
  );
  const medication = { resourceType: 'Medication', id: 'grafted-drug', code: { coding: [product] } };
  const referring = { medicationReference: { reference: 'Medication/grafted-drug' } };
  return [
    ...byCode,
    { name: 'text', order: { medicationCodeableConcept: { text: drugDisplay(drug) } } },
    { name: 'many codings', order: concept([...vendorCodings, product ?? {}, ...levels.slice(0, 2), ...billing]) },
    {
      name: 'contained Medication',
      order: { medicationReference: { reference: '#grafted-drug' }, contained: [medication] },
    },
    { name: 'Medication in the Bundle', order: referring, entry: medication },
    { name: 'Medication in the prefetch', order: referring, prefetched: medication },
    {
      name: 'display of a reference',
      order: { medicationReference: { reference: 'Medication/not-to-be-had', display: drugDisplay(drug) } },
    },
  ];
}
