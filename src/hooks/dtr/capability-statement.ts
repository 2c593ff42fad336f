import type { CapabilityStatement } from 'fhir/r4.js';
import { QUESTIONNAIRE_PACKAGE } from './canonicals.ts';

/** What the FHIR side of the service can do. `date` is the moment of the answer. */
export const capabilityStatement = (publicUrl: string, date: string): CapabilityStatement => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date,
  publisher: 'Countersign',
  kind: 'instance',
  software: { name: 'Countersign' },
  implementation: {
    description: 'Questionnaires for coverage policies (Da Vinci DTR 2.2)',
    url: `${publicUrl}/fhir`,
  },
  fhirVersion: '4.0.1',
  format: ['json'],
  rest: [
    {
      mode: 'server',
      security: { cors: true },
      resource: [
        {
          type: 'Questionnaire',
          documentation:
            'One for each policy version. Their ids are the policy ids; a read gives the version in force.',
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          searchParam: [
            { name: '_id', type: 'token' },
            { name: 'url', type: 'uri' },
            { name: 'version', type: 'token' },
          ],
          operation: [{ name: 'questionnaire-package', definition: QUESTIONNAIRE_PACKAGE }],
        },
      ],
    },
  ],
});
