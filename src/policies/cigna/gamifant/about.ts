import { planFirst } from '../standing.ts';

/** What is known of the Gamifant document of Cigna: a summary by a third party, without a date. */
export const about = {
  id: 'gamifant-cigna',
  payer: 'cigna',
  drug: 'gamifant',
  title: 'Gamifant (emapalumab-lzsg) coverage policy, summary',
} as const;

/** Remarks that go with every answer under this policy. */
export const notices = [
  planFirst,
  'The copy of the policy carries no date and is a summary by a third party: check the current text with the payer.',
  'The policy prints no length of authorization.',
] as const;

/** Diagnoses that speak for systemic JIA or adult-onset Still's disease. */
export const still = ['systemicJia', 'adultOnsetStill'] as const;

/** What speaks for primary HLH: a disease-causing genotype, or the name. */
export const primary = ['hlhGenotype', 'primaryHlh'] as const;

/** What the policy names or its background calls conventional treatment of HLH; the document lists no drugs. */
export const conventional = [
  'methylprednisolone',
  'dexamethasone',
  'etoposide',
  'cyclosporine',
  'antithymocyteGlobulin',
] as const;

/** Baseline results: from the 30 days before the first dose, or before the order (our convention, register 3). */
export const baselineWindow = { before: 'gamifant', days: 30 } as const;
