import type { Assessed } from '../criteria/assessment.ts';
import type { Policy } from '../criteria/criterion.ts';
import type { Outcome, OutcomeReason } from '../criteria/outcome.ts';
import type { Day } from '../facts/day.ts';
import type { Facts } from '../facts/facts.ts';
import type { Chart } from '../fhir/chart.ts';
import type { CoverageFact } from '../fhir/coverage.ts';
import { factsOf } from '../fhir/facts.ts';
import { shownText } from '../fhir/json.ts';
import type { Records } from '../fhir/records.ts';
import type { Payer } from '../policies/payer.ts';
import { policyInForce, siteOfCareBy } from '../policies/select.ts';
import { type Coverages, coveragesOn } from './coverages.ts';
import { type Determination, determine, type Occasion, undetermined } from './determination.ts';
import { rivalNames } from './ordered-drug.ts';
import type { GovernedOrder } from './orders.ts';
import { isNamed, payerOf } from './payer-of.ts';
import { planOf } from './plan-of.ts';
import { type SiteReadings, siteOfCareOf, withSite } from './site-of-care.ts';
import type { World } from './world.ts';

/** One determination, with what its card is made from. */
export interface Judged {
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
  /** Absent where nobody's place is to be judged. */
  readonly sites?: SiteReadings;
  readonly today: Day;
  /** Remarks that concern every order of the call. */
  readonly notices: readonly string[];
}

/** One order on its day, under one coverage or none. */
interface Case {
  readonly order: GovernedOrder;
  readonly asOf: Day;
  readonly call: ReadCall;
  readonly inForce: typeof policyInForce;
  readonly occasion: (notices?: readonly string[]) => Occasion;
}

/** Judges one order by each coverage in force on its day (policies.md CR-1, CR-2). Pure but for the ids. */
export function judge(order: GovernedOrder, call: ReadCall, world: World): readonly Judged[] {
  const asOf = order.asOf ?? call.today;
  const under = (coverage?: string): Case => ({
    order,
    asOf,
    call,
    inForce: world.policyInForce ?? policyInForce,
    occasion: (notices = []) => ({
      id: world.newId(),
      order: order.reference,
      ...(coverage !== undefined && { coverage }),
      asOf,
      notices: [...order.remarks, ...call.notices, ...notices],
    }),
  });
  if (!order.own)
    return [without(under(), technical, 'The order names another patient than the call, so it was not judged.')];
  if (order.rivals.length > 0) {
    const names = rivalNames([order.facts.drug, ...order.rivals]);
    return [
      without(under(), technical, `The order names ${names}; which is meant cannot be told, so it was not judged.`),
    ];
  }
  if (call.coverages.kind === 'failed')
    return [without(under(), technical, 'The coverage could not be read, so the payer is not known.')];
  const coverages = coveragesOn(asOf, call.coverages.resources, order.insurance, call.chart);
  if (coverages.length > 0)
    return coverages.map((coverage) => byCoverage(coverage, under(coverage.reference), world.payers));
  if (!call.coverages.complete) return [without(under(), technical, 'The coverages could not be read to the end.')];
  if (world.defaultPayer === undefined) return [without(under(), ['not-governed', 'no-coverage'])];
  const assumed = `No coverage on record: ${world.defaultPayer.name} is assumed as the payer.`;
  return [byPayer(world.defaultPayer, under(), [assumed])];
}

/** Characters of a payer's or a plan's name that are shown. */
const MAX_NAME = 120;

type Undetermined = readonly [Outcome, OutcomeReason];
const technical: Undetermined = ['indeterminate', 'technical'];
const otherPlan: Undetermined = ['not-governed', 'other-plan'];

const without = ({ occasion }: Case, [outcome, reason]: Undetermined, ...notices: readonly string[]): Judged => ({
  determination: undetermined(outcome, reason, occasion(notices)),
});

function byCoverage(coverage: CoverageFact, each: Case, payers: readonly Payer[]): Judged {
  if (!isNamed(coverage))
    return coverage.payorElsewhere === undefined
      ? without(each, ['not-governed', 'no-coverage'], 'The coverage on record does not name its payer.')
      : without(each, technical, 'The payer of the coverage could not be read.');
  const found = payerOf(coverage, payers);
  switch (found.kind) {
    case 'other-payer':
      return without(each, ['not-governed', 'other-payer'], `The coverage is with ${shownText(found.name, MAX_NAME)}.`);
    case 'other-plan': {
      const { payer, plan } = found;
      const own = `The plan follows its own policies, not those of ${payer.name}: ${shownText(plan, MAX_NAME)}.`;
      return { payer, ...without(each, otherPlan, own) };
    }
    case 'payer':
      return byPlan(coverage, found.payer, each);
  }
}

/** The line of business decides before the day does (policies.md 0.2). */
function byPlan(coverage: CoverageFact, payer: Payer, each: Case): Judged {
  const held = each.inForce(each.order.facts.drug, payer.id, each.asOf);
  if (held.kind === 'not-held') return byPayer(payer, each);
  const plan = planOf(held.kind === 'in-force' ? held.policy : held.oldest, coverage);
  switch (plan.kind) {
    case 'excluded': {
      const out = `The policy of ${payer.name} is not for this line of business: ${plan.plan}.`;
      return { payer, ...without(each, otherPlan, out) };
    }
    case 'governed':
      return byPayer(payer, each, plan.notice === undefined ? [] : [plan.notice]);
  }
}

function byPayer(payer: Payer, each: Case, notices: readonly string[] = []): Judged {
  const occasion = each.occasion(notices);
  const held = each.inForce(each.order.facts.drug, payer.id, each.asOf);
  switch (held.kind) {
    case 'not-held':
      return placed({ payer, determination: undetermined(...otherPlan, occasion) }, payer, each);
    case 'version-unknown':
      return placed(
        { payer, determination: undetermined('version-unknown', undefined, occasion, held.oldest) },
        payer,
        each,
      );
    case 'in-force':
      return placed({ payer, ...byPolicy(held.policy, payer, each, occasion) }, payer, each);
  }
}

function byPolicy(policy: Policy, payer: Payer, { order, asOf, call }: Case, occasion: Occasion): Judged {
  const read = factsOf(call.records, order, { asOf, today: call.today, coverage: occasion.coverage });
  const facts: Facts = { ...read, authorizations: read.authorizations.filter((each) => isBy(payer, each.insurer)) };
  const { serviceExcluded } = facts;
  if (serviceExcluded === undefined) return determine(policy, facts, occasion);
  const { shown, reference, day } = serviceExcluded;
  const excluded = `The payer has answered that the plan excludes this drug: ${shown} (${reference}, ${day}).`;
  return {
    determination: undetermined(
      'likely-denial',
      'excluded',
      { ...occasion, notices: [excluded, ...occasion.notices] },
      policy,
    ),
  };
}

/** An authorization of another payer starts no continuation here; one that names nobody may be this payer's. */
const isBy = (payer: Payer, names: readonly string[]): boolean =>
  names.length === 0 || payerOf({ names, identifiers: [], plan: [] }, [payer]).kind !== 'other-payer';

/** The place is judged apart from the drug, and after it. */
function placed(judged: Judged, payer: Payer, { order, asOf, call }: Case): Judged {
  const policy = siteOfCareBy(payer.id);
  if (policy === undefined || call.sites === undefined) return judged;
  const site = siteOfCareOf(policy, order, judged.determination.outcome, call.sites, { asOf, today: call.today });
  return site === undefined ? judged : { ...judged, determination: withSite(judged.determination, site) };
}
