import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Determination } from '../../src/hooks/determination.ts';
import { prefetchTemplates } from '../../src/hooks/discovery.ts';
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

/** A determination without what differs from call to call. */
const same = ({ id: _, ...rest }: Determination) => rest;
const only = async (body: unknown): Promise<Determination> => {
  const { status, determinations } = await service.sign(body);
  expect(status).toBe(200);
  expect(determinations).toHaveLength(1);
  return determinations[0] as Determination;
};
const line = (determination: Determination, id: string) => determination.criteria.find((each) => each.id === id);

describe('one order, three ways to the chart', () => {
  test('full prefetch, only a server with a token, and half of each give the same determination', async () => {
    const full = await only(demoCall({ prefetch: prefetched(demoRecords) }));
    const queried = await only(demoCall(access(ehr)));
    const half = await only(
      demoCall({
        ...access(ehr),
        prefetch: prefetched(demoRecords, ['patient', 'laboratory', 'questionnaireResponses']),
      }),
    );
    expect(full.outcome).toBe('likely-approval');
    expect(same(queried)).toEqual(same(full));
    expect(same(half)).toEqual(same(full));
  });

  test('with full prefetch nothing is read again', async () => {
    const before = ehr.requests.length;
    await only(demoCall({ ...access(ehr), prefetch: prefetched(demoRecords) }));
    expect(ehr.requests.slice(before)).toEqual([]);
  });

  test('a payer known from the prefetch is asked for by its own policies alone: this one never asks who prescribes', async () => {
    const before = ehr.requests.length;
    await only(demoCall({ ...access(ehr), prefetch: prefetched(demoRecords, ['coverage']) }));
    const asked = ehr.requests.slice(before).map((request) => request.replace(/[?/].*$/, ''));
    expect(asked).toContain('GET Observation');
    for (const type of ['Practitioner', 'Encounter', 'DocumentReference', 'Coverage'])
      expect(asked).not.toContain(`GET ${type}`);
  });

  test('without prefetch each part is asked for once, and the payer of the coverage', async () => {
    const before = ehr.requests.length;
    await only(demoCall(access(ehr)));
    const asked = ehr.requests
      .slice(before)
      .map((request) => request.replace(/\?.*category=([a-z-]+).*$/, ' $1').replace(/\?.*$/, ''))
      .sort();
    expect(asked).toEqual([
      'GET AllergyIntolerance',
      'GET Condition',
      'GET Coverage',
      'GET CoverageEligibilityResponse',
      'GET DocumentReference',
      'GET Encounter',
      'GET ExplanationOfBenefit',
      'GET MedicationAdministration',
      'GET MedicationDispense',
      'GET MedicationRequest',
      'GET MedicationStatement',
      'GET Observation laboratory',
      'GET Observation vital-signs',
      'GET Organization/bcbsks',
      'GET Patient/demo-hemgenix',
      'GET Practitioner/demo-hematologist',
      'GET PractitionerRole',
      'GET Procedure',
      'GET QuestionnaireResponse',
    ]);
  });

  test('one lab less over FHIR names exactly the missing item, with an order for it', async () => {
    const poorer = await startFhirServer();
    await poorer.load(without('aav5-titer'));
    const { cards } = await service.sign(demoCall(access(poorer)));
    await poorer.close();
    const determination = cards[0]?.extension['countersign.determination'];
    expect(determination?.outcome).toBe('missing-documentation');
    expect(determination?.stillNeeded).toEqual([
      {
        criterion: 'HKS-III.8',
        kind: 'document',
        says: expect.stringContaining('Anti-AAV5 neutralizing antibody titer by the 7- or 9-point luciferase assay'),
        from: ['laboratory'],
      },
    ]);
    expect(cards[0]?.suggestions).toHaveLength(1);
    expect(cards[0]?.suggestions?.[0]).toMatchObject({
      label: expect.stringContaining('AAV5'),
      actions: [
        {
          type: 'create',
          description: expect.any(String),
          resource: {
            resourceType: 'ServiceRequest',
            status: 'draft',
            subject: { reference: 'Patient/demo-hemgenix' },
          },
        },
      ],
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ['a procedure', { resourceType: 'Procedure', status: 'completed', code: 'HCPCS', performedDateTime: '2023-05' }],
    [
      'a claim',
      {
        resourceType: 'ExplanationOfBenefit',
        status: 'active',
        use: 'claim',
        outcome: 'complete',
        item: [{ sequence: 1, productOrService: 'HCPCS', servicedDate: '2023-05-02' }],
      },
    ],
  ])('an earlier infusion on %s stands, whatever is answered', async (_, resource) => {
    const hemgenix = '{"coding":[{"system":"http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets","code":"J1411"}]}';
    const patient = { reference: 'Patient/demo-hemgenix' };
    const given = JSON.parse(JSON.stringify({ ...resource, id: 'given' }).replace('"HCPCS"', hemgenix));
    const records = [...demoRecords, { ...given, subject: patient, patient }];
    const determination = await only(demoCall({ prefetch: prefetched(records) }));
    expect(determination).toMatchObject({ outcome: 'likely-denial', reason: 'excluded' });
    expect(line(determination, 'HKS-I')?.evidence).toMatchObject([
      { reference: `${resource.resourceType}/given`, counts: true },
    ]);
    expect(line(determination, 'HKS-III.3')).toMatchObject({ status: 'not-met', because: 'contradicted' });
  });

  test('a determination can be read again by its id', async () => {
    const determination = await only(demoCall({ prefetch: prefetched(demoRecords) }));
    const again = await fetch(`${service.url}/determinations/${determination.id}`);
    expect(await again.json()).toEqual(determination);
    expect((await fetch(`${service.url}/determinations/nothing`)).status).toBe(404);
  });
});

describe('what was not read is never missing, and never there', () => {
  test.each([
    ['conditions', 'HKS-III.2a'],
    ['laboratory', 'HKS-III.2b'],
    ['medicationStatements', 'HKS-III.2c'],
    ['questionnaireResponses', 'HKS-III.6'],
    ['patient', 'HKS-III.1'],
  ])('without the key %s and no server: indeterminate, %s not read', async (key, id) => {
    const keys = Object.keys(prefetchTemplates()).filter((each) => each !== key);
    const determination = await only(demoCall({ prefetch: prefetched(demoRecords, keys) }));
    expect(determination).toMatchObject({ outcome: 'indeterminate', reason: 'technical' });
    expect(line(determination, id)?.because).toBe('not-read');
    expect(determination.stillNeeded.map(({ criterion }) => criterion)).toContain(id);
  });

  test('a weight that was not read is not said to be missing', async () => {
    const keys = Object.keys(prefetchTemplates()).filter((each) => each !== 'vitalSigns');
    const unread = await only(demoCall({ prefetch: prefetched(demoRecords, keys) }));
    expect(unread.notices.join()).toContain('the body weight could not be read');
    const missing = await only(demoCall({ prefetch: prefetched(without('weight')) }));
    expect(missing.notices.join()).toContain('no usable body weight on record');
  });

  test.each([
    ['an OperationOutcome', { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] }],
    ['a page of HTML', '<html>Login</html>'],
    ['an empty object', {}],
    ['a list', []],
    ['a number', 7],
    ['another resource', { resourceType: 'Basic' }],
    ['a Bundle that is cut off', { resourceType: 'Bundle', total: 9, entry: [] }],
    [
      'a Bundle with a next page',
      { resourceType: 'Bundle', link: [{ relation: 'next', url: 'https://elsewhere.example/page2' }] },
    ],
  ])('%s in the place of the laboratory: asked again where that is possible, else not read', async (_, laboratory) => {
    const prefetch = { ...prefetched(demoRecords), laboratory };
    expect(line(await only(demoCall({ prefetch })), 'HKS-III.5a')?.because).toBe('not-read');
    expect((await only(demoCall({ ...access(ehr), prefetch }))).outcome).toBe('likely-approval');
  });

  test('null and an empty Bundle mean that nothing was found; null is asked again where that is possible', async () => {
    const nothing = { ...prefetched(demoRecords), laboratory: null };
    expect(await only(demoCall({ prefetch: nothing }))).toMatchObject({ outcome: 'missing-documentation' });
    expect(await only(demoCall({ ...access(ehr), prefetch: nothing }))).toMatchObject({ outcome: 'likely-approval' });
    const empty = { ...prefetched(demoRecords), laboratory: { resourceType: 'Bundle', total: 0 } };
    expect(line(await only(demoCall({ ...access(ehr), prefetch: empty })), 'HKS-III.5a')?.because).toBe(
      'not-on-record',
    );
  });

  test("Epic's warning that nothing was found is no failure", async () => {
    const warning = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'warning', details: { coding: [{ code: '4101' }] } }],
    };
    expect(
      line(await only(demoCall({ prefetch: { ...prefetched(demoRecords), laboratory: warning } })), 'HKS-III.5a')
        ?.because,
    ).toBe('not-on-record');
  });

  test('a prefetch wrapped as before CDS Hooks 1.0 is read', async () => {
    const prefetch = prefetched(demoRecords);
    const wrapped = Object.fromEntries(
      Object.entries(prefetch).map(([key, resource]) => [key, { response: { status: '200 OK' }, resource }]),
    );
    expect(same(await only(demoCall({ prefetch: wrapped })))).toEqual(same(await only(demoCall({ prefetch }))));
  });

  test('a recorded no still stands when another part could not be read', async () => {
    const keys = Object.keys(prefetchTemplates()).filter((key) => key !== 'laboratory');
    const determination = await only(
      demoCall({ prefetch: prefetched(changing({ 'demo-hemgenix': { birthDate: '2015-01-01' } }), keys) }),
    );
    expect(determination).toMatchObject({ outcome: 'likely-denial', reason: 'not-medically-necessary' });
  });

  test('a token that the server refuses: every part not read, and the card says so', async () => {
    const determination = await only(demoCall({ ...access({ ...ehr, token: 'expired' }) }));
    expect(determination).toMatchObject({ outcome: 'indeterminate', reason: 'technical' });
  });

  test('nothing prefetched and no server to ask: 412, but only for a governed drug', async () => {
    expect((await service.sign(demoCall())).status).toBe(412);
    expect((await service.sign(demoCall({ prefetch: {} }))).status).toBe(412);
    expect((await service.sign(demoCall({ fhirServer: 'https://ehr.example.org/fhir' }))).status).toBe(412);
    const lipitor = orderWith({ medicationCodeableConcept: { text: 'Lipitor' } });
    expect(await service.sign(callFor([lipitor]))).toMatchObject({ status: 200, body: { cards: [] } });
  });
});

