import type { ConditionName } from '../facts/conditions.ts';
import type { Facts } from '../facts/facts.ts';
import type { Assessment } from './assessment.ts';
import type { Criterion, Pattern, Policy, Request } from './criterion.ts';
import { type Question, settled } from './finding.ts';
import { wasReceived } from './lab-series.ts';

/**
 * What kind of request an order is under a policy (policies.md ruling R4): to go on with the drug when the payer has
 * authorized it before and it was given, when a question for going on was answered, or when the order continues a
 * prescription; else a first one.
 */
export function requestOf({ id, drug, continuation }: Policy, facts: Facts): Request {
  if (continuation === undefined) return 'initial';
  const given = facts.treatments.some((each) => each.drug === drug && wasReceived(each));
  const authorized = facts.authorizations.some((each) => each.drug === drug);
  const answered = facts.answers.some(
    ({ policy, criterion }) => policy === id && continuation.answers.includes(criterion),
  );
  return (authorized && given) || answered || facts.order.continues ? 'continuation' : 'initial';
}

/** Whether a line applies to the request and the record. */
export function applies({ applies: application }: Criterion, { facts, request }: Question): boolean {
  if (application === undefined) return true;
  return application.request === request && !application.unless.some((pattern) => matches(pattern, facts));
}

/** Suspected diagnoses count: a branch is chosen by what the case is about, not by what is proved. */
function matches({ anyOf, noneOf }: Pattern, facts: Facts): boolean {
  const onRecord = (names: readonly ConditionName[]) =>
    [...facts.conditions, ...facts.order.reasons].some(
      ({ condition, decides }) => names.includes(condition) && decides,
    );
  return onRecord(anyOf) && !onRecord(noneOf);
}

/** A line on a branch that does not apply, with all of its parts: the same for every patient, so each is made once. */
export function otherBranch(criterion: Criterion): Assessment {
  const known = OTHER_BRANCHES.get(criterion);
  if (known !== undefined) return known;
  const parts = criterion.test.kind === 'group' ? criterion.test.of.map(otherBranch) : [];
  const assessment = { criterion, parts, ...settled('n/a', [], 'other-branch') };
  OTHER_BRANCHES.set(criterion, assessment);
  return assessment;
}

const OTHER_BRANCHES = new WeakMap<Criterion, Assessment>();
