import { type CoverageFact, readCoverage } from '../../fhir/coverage.ts';
import type { PlannedOrder } from '../../fhir/order.ts';
import { parseReference } from '../../fhir/reference.ts';
import { isNamedBy } from '../coverages.ts';
import { HookError } from '../errors.ts';
import type { ReadCall } from '../judge.ts';
import { isNamed, payerOf } from '../payer-of.ts';
import type { World } from '../world.ts';

/**
 * The coverages that an order is answered for: those it names, else the one in force on its day, else one that is not.
 * Where they could not be read, the one that the order names stands in: the answer says so on it. Throws
 * `no-single-coverage` for none, several, or another payer's (CRD 2.2.1, hook-13).
 */
export function coveragesFor(
  order: PlannedOrder,
  { coverages, chart, today }: ReadCall,
  { payers }: Pick<World, 'payers'>,
): readonly CoverageFact[] {
  if (coverages.kind === 'failed') return unread(order);
  const all = coverages.resources
    .map((resource) => readCoverage(resource, order.asOf ?? today, chart.sent))
    .filter(({ reference }) => isCoverage(reference))
    .sort((left, right) => left.order - right.order);
  if (all.length === 0 && !coverages.complete) return unread(order);
  const meant = among(all, order);
  if (meant.length === 0) throw none();
  const other = meant.find((each) => isNamed(each) && payerOf(each, payers).kind === 'other-payer');
  const unnamed = meant.find((each) => !isNamed(each) && each.payorElsewhere === undefined);
  if (other !== undefined || unnamed !== undefined)
    throw new HookError('no-single-coverage', 'coverage: its payer is not one that this service answers for');
  return meant;
}

const none = () => new HookError('no-single-coverage', 'coverage: no Coverage of the patient is to be had');

/** An order may name a ClaimResponse too, and a Coverage without an id cannot be pointed at. */
const isCoverage = (reference: string): boolean => parseReference(reference)?.type === 'Coverage';

function unread({ insurance }: PlannedOrder): readonly CoverageFact[] {
  const reference = insurance.find(isCoverage);
  if (reference === undefined) throw none();
  return [{ reference, active: true, names: [], identifiers: [], plan: [], order: 0 }];
}

function among(all: readonly CoverageFact[], order: PlannedOrder): readonly CoverageFact[] {
  const named = all.filter(({ reference }) => isNamedBy(order.insurance, reference));
  if (named.length > 0) return named;
  const active = all.filter((each) => each.active);
  if (active.length > 1)
    throw new HookError('no-single-coverage', 'coverage: several are in force and the order names none of them');
  return active.length === 1 ? active : all.slice(0, 1);
}
