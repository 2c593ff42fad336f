/** An order-sign call for the demo patient's Hemgenix, as an EHR would send it. Composed, synthetic. */
export const hemgenixCall = {
  hook: 'order-sign',
  hookInstance: '5b2c4d0e-8f0a-4c51-9d7e-2f6a0d9c1b47',
  context: {
    userId: 'Practitioner/demo-hematologist',
    patientId: 'demo-hemgenix',
    draftOrders: {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        {
          resource: {
            resourceType: 'MedicationRequest',
            id: 'demo-order',
            status: 'draft',
            intent: 'order',
            medicationCodeableConcept: {
              coding: [
                { system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '2626778' },
                { system: 'http://hl7.org/fhir/sid/ndc', code: '00053-0160-16' },
              ],
              text: 'Hemgenix, kit of 16 vials',
            },
            subject: { reference: 'Patient/demo-hemgenix' },
            authoredOn: '2026-08-10T11:00:00-05:00',
            requester: { reference: 'Practitioner/demo-hematologist' },
            dosageInstruction: [
              {
                text: '158 mL once, intravenous infusion',
                doseAndRate: [
                  { doseQuantity: { value: 158, unit: 'mL', system: 'http://unitsofmeasure.org', code: 'mL' } },
                ],
              },
            ],
            dispenseRequest: {
              validityPeriod: { start: '2026-08-14' },
              numberOfRepeatsAllowed: 0,
              quantity: { value: 1, unit: 'kit' },
            },
          },
        },
      ],
    },
  },
} as const;
