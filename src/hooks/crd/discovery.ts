import { type Hook, hooks } from '../request.ts';
import { CRD_VERSION } from './options.ts';
import { crdPrefetch } from './prefetch.ts';

const OPTIONS = [
  {
    code: 'coverage-info',
    type: 'boolean',
    name: 'Coverage information',
    description: 'Record on the order what its coverage asks for. Without it the answer is empty.',
    default: true,
  },
];

const ABOUT: Readonly<Record<Hook, { readonly title: string; readonly description: string }>> = {
  'order-sign': {
    title: 'Coverage requirements of the payer, at signing',
    description:
      'Judges each order by the coverage policy of the patient’s payer, criterion by criterion, and records on the order what to expect: coverage, prior authorization, documentation that is still needed.',
  },
  'order-select': {
    title: 'Coverage of an order while it is chosen',
    description: 'Records on the selected orders what to expect of the payer, without asking for documentation yet.',
  },
  'order-dispatch': {
    title: 'Coverage requirements once it is known who carries the order out',
    description:
      'Judges signed orders again with the performer that was chosen, so that the place of care can be judged too.',
  },
  'appointment-book': {
    title: 'Coverage requirements of what an appointment is booked for',
    description: 'Judges the orders behind an appointment again, for its day and its place.',
  },
};

/** GET /crd/cds-services: what CRD clients are offered (CRD 2.2.1, dev-1, dev-4, dev-5, found-29, hook-4). */
export const crdDiscovery = {
  services: hooks.map((hook) => ({
    hook,
    id: hook,
    ...ABOUT[hook],
    usageRequirements:
      'A token for the patient’s FHIR resources: laboratory results, conditions and medications are queried for the drugs that a policy governs.',
    prefetch: crdPrefetch(hook),
    extension: { 'davinci-crd.version': [CRD_VERSION], 'davinci-crd.configuration-options': OPTIONS },
  })),
};
