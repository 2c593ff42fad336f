import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Determination } from '../../src/hooks/determination.ts';
import type { TestResource } from '../support/demo-patient.ts';
import { type Service, startService } from '../support/service.ts';
import { callOf, everyPatient, prefetchOf } from './every-patient.ts';
import type { Patient } from './patient.ts';
import { condition, measured, person, rxnorm, statement } from './records.ts';

const patients = everyPatient.flatMap(([, each]) => each);
const titled = patients.map((each) => [each.title, each] as const);

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

type Line = Determination['criteria'][number];

/** What a determination says, without its own id and the order in which records were found. */
function gist({ policy, coverage, order, outcome, reason, criteria, siteOfCare, ...more }: Determination) {
  const lines = (all: readonly Line[] = []) =>
    all.map(({ id, status, because, evidence }) => [id, status, because, ...evidence.map(inWords).sort()]);
  return {
    of: `${order} ${coverage} ${policy?.id} ${policy?.version}`,
    says: [outcome, reason, siteOfCare?.outcome],
    lines: [...lines(criteria), ...lines(siteOfCare?.criteria)],
    needed: more.stillNeeded,
    notices: [...more.notices].sort(),
  };
}

const inWords = ({ reference, says, counts }: Line['evidence'][number]) => `${reference} ${says} ${counts}`;

async function judged(each: Patient) {
  const { status, determinations } = await service.sign(callOf(each, { prefetch: prefetchOf(each) }));
  expect(status).toBe(200);
  return determinations.map(gist).sort((left, right) => (left.of < right.of ? -1 : 1));
}

/** Somebody else's records are reported: that remark may come on top. */
const unremarked = async (each: Patient) => (await judged(each)).map(({ notices: _, ...rest }) => rest);

describe('in whatever order the records come, the answer is the same', () => {
  test.each(titled)('%s', async (_, each) => {
    const expected = await judged(each);
    expect(await judged({ ...each, records: [...each.records].reverse() })).toEqual(expected);
    const shuffled = fc.shuffledSubarray([...each.records], { minLength: each.records.length });
    await fc.assert(
      fc.asyncProperty(shuffled, async (records) => {
        expect(await judged({ ...each, records })).toEqual(expected);
      }),
      { numRuns: 1 },
    );
  });
});

/** The same records about somebody else: whomever they bar or qualify, it is not this patient. */
function somebodyElses(records: readonly TestResource[]): readonly TestResource[] {
  const theirs = JSON.stringify(records).replaceAll('Patient/person', 'Patient/neighbor');
  return (JSON.parse(theirs) as TestResource[])
    .filter(({ resourceType }) => resourceType !== 'Patient' && resourceType !== 'Organization')
    .map((record) => ({ ...record, id: `neighbor-${record.id}` }));
}

/** Records of the patient that no line asks about: other tests, another diagnosis, another drug, a type nobody reads. */
const unrelated: readonly TestResource[] = [
  measured('sodium', '2951-2', 140, 'mmol/L', '2026-08-01'),
  measured('hemoglobin', '718-7', 2, 'g/dL', '2026-08-01'),
  measured('antigen', '3189-8', 90, '%', '2026-08-01'),
  condition('hay-fever', 'J30.1'),
  statement('aspirin', rxnorm('1191', 'aspirin')),
  { resourceType: 'Immunization', id: 'shot', status: 'completed', patient: person },
  { resourceType: 'Observation', id: 'empty', category: [{ text: 'laboratory' }], subject: person },
];

const MEMBERS = [
  ...['status', 'effectiveDateTime', 'effectivePeriod', 'issued', 'value', 'valueQuantity', 'valueString'],
  ...['component', 'interpretation', 'referenceRange', 'specimen', 'method', 'clinicalStatus', 'extension'],
  ...['verificationStatus', 'performedDateTime', 'recordedDate', 'conclusionCode', 'contained', 'meta'],
];

/** A record of the patient in a part that is read, under a code of nobody, whose other members hold anything at all. */
const junk: fc.Arbitrary<TestResource> = fc
  .record({
    resourceType: fc.constantFrom('Observation', 'Condition', 'Procedure', 'AllergyIntolerance', 'DiagnosticReport'),
    category: fc.constantFrom('laboratory', 'vital-signs', 'problem-list-item'),
    id: fc.uuid(),
    members: fc.dictionary(fc.constantFrom(...MEMBERS), fc.jsonValue({ maxDepth: 3 })),
  })
  .map(({ resourceType, category, id, members }) => ({
    ...members,
    resourceType,
    id,
    category: [{ coding: [{ code: category }] }],
    code: { coding: [{ system: 'urn:example:junk', code: id }] },
    subject: person,
    patient: person,
  }));

describe('whatever stands beside the records, the answer is the same', () => {
  test.each(titled)('%s', async (_, each) => {
    const expected = await unremarked(each);
    const beside = (more: readonly TestResource[]) => unremarked({ ...each, records: [...more, ...each.records] });
    expect(await beside(unrelated)).toEqual(expected);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...patients), async ({ records }) => {
        expect(await beside(somebodyElses(records))).toEqual(expected);
      }),
      { numRuns: 1 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(junk, { minLength: 1, maxLength: 8 }), async (more) => {
        expect(await beside(more)).toEqual(expected);
      }),
      { numRuns: 2 },
    );
  });
});
