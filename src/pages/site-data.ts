import type { SiteLine, SiteOfCarePolicy } from '../criteria/site-of-care-policy.ts';
import type { PlaceKind } from '../facts/place.ts';
import { listedDefinition, listedDrugNames } from '../facts/site-of-care-drugs.ts';
import { basisInWords, PLACE, RULE } from './site-page.ts';

/** A policy on where drugs are given in words, with its list of drugs. */
export interface SiteData {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly payer: string;
  readonly notices: readonly string[];
  readonly places: readonly { readonly place: string; readonly rule: string }[];
  readonly alternatives: readonly string[];
  readonly lines: readonly SiteLineData[];
  readonly labels: readonly { readonly drug: string; readonly says: string; readonly reading: string }[];
  readonly drugs: readonly ListedDrugData[];
}

/** One line of it; `test` says what on record bears on it. */
export type SiteLineData = Pick<SiteLine, 'id' | 'name' | 'text' | 'section' | 'reading'> & { readonly test?: string };

/** A drug of the list. A code under `possible` alone never proves the drug. */
export interface ListedDrugData {
  readonly brands: readonly string[];
  readonly ingredient: string;
  readonly codes: readonly string[];
  readonly possible: readonly string[];
}

/** Every policy on where drugs are given. */
export const sitesData = (
  policies: readonly SiteOfCarePolicy[],
  payers: readonly { readonly id: string; readonly name: string }[],
): readonly SiteData[] =>
  policies.map((policy) => ({
    id: policy.id,
    version: policy.version,
    title: policy.title,
    payer: payers.find(({ id }) => id === policy.payer)?.name ?? policy.payer,
    notices: policy.notices,
    places: (Object.keys(PLACE) as PlaceKind[]).map((kind) => ({
      place: PLACE[kind],
      rule: RULE[policy.places[kind]],
    })),
    alternatives: policy.alternatives.map(({ says }) => says),
    lines: [
      lineData(policy.gate),
      ...policy.limbs.map((limb) => lineData(limb, basisInWords(limb))),
      lineData(policy.transition, policy.transition.notice),
    ],
    labels: policy.labels.map(({ drug, says, reading }) => ({
      drug: listedDefinition(drug).brands.join(' or '),
      says,
      reading: reading.says,
    })),
    drugs: listedDrugNames.map((name) => {
      const { brands, ingredient, codes, legacy = [], possible = [] } = listedDefinition(name);
      return { brands, ingredient, codes: [...codes, ...legacy], possible };
    }),
  }));

const lineData = ({ id, name, text, section, reading }: SiteLine, test?: string): SiteLineData => ({
  id,
  name,
  text,
  section,
  ...(reading && { reading }),
  ...(test !== undefined && { test }),
});