describe('whose record it is', () => {
  test("another patient's results are left out and reported", async () => {
    const records = changing({ 'factor-ix-inhibitor': { subject: { reference: 'Patient/somebody-else' } } });
    const determination = await only(demoCall({ prefetch: prefetched(records) }));
    expect(line(determination, 'HKS-III.5a')).toMatchObject({ status: 'doc-missing', because: 'not-on-record' });
    expect(determination.notices.join()).toContain('1 record of another patient');
  });

  test('a record that names no patient is left out too', async () => {
    const records = changing({ 'factor-ix-inhibitor': { subject: undefined } });
    expect(line(await only(demoCall({ prefetch: prefetched(records) })), 'HKS-III.5a')?.status).toBe('doc-missing');
  });

  test('an order for another patient is not judged', async () => {
    const order = orderWith({ subject: { reference: 'Patient/somebody-else' } });
    expect(await only(callFor([order], { prefetch: prefetched(demoRecords) }))).toMatchObject({
      outcome: 'indeterminate',
      criteria: [],
    });
  });

  test('a token for another patient is not used', async () => {
    const { fhirServer, fhirAuthorization } = access(ehr);
    const before = ehr.requests.length;
    const determination = await only(
      demoCall({
        fhirServer,
        fhirAuthorization: { ...fhirAuthorization, patient: 'somebody-else' },
        prefetch: prefetched(demoRecords, ['patient', 'coverage']),
      }),
    );
    expect(ehr.requests.length).toBe(before);
    expect(determination.outcome).toBe('indeterminate');
    expect(determination.notices.join()).toContain('granted for another patient');
  });

  test('"Patient/…" as patientId is the same patient', async () => {
    const call = demoCall({ prefetch: prefetched(demoRecords) });
    expect((await only({ ...call, context: { ...call.context, patientId: 'Patient/demo-hemgenix' } })).outcome).toBe(
      'likely-approval',
    );
  });
});

