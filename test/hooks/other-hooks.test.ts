import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Determination } from '../../src/hooks/determination.ts';
import { gamifantOrder, gamifantRecords } from '../acceptance/gamifant-patients.ts';
import { lemtradaOrder } from '../acceptance/lemtrada-patients.ts';
import { nucc } from '../support/codings.ts';
import { access, demoCall, demoRecords, orderWith, prefetched, type TestResource } from '../support/demo-patient.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { type Service, startService } from '../support/service.ts';

let service: Service;
let ehr: FhirServer;

const organization = (id: string, code: string): TestResource => ({
  resourceType: 'Organization',
  id,
  name: `Synthetic ${id}`,
  type: [nucc(code, id)],
});
const order = { ...gamifantOrder, id: 'gamifant', status: 'active' };
/** The same treatment as a service: an appointment can only be booked for one. */
const infusion: TestResource = {
  resourceType: 'ServiceRequest',
  id: 'infusion',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/person' },
  authoredOn: '2026-08-14',
  code: { coding: [{ system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'J9210' }] },
};
const records: readonly TestResource[] = [
  ...(gamifantRecords as readonly TestResource[]),
  order as TestResource,
  infusion,
  lemtradaOrder,
  organization('infusion-center', '261QI0500X'),
  organization('hospital', '282N00000X'),
  {
    resourceType: 'PractitionerRole',
    id: 'role',
    active: true,
    organization: { reference: 'Organization/infusion-center' },
  },
  {
    resourceType: 'Location',
    id: 'ward',
    type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'HOSP' }] }],
  },
];

beforeAll(async () => {
  service = await startService();
  ehr = await startFhirServer();
  await ehr.load(records);
});
afterAll(async () => {
  await service.close();
  await ehr.close();
  expect(service.bugs).toEqual([]);
});

const bodyOf = (hook: string, context: Record<string, unknown>) => ({
  ...access(ehr),
  hook,
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: { patientId: 'person', userId: 'Practitioner/p', ...context },
});

async function cardsFor(hook: string, context: Record<string, unknown>): Promise<readonly Determination[]> {
  const response = await service.post(`/cds-services/${hook}`, JSON.stringify(bodyOf(hook, context)));
  expect(response.status).toBe(200);
  const { cards } = (await response.json()) as {
    cards: { extension: { 'countersign.determination': Determination } }[];
  };
  return cards.map(({ extension }) => extension['countersign.determination']);
}

interface Action {
  readonly resource: TestResource & { extension: { extension: { url: string; valueCode?: string }[] }[] };
}
async function actionsFor(hook: string, body: Record<string, unknown>): Promise<readonly Action[]> {
  const response = await service.post(`/crd/cds-services/${hook}`, JSON.stringify(body));
  expect(response.status).toBe(200);
  return ((await response.json()) as { systemActions: Action[] }).systemActions;
}
const codesOf = ({ resource: { extension } }: Action) =>
  Object.fromEntries((extension.at(-1)?.extension ?? []).map(({ url, valueCode }) => [url, valueCode]));

describe('order-dispatch: the performer that was chosen tells the place', () => {
  test.each([
    ['Organization/infusion-center', 'ok'],
    ['Organization/hospital', 'redirect'],
    ['PractitionerRole/role', 'ok'],
    ['Practitioner/nobody', 'unknown'],
    [undefined, 'unknown'],
  ])('%s: %s', async (performer, expected) => {
    const [determination, ...others] = await cardsFor('order-dispatch', {
      dispatchedOrders: ['MedicationRequest/gamifant'],
      performer,
    });
    expect(others).toEqual([]);
    expect(determination).toMatchObject({ order: 'MedicationRequest/gamifant', siteOfCare: { outcome: expected } });
  });

  test('an order named as older drafts of the hook name it is found too; one that is not to be had gets no answer', async () => {
    expect(await cardsFor('order-dispatch', { order: 'MedicationRequest/gamifant' })).toHaveLength(1);
    expect(await cardsFor('order-dispatch', { dispatchedOrders: ['MedicationRequest/none'] })).toEqual([]);
  });

  test('for CRD the order goes back as the client has it, without the place that was read into it', async () => {
    const context = { dispatchedOrders: ['MedicationRequest/gamifant'], performer: 'Organization/hospital' };
    const [action] = await actionsFor('order-dispatch', bodyOf('order-dispatch', context));
    const { extension: _, meta: __, ...resource } = action?.resource as Record<string, unknown>;
    expect(resource).toEqual(order);
  });

  test('for CRD the prefetched orders are no history: what else the patient had is asked for', async () => {
    const prefetch = { medicationRequests: { resourceType: 'Bundle', entry: [{ resource: order }] } };
    const before = ehr.requests.length;
    const context = { dispatchedOrders: ['MedicationRequest/gamifant'] };
    await actionsFor('order-dispatch', { ...bodyOf('order-dispatch', context), prefetch });
    const asked = ehr.requests.slice(before).join(' ');
    expect(asked).not.toContain('MedicationRequest/gamifant');
    expect(asked).toContain('MedicationStatement?patient=person');
  });

  test('a call that names no order is malformed', async () => {
    const response = await service.post(
      '/cds-services/order-dispatch',
      JSON.stringify(bodyOf('order-dispatch', { performer: 'Organization/hospital' })),
    );
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('dispatchedOrders');
  });
});

/** Where an appointment names an order that is no ServiceRequest. */
const ALTERNATE = 'http://hl7.org/fhir/StructureDefinition/alternate-reference';

