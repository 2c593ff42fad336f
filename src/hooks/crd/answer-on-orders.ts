import type { Extension } from 'fhir/r4.js';
import { listedNames } from '../../facts/site-of-care-drugs.ts';
import type { CoverageFact } from '../../fhir/coverage.ts';
import { type Resource, textAt } from '../../fhir/json.ts';
import type { PlannedOrder } from '../../fhir/order.ts';
import { isNamedBy } from '../coverages.ts';
import { undetermined } from '../determination.ts';
import { type Judged, judge, type ReadCall } from '../judge.ts';
import { judgeSite } from '../judge-site.ts';
import { openCall } from '../open-call.ts';
import { rivalNames } from '../ordered-drug.ts';
import type { GovernedOrder, JudgedOrders } from '../orders.ts';
import type { HookCall } from '../request.ts';
import type { World } from '../world.ts';
import { annotated } from './annotate.ts';
import { allowedQuantityOf, billingCodesOf } from './billing.ts';
import { coveragesFor } from './coverage.ts';
import { type AssertionContext, coverageInformation } from './coverage-information.ts';

/** An answer to a CRD client: coverage-information on the orders, never a card that says the same (CRD 2.2.1, resp-12, resp-25). */
export interface CrdResponse {
  readonly cards: readonly [];
  readonly systemActions: readonly SystemAction[];
}

/** https://cds-hooks.hl7.org/2.0/#system-action. The order as it was sent, but for its coverage-information. */
export interface SystemAction {
  readonly type: 'update';
  readonly description: string;
  readonly resource: Resource;
}

/** Any hook for CRD clients: one update for each order that has an id, unless nothing is new. */
export async function answerOnOrders(request: HookCall, world: World): Promise<CrdResponse> {
  const opened = await openCall(request, world, { everyOrder: true });
  if (opened === undefined) return { cards: [], systemActions: [] };
  const { orders, call, asSent } = opened;
  const asksForDocuments = request.hook !== 'order-select';
  const answers = ordersOf(orders)
    .filter(({ order }) => textAt(order.resource, 'id') !== undefined)
    .map((each) => ({ ...each, asserted: assertedOn(each, { ...call, asksForDocuments }, world) }));
  await world.determinations.keep(
    request.patientId,
    answers.flatMap(({ asserted }) => asserted.map(({ judged }) => judged.determination)),
  );
  const systemActions = answers.flatMap(({ order, shown, asserted }) => {
    const resource = annotated(
      asSent.get(order.reference) ?? order.resource,
      asserted.map(({ extension }) => extension),
    );
    return resource === undefined
      ? []
      : [
          {
            type: 'update' as const,
            description: `Record on the order what its coverage asks for: ${shown}`,
            resource,
          },
        ];
  });
  return { cards: [], systemActions };
}

/** An order, what it orders in words, and how it is judged under one coverage. */
interface OrderInCrd {
  readonly order: PlannedOrder & { readonly own: boolean };
  readonly shown: string;
  readonly governed?: GovernedOrder;
  /** What it orders could not be read. */
  readonly unread?: boolean;
  readonly judgeUnder: (coverage: CoverageFact, call: ReadCall, world: World) => readonly Judged[];
}

const ordersOf = ({ governed, onlyListed, others }: JudgedOrders): readonly OrderInCrd[] => [
  ...governed.map((order) => ({
    order,
    governed: order,
    shown: rivalNames([order.facts.drug, ...order.rivals]),
    judgeUnder: ({ reference }: CoverageFact, call: ReadCall, world: World) =>
      judge({ ...order, insurance: [reference] }, call, world),
  })),
  ...onlyListed.map((order) => ({
    order,
    shown: listedNames(order.listed),
    judgeUnder: ({ reference }: CoverageFact, call: ReadCall, world: World) =>
      judgeSite({ ...order, insurance: [reference] }, call, world),
  })),
  ...others.map((order) => ({ order, shown: order.shown, unread: order.unread, judgeUnder: () => [] })),
];

interface Asserted {
  readonly judged: Judged;
  readonly extension: Extension;
}

function assertedOn(each: OrderInCrd, call: AskedCall, world: World): readonly Asserted[] {
  const coverages = coveragesFor(each.order, call, world);
  return coverages.flatMap((coverage) =>
    judgedUnder(coverage, each, call, world).map((judged) => ({
      judged,
      extension: coverageInformation(judged.determination, contextOf(each, judged, coverage.reference, call, world)),
    })),
  );
}

/** What an order comes to under one coverage; one that no held text concerns comes to that. */
function judgedUnder(coverage: CoverageFact, each: OrderInCrd, call: ReadCall, world: World): readonly Judged[] {
  const occasion = {
    id: world.newId(),
    order: each.order.reference,
    coverage: coverage.reference,
    asOf: each.order.asOf ?? call.today,
    notices: call.notices,
  };
  const technical = (says: string): readonly Judged[] => [
    {
      determination: undetermined('indeterminate', 'technical', { ...occasion, notices: [...occasion.notices, says] }),
    },
  ];
  if (!each.order.own) return technical('The order names another patient than the call, so it was not judged.');
  if (each.unread === true) return technical('What is ordered could not be read, so it was not judged.');
  if (!coverage.active && isOneOfMore(coverage, each.order, call))
    return technical('The coverages could not be read to the end.');
  if (!coverage.active) return [{ determination: undetermined('not-governed', 'no-coverage', occasion) }];
  const judged = each.judgeUnder(coverage, call, world);
  return judged.length > 0 ? judged : [{ determination: undetermined('not-governed', undefined, occasion) }];
}

/** One not in force, and not named by the order, says nothing while others may be unread. */
const isOneOfMore = ({ reference }: CoverageFact, { insurance }: PlannedOrder, { coverages }: ReadCall): boolean =>
  coverages.kind === 'read' && !coverages.complete && !isNamedBy(insurance, reference);

function contextOf(
  { shown, governed }: OrderInCrd,
  { assessed, determination: { policy } }: Judged,
  coverage: string,
  { today, asksForDocuments }: AskedCall,
  { publicUrl }: World,
): AssertionContext {
  const allowedQuantity = assessed && allowedQuantityOf(assessed);
  return {
    coverage,
    drug: shown,
    remarks: governed?.remarks ?? [],
    billingCodes: governed === undefined ? [] : billingCodesOf(governed.facts),
    ...(allowedQuantity !== undefined && { allowedQuantity }),
    ...(policy && { questionnaire: `${publicUrl}/fhir/Questionnaire/${policy.id}|${policy.version}` }),
    today,
    asksForDocuments,
  };
}

/** What was read for a call, and whether its hook is one at which documents are asked for (CRD 2.2.1, hook-19). */
type AskedCall = ReadCall & Pick<AssertionContext, 'asksForDocuments'>;