describe('who prescribes', () => {
  test('is who requests the order, and never who is logged in', async () => {
    const neurologist = {
      resourceType: 'PractitionerRole',
      id: 'neurologist',
      practitioner: { reference: 'Practitioner/neurologist', display: 'Dr. Synthetic' },
      specialty: [{ coding: [{ system: 'http://nucc.org/provider-taxonomy', code: '2084N0400X' }] }],
    };
    const subject = { reference: 'Patient/demo-hemgenix' };
    const cigna = {
      resourceType: 'Coverage',
      id: 'c',
      status: 'active',
      beneficiary: subject,
      payor: [{ display: 'Cigna' }],
    };
    const lemtrada = (requester: object | undefined) => ({
      resourceType: 'ServiceRequest',
      id: 'lemtrada',
      status: 'draft',
      intent: 'order',
      subject,
      authoredOn: '2026-08-10',
      code: { coding: [{ system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'J0202' }] },
      requester,
    });
    const signed = async (userId: string, requester: object | undefined) => {
      const call = callFor([lemtrada(requester)], { prefetch: { coverage: cigna, anything: neurologist } });
      const determination = await only({ ...call, context: { ...call.context, userId } });
      return line(determination, 'LEM-D');
    };
    for (const user of ['PractitionerRole/neurologist', 'Practitioner/neurologist']) {
      expect(await signed(user, undefined)).toMatchObject({ status: 'attest', evidence: [] });
      expect(await signed(user, { display: 'Dr. Other' })).toMatchObject({ status: 'attest' });
    }
    for (const requester of ['PractitionerRole/neurologist', 'Practitioner/neurologist'])
      expect(await signed('Practitioner/nurse', { reference: requester })).toMatchObject({
        status: 'met',
        evidence: [{ reference: 'PractitionerRole/neurologist', counts: true }],
      });
  });
});

