import { inhibitorByLaboratory } from '../../../criteria/write-lab.ts';

/** What does not change between the versions of PHARMACY-109 on Hemgenix. */
export const about = {
  id: 'hemgenix-pharmacy-109',
  drug: 'hemgenix',
  title: 'Hemgenix (etranacogene dezaparvovec-drlb), drug policy PHARMACY-109',
} as const;

/** The document prints no limit: the laboratory's own counts; 0.6 BU only opens the question of an earlier inhibitor (register 23); a re-test within 21 days as in ruling R12. */
export const factorIXInhibitor = inhibitorByLaboratory('factorIXInhibitor', '< 0.6 BU', 21);
