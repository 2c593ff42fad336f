import type { CoverageFact } from '../fhir/coverage.ts';
import type { Payer } from '../policies/payer.ts';

/** Who stands behind a coverage, among the payers whose texts are held. */
export type PayerOf =
  | { readonly kind: 'payer'; readonly payer: Payer }
  /** Another company. */
  | { readonly kind: 'other-payer'; readonly name: string }
  /** A plan that the payer runs for somebody else by other rules. */
  | { readonly kind: 'other-plan'; readonly payer: Payer; readonly plan: string };

/** What a payer is recognised by. */
type Words = Pick<CoverageFact, 'names' | 'identifiers' | 'plan'>;

/** Whether a coverage says at all who stands behind it. */
export const isNamed = ({ names, identifiers }: Words): boolean => names.length > 0 || identifiers.length > 0;

/** Recognises the payer by whole names and identifiers; parts never match: "… of Kansas City" is another company. */
export function payerOf(coverage: Words, payers: readonly Payer[]): PayerOf {
  const found = new Set(coverage.names.map(normal));
  const payer = payers.find(
    (each) =>
      namesOf(each).some((name) => found.has(name)) ||
      each.identifiers.some((identifier) => identifies(identifier, coverage)),
  );
  const federal = [...coverage.plan, ...coverage.names].find((word) => FEDERAL.test(word));
  if (payer === undefined) return { kind: 'other-payer', name: coverage.names[0] ?? 'not named' };
  return federal === undefined ? { kind: 'payer', payer } : { kind: 'other-plan', payer, plan: federal };
}

/** Members of the Federal Employee Program follow its own policies (policies.md HKS-S1). */
const FEDERAL = /\bfep\b|\bfederal employee|\bservice benefit plan\b/i;

/** The names of a payer as they are compared; a payer is data and never changes. */
function namesOf(payer: Payer): readonly string[] {
  const known = compared.get(payer);
  if (known !== undefined) return known;
  const names = payer.names.map(normal);
  compared.set(payer, names);
  return names;
}

const compared = new WeakMap<Payer, readonly string[]>();

const normal = (name: string): string =>
  name
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/ (inc|incorporated|llc)$/, '');

const identifies = (known: Payer['identifiers'][number], coverage: Words): boolean =>
  coverage.identifiers.some(({ value, system }) => value === known.value && sameSystem(known, system));

function sameSystem({ system, systemNamed }: Payer['identifiers'][number], found: string | undefined): boolean {
  if (system !== undefined) return found === system;
  return found === undefined || systemNamed === undefined || found.toLowerCase().includes(systemNamed);
}