describe('appointment-book: the appointment tells the day and the place', () => {
  const appointment = (more: Record<string, unknown>) => ({
    appointments: {
      resourceType: 'Bundle',
      entry: [
        {
          resource: {
            resourceType: 'Appointment',
            id: 'visit',
            status: 'proposed',
            start: '2026-09-01T09:00:00Z',
            basedOn: [{ reference: 'ServiceRequest/infusion' }],
            participant: [
              { actor: { reference: 'Patient/person' }, status: 'accepted' },
              { actor: { reference: 'Location/ward' }, status: 'needs-action' },
            ],
            ...more,
          },
        },
      ],
    },
  });

  test('the order behind it is judged for its day, at its place', async () => {
    expect(await cardsFor('appointment-book', appointment({}))).toMatchObject([
      { order: 'ServiceRequest/infusion', asOf: '2026-09-01', siteOfCare: { outcome: 'redirect' } },
    ]);
  });

  test('for CRD the update is of the order, not of the appointment', async () => {
    const [action, ...others] = await actionsFor('appointment-book', bodyOf('appointment-book', appointment({})));
    expect(others).toEqual([]);
    expect(action?.resource).toMatchObject({ resourceType: 'ServiceRequest', id: 'infusion' });
    expect(action?.resource).not.toHaveProperty('locationReference');
    expect(action?.resource).not.toHaveProperty('occurrenceDateTime');
  });

  test('an order of another kind stands in an extension', async () => {
    const basedOn = [{ extension: [{ url: ALTERNATE, valueReference: { reference: 'MedicationRequest/gamifant' } }] }];
    expect(await cardsFor('appointment-book', appointment({ basedOn }))).toMatchObject([
      { order: 'MedicationRequest/gamifant' },
    ]);
  });

  test.each([
    ['2024-02-29T09:00:00Z', '2024-02-29', 'version-unknown'],
    ['2024-03-01T09:00:00Z', '2024-03-01', 'likely-denial'],
    [undefined, '2026-08-14', 'likely-denial'],
  ])('a drug order that is valid from 2026-08-14 is judged for its appointment on %s: as of %s, %s', async (start, asOf, outcome) => {
    const basedOn = [{ extension: [{ url: ALTERNATE, valueReference: { reference: 'MedicationRequest/lemtrada' } }] }];
    expect(await cardsFor('appointment-book', appointment({ start, basedOn }))).toMatchObject([
      { order: 'MedicationRequest/lemtrada', asOf, outcome },
    ]);
  });

  test('an appointment for no order gets no card; for CRD it is itself told that no text concerns it', async () => {
    const alone = appointment({ basedOn: undefined });
    expect(await cardsFor('appointment-book', alone)).toEqual([]);
    const [action] = await actionsFor('appointment-book', bodyOf('appointment-book', alone));
    expect(action?.resource).toMatchObject({ resourceType: 'Appointment', id: 'visit' });
    expect(codesOf(action as Action)).toMatchObject({ covered: 'indeterminate', 'pa-needed': 'indeterminate' });
  });
});

describe('order-select: an order is still being chosen', () => {
  const chosen = (records: readonly TestResource[], ...selections: readonly string[]) => {
    const call = demoCall({ prefetch: prefetched(records) });
    const other = orderWith({ id: 'other-order' });
    const entry = [...call.context.draftOrders.entry, { resource: other }];
    return {
      ...call,
      hook: 'order-select',
      context: { ...call.context, selections, draftOrders: { resourceType: 'Bundle', entry } },
    };
  };
  const child = demoRecords.map((each) =>
    each.resourceType === 'Patient' ? { ...each, birthDate: '2012-01-01' } : each,
  );
  const noLabs = demoRecords.filter(({ resourceType }) => resourceType !== 'Observation');

  test.each<[string, readonly TestResource[], number]>([
    ['what is likely to be denied is told at once', child, 1],
    ['documents are asked for when it is signed, not now', noLabs, 0],
    ['what is well needs no word', demoRecords, 0],
  ])('%s', async (_, records, cards) => {
    const body = JSON.stringify(chosen(records, 'MedicationRequest/demo-order'));
    const response = await service.post('/cds-services/order-select', body);
    expect(((await response.json()) as { cards: unknown[] }).cards).toHaveLength(cards);
  });

  test('for CRD only the selected order is answered, and nothing is asked for', async () => {
    const actions = await actionsFor('order-select', chosen(noLabs, 'MedicationRequest/demo-order'));
    expect(actions.map(({ resource }) => resource.id)).toEqual(['demo-order']);
    expect(codesOf(actions[0] as Action)).toMatchObject({ covered: 'covered', 'pa-needed': 'auth-needed' });
    for (const member of ['doc-needed', 'doc-purpose', 'questionnaire', 'reason'])
      expect(codesOf(actions[0] as Action)).not.toHaveProperty(member);
  });

  test('a selection that was not sent along selects nothing: all orders are answered', async () => {
    expect(await actionsFor('order-select', chosen(noLabs, 'MedicationRequest/elsewhere'))).toHaveLength(2);
  });
});

test.each([
  'order-sign',
  'order-select',
  'order-dispatch',
  'appointment-book',
])('a body of another hook is refused by %s', async (hook) => {
  const body = JSON.stringify({ ...bodyOf('patient-view', {}), context: { patientId: 'person' } });
  expect((await service.post(`/cds-services/${hook}`, body)).status).toBe(400);
  expect((await service.post(`/crd/cds-services/${hook}`, body)).status).toBe(400);
});
