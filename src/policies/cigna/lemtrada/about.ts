import { othersDecide, planFirst } from '../standing.ts';

/** What does not change between the versions of the Lemtrada policy of Cigna. */
export const about = {
  id: 'lemtrada-cigna',
  payer: 'cigna',
  drug: 'lemtrada',
  title: 'Lemtrada (alemtuzumab) coverage policy IP0213',
} as const;

/** Remarks that go with every answer under this policy (CR-10; LEM-S2; the label's own demands, policies.md 2.3). */
export const remarks = [
  planFirst,
  othersDecide,
  "For safety, not for coverage: Lemtrada's label contraindicates HIV and active infection (test before treatment) and ties it to a REMS program.",
] as const;

/** The agents that the step through other drugs names first. Gilenya and Tascenso ODT are one ingredient. */
export const firstAgents = ['dimethylFumarate', 'fingolimod'] as const;

/** The brands of those agents; the policy names the generic drugs. */
export const firstAgentBrands = ['tecfidera', 'gilenya', 'tascenso'] as const;

/** The other agents of the policy's appendix, by active ingredient, without Lemtrada itself. */
export const otherAgents = [
  'teriflunomide',
  'interferonBeta1a',
  'monomethylFumarate',
  'interferonBeta1b',
  'ublituximab',
  'glatiramer',
  'ofatumumab',
  'cladribine',
  'siponimod',
  'ocrelizumab',
  'peginterferonBeta1a',
  'ponesimod',
  'natalizumab',
  'diroximelFumarate',
  'ozanimod',
] as const;

/** The types that multiple sclerosis is recorded as, and the syndrome that may come before it. */
export const diseaseTypes = [
  'msRelapsingRemitting',
  'msSecondaryProgressiveActive',
  'msSecondaryProgressive',
  'msSecondaryProgressiveInactive',
  'msPrimaryProgressive',
  'clinicallyIsolatedSyndrome',
] as const;
