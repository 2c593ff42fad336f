import { callFor, demoRecords, orderWith, prefetched, type TestResource } from '../test/support/demo-patient.ts';

/** What common results look like in a chart: none of them is asked for by a policy. */
const COMMON = [
  { code: '718-7', display: 'Hemoglobin [Mass/volume] in Blood', unit: 'g/dL', values: [13.1, 14.9] },
  { code: '2160-0', display: 'Creatinine [Mass/volume] in Serum or Plasma', unit: 'mg/dL', values: [0.7, 1.1] },
  { code: '2951-2', display: 'Sodium [Moles/volume] in Serum or Plasma', unit: 'mmol/L', values: [137, 143] },
  { code: '2345-7', display: 'Glucose [Mass/volume] in Serum or Plasma', unit: 'mg/dL', values: [78, 99] },
] as const;

/** One common result, as large as those of real charts. */
function commonResult(index: number): TestResource {
  const { code, display, unit, values } = COMMON[index % COMMON.length] ?? COMMON[0];
  const taken = new Date(Date.UTC(2026, 6, 30) - index * 86_400_000).toISOString();
  return {
    resourceType: 'Observation',
    id: `common-${index}`,
    meta: { versionId: '1', lastUpdated: taken },
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'laboratory',
            display: 'Laboratory',
          },
        ],
      },
    ],
    code: { coding: [{ system: 'http://loinc.org', code, display }], text: display },
    subject: { reference: 'Patient/demo-hemgenix' },
    encounter: { reference: `Encounter/visit-${index}` },
    effectiveDateTime: taken,
    issued: taken,
    valueQuantity: { value: values[index % 2], unit, system: 'http://unitsofmeasure.org', code: unit },
    referenceRange: [{ low: { value: values[0], unit }, high: { value: values[1], unit } }],
  };
}

/** Order-sign calls with a complete prefetch. */
export interface Asked {
  /** How long the body is to be, about; never shorter than the chart that meets every line (8 kB). */
  readonly bytes?: number;
  readonly orders?: number;
}

/** A call as JSON: the patient of the demo, and common results until it is as long as it is to be. */
export function orderSignBody({ bytes = 20_000, orders = 1 }: Asked = {}): string {
  const sent = Array.from({ length: orders }, (_, index) =>
    orderWith(index === 0 ? {} : { id: `demo-order-${index}` }),
  );
  const bodyOf = (records: readonly TestResource[]) => JSON.stringify(callFor(sent, { prefetch: prefetched(records) }));
  const [bare, one] = [bodyOf(demoRecords).length, bodyOf([...demoRecords, commonResult(0)]).length];
  const more = Math.max(0, Math.round((bytes - bare) / (one - bare)));
  return bodyOf([...demoRecords, ...Array.from({ length: more }, (_, index) => commonResult(index))]);
}
