import type { Policy } from '../criteria/criterion.ts';
import type { Difference } from '../criteria/diff.ts';
import { drugDefinition } from '../facts/drugs.ts';
import { changesBetween } from './changes.ts';
import { type LineData, linesData } from './line-data.ts';
import { testInWords } from './test-in-words.ts';

/** A policy in words with all of its versions, for a page that is made in the browser. */
export interface PolicyData {
  readonly id: string;
  readonly title: string;
  /** Our name of the drug, its display, and the codes of the drug alone that an order may carry. */
  readonly drug: { readonly name: string; readonly display: string; readonly rxnorm?: string };
  readonly payer: { readonly id: string; readonly name: string };
  /** Newest first. */
  readonly versions: readonly VersionData[];
}

/** One version of it. */
export interface VersionData {
  readonly version: string;
  readonly effective: Policy['effective'];
  readonly source: Policy['source'];
  readonly nextReview?: string;
  readonly notices: readonly string[];
  /** Lines of business that are not judged. */
  readonly notJudged: readonly string[];
  readonly rule: string;
  readonly lines: readonly LineData[];
  /** What changed from the version before. */
  readonly changes?: { readonly since: string; readonly of: readonly ChangeData[] };
}

/** A line that changed, and which parts of it. */
export type ChangeData = Difference & { readonly parts: readonly string[] };

/** Every policy held, one entry for each id. */
export function policiesData(
  policies: readonly Policy[],
  payers: readonly PolicyData['payer'][],
): readonly PolicyData[] {
  return [...Map.groupBy(policies, ({ id }) => id).values()].flatMap((held) => {
    const versions = [...held].sort((left, right) => (left.version < right.version ? 1 : -1));
    const [newest] = versions;
    if (newest === undefined) return [];
    const { id, title, payer } = newest;
    const { name } = payers.find((each) => each.id === payer) ?? { name: payer };
    return {
      id,
      title,
      drug: drugData(newest.drug),
      payer: { id: payer, name },
      versions: versions.map((version, index) => versionData(version, versions[index + 1])),
    };
  });
}

function drugData(name: Policy['drug']): PolicyData['drug'] {
  const { display, codes } = drugDefinition(name);
  const [, rxnorm] = codes.find(([system, , , use, doubt]) => system === 'RxNorm' && use === 'include' && !doubt) ?? [];
  return { name, display, ...(rxnorm !== undefined && { rxnorm }) };
}

const versionData = (policy: Policy, older: Policy | undefined): VersionData => ({
  version: policy.version,
  effective: policy.effective,
  source: policy.source,
  ...(policy.nextReview !== undefined && { nextReview: policy.nextReview }),
  notices: policy.notices,
  notJudged: policy.plans?.out.map(({ name }) => name) ?? [],
  rule: testInWords(policy.criteria).looksAt,
  lines: linesData(policy.criteria),
  ...(older && { changes: { since: older.version, of: changesData(older, policy) } }),
});

const changesData = (older: Policy, newer: Policy): readonly ChangeData[] =>
  changesBetween(older, newer).map(({ id, change, differs }) => ({ id, change, parts: differs }));
