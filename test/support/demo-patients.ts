import { type DemoPatient, resourcesIn } from '../../src/demo/patients.ts';
import { prefetched, type TestResource } from './demo-patient.ts';
import type { Service } from './service.ts';

/** The call of a demo patient, as a client makes it. */
export const callFrom = ({ call }: DemoPatient, more: Record<string, unknown>) => ({
  hookInstance: '5b2c4d0e-8f0a-4c51-9d7e-2f6a0d9c1b47',
  ...call,
  ...more,
});

/** The service asks itself: its own FHIR endpoint holds the chart. */
export const askingItself = ({ url }: Service) => ({ fhirServer: `${url}/demo/fhir` });

/** The chart, sent along. */
export const sentAlong = ({ bundle }: DemoPatient) => ({ prefetch: prefetched(resourcesIn(bundle) as TestResource[]) });
