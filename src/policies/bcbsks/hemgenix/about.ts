import { inhibitor } from '../../../criteria/write-lab.ts';

/** What does not change between the versions of the Hemgenix policy of Blue Cross and Blue Shield of Kansas. */
export const about = {
  id: 'hemgenix-bcbsks',
  payer: 'bcbsks',
  drug: 'hemgenix',
  title: 'Hemgenix (etranacogene dezaparvovec-drlb) medical policy',
} as const;

/** The document; each version adds the day it was revised. */
export const document = {
  title: 'Medical Policy: Hemgenix',
  publisher: 'Blue Cross and Blue Shield of Kansas',
} as const;

/** The remark that goes with every answer under this policy (CR-10). */
export const planFirst = 'The plan document supersedes this policy; state and federal mandates come first.';

/** Gene therapies for hemophilia that are carried by an AAV vector. */
export const hemophiliaGeneTherapies = ['hemgenix', 'beqvez', 'roctavian'] as const;

/** The inhibitor limit; a re-test "within approximately 2 weeks" is taken as at most 21 days later (ruling R12). */
export const factorIXInhibitor = inhibitor('factorIXInhibitor', '< 0.6 BU', 21);
