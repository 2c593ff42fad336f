import { cdsHooks } from './cds-hooks.ts';
import { crdAnswers } from './crd-answers.ts';
import { crdService } from './crd-service.ts';
import type { Standard } from './page.ts';

/** The standards of the page, with every statement of each that binds a service. */
export const standards: readonly [Standard, Standard] = [
  {
    title: 'CDS Hooks 2.0.1',
    about:
      'Every rule of [CDS Hooks 2.0.1](https://cds-hooks.hl7.org/2.0/) that a service keeps to or relies on, numbered H-1 to H-81 in the order of the specification. Rules that bind the client are there where the service has to be ready for them.',
    sections: cdsHooks,
  },
  {
    title: 'Da Vinci CRD 2.2.1',
    about:
      'Every statement of [Da Vinci Coverage Requirements Discovery 2.2.1](http://hl7.org/fhir/us/davinci-crd) that binds a server, under the key of the guide’s own list of requirements. CRD clients call the base `/crd`.',
    sections: [...crdAnswers, ...crdService],
  },
];
