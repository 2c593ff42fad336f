import type { Assessed } from '../criteria/assessment.ts';
import type { Day } from '../facts/day.ts';
import type { Chart } from '../fhir/chart.ts';
import type { CoverageFact } from '../fhir/coverage.ts';
import { factsOf } from '../fhir/facts.ts';
import type { Records } from '../fhir/records.ts';
import type { Payer } from '../policies/payer.ts';
import { policyInForce } from '../policies/select.ts';
import { type Coverages, coveragesOn } from './coverages.ts';
import { type Determination, determine, type Occasion, undetermined } from './determination.ts';
import type { GovernedOrder } from './orders.ts';
import { payerOf } from './payer-of.ts';
import { planOf } from './plan-of.ts';
import type { World } from './world.ts';

/** One determination, with what its card is made from. */
export interface Judged {
  readonly order: GovernedOrder;
  readonly determination: Determination;
  readonly payer?: Payer;
  /** The assessed criteria; absent where none were judged. */
  readonly assessed?: Assessed;
}

/** What was read for the whole call. */
export interface ReadCall {
  readonly chart: Chart;
  readonly coverages: Coverages;
  readonly records: Records;
  readonly today: Day;
  /** Remarks that concern every order of the call. */
  readonly notices: readonly string[];
}

/** Judges one order by each coverage in force on its day (policies.md CR-1, CR-2). Pure but for the ids. */
export function judge(order: GovernedOrder, call: ReadCall, world: World): readonly Judged[] {
  const asOf = order.asOf ?? call.today;
  const { drugFromText, reference } = order.facts;
  const occasion = (notices: readonly string[] = [], coverage?: string): Occasion => ({
    id: world.newId(),
    order: reference,
    ...(coverage !== undefined && { coverage }),
    asOf,
    notices: [
      ...(drugFromText
        ? ['The drug was read from the text of the order, which carries no code that names it: check it.']
        : []),
      ...call.notices,
      ...notices,
    ],
  });
  if (!order.own)
    return [
      {
        order,
        determination: undetermined(
          'indeterminate',
          'technical',
          occasion(['The order names another patient than the call, so it was not judged.']),
        ),
      },
    ];
  if (call.coverages.kind === 'failed')
    return [
      {
        order,
        determination: undetermined(
          'indeterminate',
          'technical',
          occasion(['The coverage could not be read, so the payer is not known.']),
        ),
      },
    ];
  const coverages = coveragesOn(asOf, call.coverages.resources, order.insurance, call.chart);
  if (coverages.length > 0)
    return coverages.map((coverage) =>
      byCoverage(order, coverage, asOf, call, world, (notices) => occasion(notices, coverage.reference)),
    );
  if (!call.coverages.complete)
    return [
      {
        order,
        determination: undetermined(
          'indeterminate',
          'technical',
          occasion(['The coverages could not be read to the end.']),
        ),
      },
    ];
  if (world.defaultPayer === undefined)
    return [{ order, determination: undetermined('not-governed', 'no-coverage', occasion()) }];
  return [
    byPayer(
      order,
      world.defaultPayer,
      asOf,
      call,
      occasion([`No coverage on record: ${world.defaultPayer.name} is assumed as the payer.`]),
    ),
  ];
}

function byCoverage(
  order: GovernedOrder,
  coverage: CoverageFact,
  asOf: Day,
  call: ReadCall,
  world: World,
  occasion: (notices?: readonly string[]) => Occasion,
): Judged {
  if (coverage.names.length === 0 && coverage.identifiers.length === 0) {
    const unread = coverage.payorElsewhere !== undefined;
    if (unread)
      return {
        order,
        determination: undetermined(
          'indeterminate',
          'technical',
          occasion(['The payer of the coverage could not be read.']),
        ),
      };
    return {
      order,
      determination: undetermined(
        'not-governed',
        'no-coverage',
        occasion(['The coverage on record does not name its payer.']),
      ),
    };
  }
  const found = payerOf(coverage, world.payers);
  switch (found.kind) {
    case 'other-payer':
      return {
        order,
        determination: undetermined('not-governed', 'other-payer', occasion([`The coverage is with ${found.name}.`])),
      };
    case 'other-plan':
      return {
        order,
        payer: found.payer,
        determination: undetermined(
          'not-governed',
          'other-plan',
          occasion([`The plan follows its own policies, not those of ${found.payer.name}: ${found.plan}.`]),
        ),
      };
    case 'payer':
      return byPlan(order, coverage, found.payer, asOf, call, occasion);
  }
}

/** The line of business decides before the day does (policies.md 0.2). */
function byPlan(
  order: GovernedOrder,
  coverage: CoverageFact,
  payer: Payer,
  asOf: Day,
  call: ReadCall,
  occasion: (notices?: readonly string[]) => Occasion,
): Judged {
  const held = policyInForce(order.facts.drug, payer.id, asOf);
  if (held.kind === 'not-held') return byPayer(order, payer, asOf, call, occasion());
  const plan = planOf(held.kind === 'in-force' ? held.policy : held.oldest, coverage);
  switch (plan.kind) {
    case 'excluded':
      return {
        order,
        payer,
        determination: undetermined(
          'not-governed',
          'other-plan',
          occasion([`The policy of ${payer.name} is not for this line of business: ${plan.plan}.`]),
        ),
      };
    case 'governed':
      return byPayer(order, payer, asOf, call, occasion(plan.notice === undefined ? [] : [plan.notice]));
  }
}

function byPayer(
  order: GovernedOrder,
  payer: Payer,
  asOf: Day,
  { records, today }: ReadCall,
  occasion: Occasion,
): Judged {
  const held = policyInForce(order.facts.drug, payer.id, asOf);
  switch (held.kind) {
    case 'not-held':
      return { order, payer, determination: undetermined('not-governed', 'other-plan', occasion) };
    case 'version-unknown':
      return { order, payer, determination: undetermined('version-unknown', undefined, occasion, held.oldest) };
    case 'in-force':
      return {
        order,
        payer,
        ...determine(held.policy, factsOf(records, order, { asOf, today, coverage: occasion.coverage }), occasion),
      };
  }
}
