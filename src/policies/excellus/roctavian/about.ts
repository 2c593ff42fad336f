import { inhibitorByLaboratory } from '../../../criteria/write-lab.ts';

/** What does not change between the versions of PHARMACY-109 on Roctavian. */
export const about = {
  id: 'roctavian-pharmacy-109',
  drug: 'roctavian',
  title: 'Roctavian (valoctocogene roxaparvovec-rvox), drug policy PHARMACY-109',
} as const;

/** The document prints no limit: the laboratory's own counts; 0.6 BU only opens the question of an earlier inhibitor (register 23); a re-test within 21 days as in ruling R12. */
export const factorVIIIInhibitor = inhibitorByLaboratory('factorVIIIInhibitor', '< 0.6 BU', 21);
