import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COVERAGE_INFORMATION } from '../../src/hooks/crd/coverage-information.ts';
import {
  access,
  callFor,
  changing,
  demoCall,
  demoRecords,
  orderWith,
  prefetched,
  without,
} from '../support/demo-patient.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { type Service, startService } from '../support/service.ts';

/** The situations for which CRD 2.2.1 names the answer, each once. */

let service: Service;
let ehr: FhirServer;
beforeAll(async () => {
  service = await startService();
  ehr = await startFhirServer();
  await ehr.load(demoRecords);
});
afterAll(async () => {
  await service.close();
  await ehr.close();
  expect(service.bugs).toEqual([]);
});

interface Answer {
  readonly status: number;
  readonly resourceType?: string;
  readonly systemActions?: readonly { readonly resource: { readonly extension?: readonly Member[] } }[];
}
interface Member {
  readonly url: string;
  readonly valueCode?: string;
  readonly valueCodeableConcept?: { readonly coding?: readonly { readonly code: string }[]; readonly text?: string };
  readonly extension?: readonly Member[];
}

async function signed(body: unknown): Promise<Answer> {
  const response = await service.post('/crd/cds-services/order-sign', JSON.stringify(body));
  return { ...((await response.json()) as object), status: response.status };
}

/** The codes of the one assertion of an answer. */
function asserted({ status, systemActions = [] }: Answer) {
  const assertions = systemActions.flatMap(({ resource }) => resource.extension ?? []);
  const members = assertions.find(({ url }) => url === COVERAGE_INFORMATION)?.extension ?? [];
  const reason = members.find(({ url }) => url === 'reason')?.valueCodeableConcept;
  return {
    status,
    covered: members.find(({ url }) => url === 'covered')?.valueCode,
    reason: reason?.coding?.[0]?.code,
    said: reason?.text,
  };
}

const prefetch = prefetched(demoRecords);
const call = demoCall({ prefetch });
const coverageOf = (changed: Record<string, unknown>) =>
  demoCall({ prefetch: prefetched(changing({ [coverageId]: changed })) });
const coverageId = demoRecords.find(({ resourceType }) => resourceType === 'Coverage')?.id ?? '';

describe('a call that CRD refuses is refused with an OperationOutcome', () => {
  test.each<[string, unknown, number]>([
    ['a body that is no call', { hook: 'order-sign' }, 400],
    ['no coverage to be had', demoCall({ prefetch: prefetched(without(coverageId)) }), 400],
    [
      'two coverages in force, none named by the order',
      demoCall({
        prefetch: prefetched([
          ...demoRecords,
          ...demoRecords.filter(({ id }) => id === coverageId).map((each) => ({ ...each, id: 'second' })),
        ]),
      }),
      400,
    ],
    ['a coverage of a payer that is not held here', coverageOf({ payor: [{ display: 'Another Plan' }] }), 400],
    ['a version that is not spoken', { ...call, extension: { 'davinci-crd.requestedVersion': '1.0' } }, 422],
    ['nothing prefetched and no server to ask', demoCall(), 412],
  ])('%s', async (_, body, status) =>
    expect(await signed(body)).toMatchObject({ status, resourceType: 'OperationOutcome' }));
});

describe('what is lacking is an answer, not an error', () => {
  test('a token that the client’s server refuses: indeterminate, for a technical reason, in words', async () => {
    const body = demoCall({ ...access({ ...ehr, token: 'expired' }), prefetch: prefetched(demoRecords, ['coverage']) });
    expect(asserted(await signed(body))).toMatchObject({
      status: 200,
      covered: 'indeterminate',
      reason: 'technical',
      said: expect.stringMatching(/could not be read/),
    });
  });

  test.each([
    ['cancelled', { status: 'cancelled' }],
    ['over before the day of service', { period: { start: '2020-01-01', end: '2021-01-01' } }],
  ])('a coverage that is %s: not covered, no active coverage', async (_, changed) => {
    expect(asserted(await signed(coverageOf(changed)))).toMatchObject({
      status: 200,
      covered: 'not-covered',
      reason: 'no-active-coverage',
    });
  });

  test('a record without a result that the policy asks for: documents are asked for, never 412', async () => {
    const results = demoRecords.filter(({ resourceType }) => resourceType === 'Observation').map(({ id }) => id);
    const answer = asserted(await signed(demoCall({ prefetch: prefetched(without(...results)) })));
    expect(answer).toMatchObject({ status: 200, covered: 'covered', said: expect.stringMatching(/^Still needed/) });
  });

  test('an order for a drug that no policy governs gets its answer too', async () => {
    const lipitor = orderWith({ medicationCodeableConcept: { text: 'Lipitor' } });
    expect(asserted(await signed(callFor([lipitor], { prefetch })))).toMatchObject({
      status: 200,
      covered: 'indeterminate',
      said: expect.stringMatching(/No policy text is held/),
    });
  });

  test('the chart is queried with the token where only the coverage was prefetched', async () => {
    const before = ehr.requests.length;
    const body = demoCall({ ...access(ehr), prefetch: prefetched(demoRecords, ['patient', 'coverage']) });
    expect(asserted(await signed(body))).toMatchObject({ status: 200, covered: 'covered', said: undefined });
    expect(ehr.requests.length).toBeGreaterThan(before);
  });

  test('with the billing options of the guide on the order or without them: the same answer', async () => {
    const url = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';
    const coding = { system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'J1411' };
    const concept = orderWith({}).medicationCodeableConcept as object;
    const order = orderWith({ medicationCodeableConcept: { ...concept, extension: [{ url, valueCoding: coding }] } });
    expect(asserted(await signed(callFor([order], { prefetch })))).toEqual(asserted(await signed(call)));
  });
});
