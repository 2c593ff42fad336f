import { inhibitorByLaboratory } from '../../../criteria/write-lab.ts';

/** What does not change between the versions of PHARMACY-109 on Roctavian. */
export const about = {
  id: 'roctavian-pharmacy-109',
  drug: 'roctavian',
  title: 'Roctavian (valoctocogene roxaparvovec-rvox), drug policy PHARMACY-109',
} as const;

/** The document prints no limit: the laboratory's own counts (register 23); a re-test within 21 days as in ruling R12. */
export const factorVIIIInhibitor = inhibitorByLaboratory('factorVIIIInhibitor', 21);
