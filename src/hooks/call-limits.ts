import type { Chart } from '../fhir/chart.ts';
import { type Coverages, coveragesOn } from './coverages.ts';
import { HookError } from './errors.ts';
import type { GovernedOrder } from './orders.ts';

/**
 * What one call may ask for. A call is judged in one go, and while it is, nobody else's is: these keep that to a
 * second or two. The largest of the real calls that were collected has 3 orders and 2 coverages.
 */
const MOST_ORDERS = 1_000;
const MOST_GOVERNED = 50;
const MOST_COVERAGES = 100;
const MOST_ANSWERS = 2_000;
/** Records looked through, by each judgement anew. One judgement alone may look through any chart that a call can hold. */
const MOST_LOOKED_THROUGH = 20_000;

/** A call as far as it was read. */
export interface ReadOrders {
  readonly governed: readonly GovernedOrder[];
  /** All that get an answer, governed or not. */
  readonly answered: number;
  readonly coverages: Coverages;
  readonly chart: Chart;
  readonly today: string;
}

/** Before anything is read for them. Throws `too-large`. */
export function limitOrders(sent: number): void {
  if (sent > MOST_ORDERS) throw tooMany(`at most ${MOST_ORDERS} orders are taken in one call`);
}

/** As above, for the orders that a policy governs. */
export function limitGoverned(governed: number): void {
  if (governed > MOST_GOVERNED)
    throw tooMany(`at most ${MOST_GOVERNED} orders of governed drugs are judged in one call`);
}

/** Before the orders are judged, each by every coverage of its day. Throws `too-large`. */
export function limitJudgements({ governed, answered, coverages, chart, today }: ReadOrders): void {
  if (coverages.kind === 'failed') return;
  const { resources } = coverages;
  if (resources.length > MOST_COVERAGES) throw tooMany(`at most ${MOST_COVERAGES} coverages are looked at in one call`);
  const judgements = governed
    .map(({ asOf, insurance }) => coveragesOn(asOf ?? today, resources, insurance, chart).length)
    .reduce((sum, each) => sum + Math.max(each, 1), 0);
  const isMuch = judgements > 1 && judgements * chart.sent.size > MOST_LOOKED_THROUGH;
  if (isMuch || answered * resources.length > MOST_ANSWERS)
    throw tooMany('fewer orders, coverages or records at once: together they are more than is judged in one call');
}

const tooMany = (says: string) => new HookError('too-large', `context: ${says}`);
