import { CRD_VERSION } from './options.ts';

/** The guide's own prefetch expressions for order-sign (CRD 2.2.1, CRDServices); clients know them as they stand. */
const orderPrefetch = (() => {
  const orders = 'context.draftOrders.entry.resource';
  const people = (type: string) =>
    ['sender', 'recipient', 'requester', 'performer', 'orderer', 'prescriber'].map(
      (role) => `${orders}.${role}.resolve().ofType(${type}).id`,
    );
  const places = [
    'dispenseRequest.performer.resolve().id',
    ...['sender', 'recipient', 'performer'].map((role) => `${role}.resolve().ofType(Organization).id`),
  ];
  return {
    patient: 'Patient/{{context.patientId}}',
    encounter: 'Encounter/{{context.encounterId}}',
    coverage: 'Coverage?patient={{context.patientId}}&status=active',
    devices: `Device?_id={{${orders}.ofType(DeviceRequest).code.resolve().id}}`,
    medications: `Medication?_id={{${orders}.ofType(MedicationRequest).medication.resolve().id}}`,
    practitionerRoles: `PractitionerRole?_id={{${[
      '%encounter.participant.individual.resolve().ofType(PractitionerRole).id',
      ...people('PractitionerRole'),
    ].join('|')}}}`,
    practitioners: `Practitioner?_id={{${[
      '%practitionerRoles.entry.resource.practitioner.resolve().id',
      '%encounter.participant.individual.resolve().ofType(Practitioner).id',
      ...people('Practitioner'),
    ].join('|')}}}`,
    organizations: `Organization?_id={{${[
      '%practitionerRoles.entry.resource.organization.resolve().id',
      '%encounter.serviceProvider.resolve().ofType(Organization).id',
      ...places.map((place) => `${orders}.${place}`),
    ].join('|')}}}`,
    locations: `Location?_id={{${[
      '%practitionerRoles.entry.resource.location.resolve().id',
      '%encounter.location.location.resolve().id',
      `${orders}.locationReference.resolve().id`,
    ].join('|')}}}`,
  };
})();

/** GET /crd/cds-services: what CRD clients are offered (CRD 2.2.1, dev-1, dev-4, dev-5, found-29). */
export const crdDiscovery = {
  services: [
    {
      hook: 'order-sign',
      id: 'order-sign',
      title: 'Coverage requirements of the payer, at signing',
      description:
        'Judges each order by the coverage policy of the patient’s payer, criterion by criterion, and records on the order what to expect: coverage, prior authorization, documentation that is still needed.',
      usageRequirements:
        'A token for the patient’s FHIR resources: laboratory results, conditions and medications are queried for the drugs that a policy governs.',
      prefetch: orderPrefetch,
      extension: {
        'davinci-crd.version': [CRD_VERSION],
        'davinci-crd.configuration-options': [
          {
            code: 'coverage-info',
            type: 'boolean',
            name: 'Coverage information',
            description: 'Record on the order what its coverage asks for. Without it the answer is empty.',
            default: true,
          },
        ],
      },
    },
  ],
} as const;