describe('which order', () => {
  const rxnorm = (code: string) => ({ coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code }] });
  const hcpcs = { coding: [{ system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'J1411' }] };
  test.each<[string, readonly unknown[]]>([
    ['RxNorm', [orderWith({ medicationCodeableConcept: rxnorm('2626778') })]],
    ['HCPCS', [orderWith({ medicationCodeableConcept: hcpcs })]],
    [
      'NDC',
      [
        orderWith({
          medicationCodeableConcept: { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.69', code: '0053-0160-16' }] },
        }),
      ],
    ],
    [
      'a ServiceRequest with the HCPCS code',
      [
        {
          resourceType: 'ServiceRequest',
          id: 'demo-order',
          status: 'draft',
          intent: 'order',
          code: hcpcs,
          subject: { reference: 'Patient/demo-hemgenix' },
          authoredOn: '2026-08-10',
          occurrenceDateTime: '2026-08-14',
        },
      ],
    ],
  ])('the drug by %s', async (_, orders) => {
    expect(await only(callFor(orders, { prefetch: prefetched(demoRecords) }))).toMatchObject({
      outcome: 'likely-approval',
      asOf: '2026-08-14',
    });
  });

  test('twelve orders, one of them governed: one card; none governed: none', async () => {
    const other = orderWith({ id: 'other', medicationCodeableConcept: rxnorm('617314') });
    const eleven = Array.from({ length: 11 }, () => other);
    expect(
      (await service.sign(callFor([...eleven, orderWith({})], { prefetch: prefetched(demoRecords) }))).cards,
    ).toHaveLength(1);
    expect((await service.sign(callFor(eleven, { prefetch: prefetched(demoRecords) }))).cards).toEqual([]);
  });

  test('orders without an id are named by their place', async () => {
    const orders = [
      orderWith({ id: undefined, medicationCodeableConcept: rxnorm('617314') }),
      orderWith({ id: undefined }),
    ];
    expect((await only(callFor(orders, { prefetch: prefetched(demoRecords) }))).order).toBe(
      'MedicationRequest/(entry 2)',
    );
  });

  test.each([
    ['a count of one', { repeat: { count: 1 } }, 'likely-approval'],
    ['one event', { event: ['2026-08-14'] }, 'likely-approval'],
    ['the word "once"', { code: { text: 'Once' } }, 'likely-approval'],
    ['two events', { event: ['2026-08-14', '2026-09-14'] }, 'likely-denial'],
    ['a count of two', { repeat: { count: 2, period: 1, periodUnit: 'wk' } }, 'likely-denial'],
    ['every week without an end', { repeat: { frequency: 1, period: 1, periodUnit: 'wk' } }, 'missing-documentation'],
    ['"once weekly"', { code: { text: 'Once weekly' } }, 'missing-documentation'],
  ])('timing by %s', async (_, timing, outcome) => {
    const order = orderWith({ dosageInstruction: [{ timing }] });
    expect((await only(callFor([order], { prefetch: prefetched(demoRecords) }))).outcome).toBe(outcome);
  });

  test('draft or signed, in a Bundle or alone: the same', async () => {
    expect(
      (await only(callFor([orderWith({ status: 'active' })], { prefetch: prefetched(demoRecords) }))).outcome,
    ).toBe('likely-approval');
    const call = demoCall({ prefetch: prefetched(demoRecords) });
    expect((await only({ ...call, context: { ...call.context, draftOrders: orderWith({}) } })).outcome).toBe(
      'likely-approval',
    );
  });
});

