import { at } from '../../fhir/json.ts';
import type { Hook, HookCall } from '../request.ts';

/** The guide's own prefetch expressions (CRD 2.2.1, CRDServices); clients know them as they stand. */

const union = (key: string, type: string, paths: readonly string[]) =>
  [key, `${type}?_id={{${paths.join('|')}}}`] as const;
const ids = (paths: readonly string[], type?: string) =>
  paths.map((path) => `${path}.resolve()${type === undefined ? '' : `.ofType(${type})`}.id`);

const PATIENT = [
  ['patient', 'Patient/{{context.patientId}}'],
  ['encounter', 'Encounter/{{context.encounterId}}'],
  ['coverage', 'Coverage?patient={{context.patientId}}&status=active'],
] as const;
const IN_ENCOUNTER = ['%encounter.participant.individual'];

/** Everybody whom an order names, with the encounter's people, their organizations and places. */
const people = (named: readonly string[], organizations: readonly string[], locations: readonly string[]) => [
  union('practitionerRoles', 'PractitionerRole', ids([...IN_ENCOUNTER, ...named], 'PractitionerRole')),
  union('practitioners', 'Practitioner', [
    '%practitionerRoles.entry.resource.practitioner.resolve().id',
    ...ids([...IN_ENCOUNTER, ...named], 'Practitioner'),
  ]),
  union('organizations', 'Organization', [
    '%practitionerRoles.entry.resource.organization.resolve().id',
    ...ids(['%encounter.serviceProvider'], 'Organization'),
    ...organizations,
  ]),
  union('locations', 'Location', [
    ...ids(['%practitionerRoles.entry.resource.location', '%encounter.location.location']),
    ...locations,
  ]),
];

const under = (key: string, ...elements: readonly string[]) => elements.map((each) => `%${key}.entry.resource.${each}`);
const REQUESTED = ['deviceRequests', 'medicationRequests', 'serviceRequests'].flatMap((key) =>
  under(key, 'performer', 'requester'),
);
const PRODUCTS = [
  union('devices', 'Device', ids(under('deviceRequests', 'code'))),
  union('medications', 'Medication', ids(under('medicationRequests', 'medication'))),
];

const orders = 'context.draftOrders.entry.resource';
const drafted = (...elements: readonly string[]) => elements.map((each) => `${orders}.${each}`);

const draftOrders = [
  ...PATIENT,
  union('devices', 'Device', ids([`${orders}.ofType(DeviceRequest).code`])),
  union('medications', 'Medication', ids([`${orders}.ofType(MedicationRequest).medication`])),
  ...people(
    drafted('sender', 'recipient', 'requester', 'performer', 'orderer', 'prescriber'),
    [...ids(drafted('dispenseRequest.performer')), ...ids(drafted('sender', 'recipient', 'performer'), 'Organization')],
    ids(drafted('locationReference')),
  ),
];

const ofOrders = (type: string) => `context.dispatchedOrders.resolve().ofType(${type}).id`;

const dispatchedOrders = [
  ...PATIENT,
  ...[
    ['communicationRequests', 'CommunicationRequest'] as const,
    ['deviceRequests', 'DeviceRequest'] as const,
    ['medicationRequests', 'MedicationRequest'] as const,
    ['nutritionOrders', 'NutritionOrder'] as const,
    ['serviceRequests', 'ServiceRequest'] as const,
    ['visionPrescriptions', 'VisionPrescription'] as const,
  ].map(([key, type]) => union(key, type, [ofOrders(type)])),
  ...PRODUCTS,
  ...people(
    [
      ...under('communicationRequests', 'sender', 'recipient', 'requester'),
      ...REQUESTED,
      ...under('nutritionOrders', 'orderer'),
      ...under('visionPrescriptions', 'prescriber'),
    ],
    [
      ...ids(under('communicationRequests', 'recipient', 'sender'), 'Organization'),
      ...ids(under('medicationRequests', 'dispenseRequest.performer')),
      ...ids(under('serviceRequests', 'performer'), 'Organization'),
    ],
    ids(under('serviceRequests', 'locationReference')),
  ),
];

const booked = 'context.appointments.entry.resource';
const based = `${booked}.basedOn`;
/** R4 lets an appointment rest on a ServiceRequest only; other orders stand in this extension. */
const alternate = `${based}.extension('http://hl7.org/fhir/StructureDefinition/alternate-reference').value`;

const appointments = [
  ...PATIENT,
  union('deviceRequests', 'DeviceRequest', ids([alternate], 'DeviceRequest')),
  union('serviceRequests', 'ServiceRequest', ids([based], 'ServiceRequest')),
  union('medicationRequests', 'MedicationRequest', ids([alternate], 'MedicationRequest')),
  ...PRODUCTS,
  ...people(
    [`${booked}.participant.actor`, ...REQUESTED],
    [
      ...ids(under('medicationRequests', 'dispenseRequest.performer'), 'Organization'),
      ...ids(under('serviceRequests', 'performer'), 'Organization'),
    ],
    [
      ...ids([`${booked}.participant.actor`], 'Location'),
      ...ids(under('serviceRequests', 'locationReference'), 'Location'),
    ],
  ),
];

const TEMPLATES = {
  'order-sign': draftOrders,
  'order-select': draftOrders,
  'order-dispatch': dispatchedOrders,
  'appointment-book': appointments,
} as const;

/** The prefetch of a hook's service, by key. */
export const crdPrefetch = (hook: Hook): Readonly<Record<string, string>> => Object.fromEntries(TEMPLATES[hook]);

/**
 * A call with its prefetch told apart: where the orders themselves are prefetched, `medicationRequests` holds those and
 * is no history of the patient's medication.
 */
export function withOrdersApart(call: HookCall): HookCall {
  if (call.about.kind === 'orders' || at(call.prefetch, 'medicationRequests') === undefined) return call;
  const { medicationRequests, ...others } = call.prefetch as Readonly<Record<string, unknown>>;
  return { ...call, prefetch: { ...others, orders: medicationRequests } };
}
