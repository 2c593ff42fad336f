import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesIn, signCrd } from '../../support/crd/client.ts';
import { demoCall, demoRecords, prefetched } from '../../support/demo-patient.ts';
import { type Service, startService } from '../../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.close();
  expect(service.bugs).toEqual([]);
});

const call = demoCall({ prefetch: prefetched(demoRecords) });
const asking = (extension: unknown) => ({ ...call, extension });
const configured = (configuration: unknown) => asking({ 'davinci-crd.configuration': configuration });
const ORDER = 'MedicationRequest/demo-order';
const approval = { covered: 'covered', 'pa-needed': 'auth-needed' };

async function verdictOn(body: unknown) {
  const { status, on } = await signCrd(service, body);
  expect(status).toBe(200);
  const [repetition, ...others] = on(ORDER);
  if (repetition === undefined || others.length > 0) throw new Error('one order and one coverage give one answer');
  return codesIn(repetition);
}

test('without any configuration the order is answered', async () => expect(await verdictOn(call)).toEqual(approval));

describe('coverage-info', () => {
  test('false: 200, nothing on the order, no action', async () => {
    const { status, text } = await signCrd(service, configured({ 'coverage-info': false }));
    expect([status, JSON.parse(text)]).toEqual([200, { cards: [], systemActions: [] }]);
  });

  test('true: as without it', async () =>
    expect(await verdictOn(configured({ 'coverage-info': true }))).toEqual(approval));

  test('false is no way past the checks of a call', async () => {
    const broken = { ...configured({ 'coverage-info': false }), context: {} };
    expect((await service.post('/crd/cds-services/order-sign', JSON.stringify(broken))).status).toBe(400);
  });
});

describe('what is unknown or makes no sense changes nothing', () => {
  test.each<[string, unknown]>([
    ['an unknown option', { speed: 'high' }],
    ['options of other card types', { guideline: false, 'max-cards': 0 }],
    ['a switch that is a word', { 'coverage-info': 'false' }],
    ['a switch that is a number', { 'coverage-info': 0 }],
    ['a switch that is null', { 'coverage-info': null }],
    ['a switch that is an object', { 'coverage-info': { value: false } }],
    ['a switch that is a list', { 'coverage-info': [false] }],
    ['the name of every object’s own member', JSON.parse('{"constructor":false,"__proto__":{"coverage-info":false}}')],
    ['nothing in it', {}],
    ['null', null],
    ['a list', [{ 'coverage-info': false }]],
    ['a word', 'coverage-info=false'],
    ['false', false],
  ])('%s', async (_, configuration) => expect(await verdictOn(configured(configuration))).toEqual(approval));

  test.each<[string, unknown]>([
    ['an extension of somebody else', { 'com.example.hooks.criteria': '17' }],
    ['an extension that is null', null],
    ['an extension that is empty', {}],
  ])('%s', async (_, extension) => expect(await verdictOn(asking(extension))).toEqual(approval));

  test('an unknown member of the context', async () =>
    expect(await verdictOn({ ...call, context: { ...call.context, mood: ['x'], encounterId: null } })).toEqual(
      approval,
    ));
  test('an unknown member of the call', async () =>
    expect(await verdictOn({ ...call, user: 'Practitioner/1', item2: { a: [1] } })).toEqual(approval));
  test('an unknown key of the prefetch', async () =>
    expect(
      await verdictOn({
        ...call,
        prefetch: { ...prefetched(demoRecords), devices: null, extra: { resourceType: 'Bundle' } },
      }),
    ).toEqual(approval));
});

describe('the version that is asked for', () => {
  test.each(['2.2', null, undefined])('%s is answered', async (version) =>
    expect(await verdictOn(asking({ 'davinci-crd.requestedVersion': version }))).toEqual(approval));

  test.each<[unknown]>([
    ['2.0'],
    ['2.1'],
    ['9.9'],
    ['2.2.1'],
    [' 2.2'],
    ['2'],
    [''],
    [2.2],
    [['2.2']],
    [{}],
  ])('%j: 422', async (version) => {
    const { status, text } = await signCrd(service, asking({ 'davinci-crd.requestedVersion': version }));
    expect(status).toBe(422);
    expect(text).toContain('2.2 is spoken here');
  });

  test('a version that is not spoken is not answered for a switch either', async () => {
    const both = asking({
      'davinci-crd.requestedVersion': '2.0',
      'davinci-crd.configuration': { 'coverage-info': false },
    });
    expect((await signCrd(service, both)).status).toBe(422);
  });
});
