import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { linesOf } from '../../src/criteria/read.ts';
import { policies, siteOfCarePolicies } from '../../src/policies/index.ts';

/** The reference documents, where they lie beside the project. */
export const SHARED = resolve(import.meta.dirname, '../../../shared');

interface Ids {
  readonly begins: RegExp;
  readonly ruled: readonly string[];
  readonly parts: readonly string[];
}

/** The ids of each policy: how they begin, those that rulings add to the appendix, and those that are parts of one that is there. */
const IDS: Readonly<Record<string, Ids>> = {
  'hemgenix-bcbsks': {
    begins: /^HKS-/,
    ruled: ['HKS-III.4a', 'HKS-III.4b', 'HKS-III.4c', 'HKS-III.5c', 'HKS-III.8a', 'HKS-III.8b'],
    parts: [],
  },
  'lemtrada-cigna': { begins: /^LEM-/, ruled: [], parts: [] },
  'gamifant-cigna': {
    begins: /^GAM(-|$)/,
    ruled: ['GAM-R', 'GAM-R1a', 'GAM-R1b'],
    parts: ['GAM-2.B.i-iv', 'GAM-R.DOSE'],
  },
  'hemgenix-pharmacy-109': {
    begins: /^P109-HEM-/,
    ruled: [],
    parts: ['3a', '3b', '6a', '6b', '8', '8a.B', '8a.C'].map((part) => `P109-HEM-${part}`),
  },
  'roctavian-pharmacy-109': {
    begins: /^P109-ROC-/,
    ruled: [],
    parts: ['3a', '3b', '6a', '6b', '9', '9a.B', '9a.C'].map((part) => `P109-ROC-${part}`),
  },
  'site-of-care-cigna': { begins: /^SOC-/, ruled: [], parts: [] },
};

/** How the ids of one policy in the code stand to those of the reference. */
export interface Comparison {
  readonly policy: string;
  /** Rows of the appendix. */
  readonly appendix: number;
  /** Rows that rulings add to the appendix. */
  readonly ruled: number;
  /** Lines of the newest version in the code. */
  readonly code: number;
  /** In the code as parts of a row, with no row of their own. */
  readonly parts: readonly string[];
  /** In the reference and not in the code. */
  readonly missing: readonly string[];
  /** In the code, and neither a row nor a part of one. */
  readonly beyond: readonly string[];
}

/** Both ways, for every policy of the table above: one that the reference does not know has nothing to be compared with. Undefined where the reference is absent. */
export function comparisons(folder = SHARED): readonly Comparison[] | undefined {
  const file = resolve(folder, 'policies.md');
  if (!existsSync(file)) return undefined;
  const rows = appendixOf(readFileSync(file, 'utf8'));
  const stray = rows.filter((id) => !Object.values(IDS).some(({ begins }) => begins.test(id)));
  if (stray.length > 0) throw new Error(`no policy for these rows of the reference: ${stray.join(', ')}`);
  return Object.entries(IDS).map(([policy, ids]) => compare(policy, ids, rows));
}

/** The ids of the rows of Appendix A. */
function appendixOf(reference: string): readonly string[] {
  const start = reference.indexOf('## Appendix A');
  if (start < 0) throw new Error('the reference has no Appendix A');
  const rows = reference.slice(start).matchAll(/^\| ((?:GAM|LEM|HKS|P109|SOC)[^ |]*) \|/gm);
  return [...rows].map(([, id = '']) => id);
}

function compare(policy: string, { begins, ruled, parts }: Ids, rows: readonly string[]): Comparison {
  const appendix = rows.filter((id) => begins.test(id));
  const expected = [...appendix, ...ruled];
  const code = idsInCode(policy);
  return {
    policy,
    appendix: appendix.length,
    ruled: ruled.length,
    code: code.length,
    parts: code.filter((id) => parts.includes(id)),
    missing: [...expected, ...parts].filter((id) => !code.includes(id)),
    beyond: code.filter((id) => !expected.includes(id) && !parts.includes(id)),
  };
}

/** The lines of the newest version of a policy on a drug or on the place. */
function idsInCode(policy: string): readonly string[] {
  const newest = policies.filter(({ id }) => id === policy).at(-1);
  if (newest !== undefined) return linesOf(newest.criteria).map(({ id }) => id);
  const site = siteOfCarePolicies.filter(({ id }) => id === policy).at(-1);
  return site === undefined ? [] : [site.gate, ...site.limbs, site.transition].map(({ id }) => id);
}