describe('which payer and which wording', () => {
  const coverage = demoRecords.find(({ id }) => id === 'demo-coverage') as Record<string, unknown>;
  const withCoverage = (...coverages: readonly Record<string, unknown>[]) => ({
    prefetch: {
      ...prefetched(demoRecords),
      coverage: {
        resourceType: 'Bundle',
        entry: [
          { resource: demoRecords.find(({ id }) => id === 'bcbsks') },
          ...coverages.map((resource) => ({ resource: { ...coverage, ...resource } })),
        ],
      },
    },
  });

  test.each([
    ['Blue Cross and Blue Shield of Kansas, Inc.', 'likely-approval'],
    ['BLUE CROSS & BLUE SHIELD OF KANSAS', 'likely-approval'],
    ['BCBSKS', 'likely-approval'],
    ['Blue Cross and Blue Shield of Kansas City', 'not-governed'],
    ['Blue Cross and Blue Shield of Kansas Federal Employee Program', 'not-governed'],
    ['Aetna', 'not-governed'],
  ])('payor "%s": %s', async (display, outcome) =>
    expect((await only(demoCall(withCoverage({ payor: [{ display }] })))).outcome).toBe(outcome));

  test("the payer's identifier will do without its name; the same number of another system will not", async () => {
    const payor = (identifier: object) => withCoverage({ payor: [{ identifier }] });
    expect((await only(demoCall(payor({ system: 'urn:cms:hios', value: '18558' })))).outcome).toBe('likely-approval');
    expect((await only(demoCall(payor({ value: '18558' })))).outcome).toBe('likely-approval');
    expect((await only(demoCall(payor({ system: 'urn:oid:2.16.840.1.113883.6.300', value: '18558' })))).outcome).toBe(
      'not-governed',
    );
  });

  test("somebody else's coverage is left out and reported", async () => {
    const determination = await only(demoCall(withCoverage({ beneficiary: { reference: 'Patient/other' } })));
    expect(determination).toMatchObject({ outcome: 'not-governed', reason: 'no-coverage' });
    expect(determination.notices.join()).toContain('1 record of another patient');
  });

  test('a member of the Federal Employee Program is told that another text applies', async () => {
    const { cards } = await service.sign(demoCall(withCoverage({ class: [{ value: 'FEP Blue Standard' }] })));
    expect(cards[0]).toMatchObject({ indicator: 'info', summary: expect.stringContaining('No policy text held') });
    expect(cards[0]?.detail).not.toMatch(/no prior authorization|not required/i);
    expect(cards[0]?.extension['countersign.determination']).toMatchObject({
      outcome: 'not-governed',
      reason: 'other-plan',
    });
  });

  test('no coverage: not governed, and the payers whose texts are held are named', async () => {
    const { cards } = await service.sign(demoCall({ prefetch: { ...prefetched(demoRecords), coverage: null } }));
    expect(cards[0]?.extension['countersign.determination']).toMatchObject({
      outcome: 'not-governed',
      reason: 'no-coverage',
    });
    expect(cards[0]?.detail).toContain('Blue Cross and Blue Shield of Kansas');
  });

  test('the default payer is assumed aloud when there is no coverage', async () => {
    const { payers } = await import('../../src/policies/index.ts');
    const trying = await startService({ defaultPayer: payers[0] as (typeof payers)[number] });
    const { determinations } = await trying.sign(
      demoCall({ prefetch: { ...prefetched(demoRecords), coverage: null } }),
    );
    await trying.close();
    expect(determinations[0]).toMatchObject({ outcome: 'likely-approval' });
    expect(determinations[0]?.notices.join()).toContain('is assumed as the payer');
  });

  test('two coverages are judged apart; the order can name one; a cancelled or expired one is none', async () => {
    const two = withCoverage({ id: 'first' }, { id: 'second', payor: [{ display: 'Aetna' }] });
    expect(
      (await service.sign(demoCall(two))).determinations.map(({ coverage: by, outcome }) => [by, outcome]),
    ).toEqual([
      ['Coverage/second', 'not-governed'],
      ['Coverage/first', 'likely-approval'],
    ]);
    const named = callFor([orderWith({ insurance: [{ reference: 'Coverage/first' }] })], two);
    expect((await only(named)).coverage).toBe('Coverage/first');
    expect(
      (
        await only(
          demoCall(
            withCoverage({}, { id: 'old', status: 'cancelled' }, { id: 'older', period: { end: '2025-12-31' } }),
          ),
        )
      ).coverage,
    ).toBe('Coverage/demo-coverage');
    expect((await only(demoCall(withCoverage({ status: 'cancelled' })))).reason).toBe('no-coverage');
  });

  test.each([
    ['2026-01-07', 'version-unknown', '2026-01-08'],
    ['2026-01-08', 'missing-documentation', '2026-01-08'],
    ['2026-07-22', 'attestation-needed', '2026-01-08'],
    ['2026-07-23', 'likely-approval', '2026-07-23'],
  ])('service on %s: %s under %s', async (day, outcome, version) => {
    const order = orderWith({ authoredOn: day, dispenseRequest: { validityPeriod: { start: day } } });
    expect(await only(callFor([order], { prefetch: prefetched(demoRecords) }))).toMatchObject({
      outcome,
      policy: { version },
      asOf: day,
    });
  });

  test('ordered under one wording for a day of the next: the day of service decides, the difference is a notice', async () => {
    const order = orderWith({ authoredOn: '2026-07-20', dispenseRequest: { validityPeriod: { start: '2026-08-14' } } });
    const determination = await only(callFor([order], { prefetch: prefetched(demoRecords) }));
    expect(determination).toMatchObject({ outcome: 'likely-approval', policy: { version: '2026-07-23' } });
    expect(determination.notices.join()).toMatch(
      /Under version 2026-01-08, in force on the day of the order: attestation-needed; .*HKS-III\.8 attest/,
    );
  });

  test('17 on the day of the order, 18 on the day of service: met, with a notice', async () => {
    const determination = await only(
      demoCall({ prefetch: prefetched(changing({ 'demo-hemgenix': { birthDate: '2008-08-12' } })) }),
    );
    expect(determination.outcome).toBe('likely-approval');
    expect(determination.notices.join()).toContain('HKS-III.1 (age) would stand otherwise');
  });
});
