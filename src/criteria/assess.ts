import type { Facts } from '../facts/facts.ts';
import { applies, otherBranch, requestOf } from './application.ts';
import { assessBaseline, assessImproved } from './assess-baseline.ts';
import { assessControlledInfection } from './assess-controlled.ts';
import { assessCourseDose } from './assess-course-dose.ts';
import { assessMonthsSince, assessReceiving } from './assess-courses.ts';
import { assessDocumentedHistory, assessNoAdvancedDisease } from './assess-documented.ts';
import { assessDose } from './assess-dose.ts';
import { assessExposureDays } from './assess-exposure.ts';
import {
  assessDiagnosis,
  assessEverHad,
  assessNeverReceived,
  assessNoDiagnosis,
  assessProphylaxis,
} from './assess-history.ts';
import { assessIndication, assessOtherUse, assessUnderlying } from './assess-indication.ts';
import { assessNoActiveInfection } from './assess-infection.ts';
import { assessInhibitorNegative, assessInhibitorNever, assessInhibitorRetest } from './assess-inhibitor.ts';
import { assessOwnLevel, assessTiter } from './assess-lab.ts';
import { assessLabNegative, assessLabPerformed } from './assess-negative.ts';
import { assessNoInfection } from './assess-no-infection.ts';
import { assessNotedStatement } from './assess-note.ts';
import { assessAge, assessKit, assessQuantity } from './assess-order.ts';
import { assessNoConcurrent, assessPreviousTreatment, assessStepTherapy } from './assess-other-drugs.ts';
import { assessPriorResponse, assessReceived } from './assess-prior-response.ts';
import { assessRecentLab } from './assess-recent.ts';
import { assessSpecialist } from './assess-specialist.ts';
import { assessSpecialistAt } from './assess-specialist-at.ts';
import { assessStatedReason } from './assess-stated-reason.ts';
import { assessAttested, assessDocuments } from './assess-statement.ts';
import { assessCurrentType } from './assess-type.ts';
import { type Assessed, type Assessment, assessmentOf } from './assessment.ts';
import type { Criterion, Group, Policy } from './criterion.ts';
import { type Evidence, type Finding, open, type Question, settled, stated } from './finding.ts';
import { combine, isOpen } from './status.ts';

/** Every line of a policy against the facts. Pure, and never stops early. */
export function assess(policy: Policy, facts: Facts): Assessed {
  const settledEarlier = new Map<string, Assessment>();
  const request = requestOf(policy, facts);
  const first = policy.criteria.of.map((line) =>
    assessLine(line, questionOf(line, { facts, policy: policy.id, request }), settledEarlier),
  );
  // Lines about the documents of other lines come last; their place in the policy is kept.
  const lines = first.map((assessment) => {
    const { criterion } = assessment;
    if (criterion.test.kind !== 'documents') return assessment;
    return assessmentOf(
      criterion,
      [],
      assessDocuments(criterion.test, (id) => settledEarlier.get(id)),
    );
  });
  return { request, atLeast: policy.criteria.atLeast, lines };
}

const questionOf = (
  { id, answeredBy }: Criterion,
  { facts, policy, request }: Pick<Question, 'facts' | 'policy' | 'request'>,
): Question => (answeredBy === undefined ? { facts, policy, request, id } : { facts, policy, request, id, answeredBy });

function assessLine(criterion: Criterion, question: Question, found: Map<string, Assessment>): Assessment {
  const { test } = criterion;
  if (!applies(criterion, question)) return otherBranch(criterion);
  const assessment =
    test.kind === 'group'
      ? assessGroup(criterion, test, question, found)
      : assessmentOf(criterion, [], assessLeaf(test, question));
  found.set(criterion.id, assessment);
  return assessment;
}

function assessLeaf(test: Exclude<Criterion['test'], Group>, question: Question): Finding {
  switch (test.kind) {
    case 'age':
      return assessAge(test, question);
    case 'diagnosis':
      return assessDiagnosis(test, question);
    case 'indication':
      return assessIndication(test, question);
    case 'underlying':
      return assessUnderlying(test, question);
    case 'other-use':
      return assessOtherUse(test, question);
    case 'baseline':
      return assessBaseline(test, question);
    case 'improved':
      return assessImproved(test, question);
    case 'prior-response':
      return assessPriorResponse(test, question);
    case 'received':
      return assessReceived(test, question);
    case 'specialist':
      return assessSpecialist(test, question);
    case 'dose':
      return assessDose(test, question);
    case 'own-level':
      return assessOwnLevel(test, question);
    case 'prophylaxis':
      return assessProphylaxis(test, question);
    case 'inhibitor-negative':
      return assessInhibitorNegative(test, question);
    case 'inhibitor-never':
      return assessInhibitorNever(test, question);
    case 'inhibitor-retest':
      return assessInhibitorRetest(test, question);
    case 'titer':
      return assessTiter(test, question);
    case 'never-received':
      return assessNeverReceived(test, question);
    case 'ever-had':
      return assessEverHad(test, question);
    case 'attested':
      return assessAttested(test, question);
    case 'quantity':
      return assessQuantity(test, question);
    case 'kit':
      return assessKit(test, question);
    case 'current-type':
      return assessCurrentType(test, question);
    case 'step-therapy':
      return assessStepTherapy(test, question);
    case 'previous-treatment':
      return assessPreviousTreatment(test, question);
    case 'noted-statement':
      return assessNotedStatement(test, question);
    case 'receiving':
      return assessReceiving(test, question);
    case 'months-since':
      return assessMonthsSince(test, question);
    case 'course-dose':
      return assessCourseDose(test, question);
    case 'no-concurrent':
      return assessNoConcurrent(test, question);
    case 'no-infection':
      return assessNoInfection(test, question);
    case 'stated-reason':
      return assessStatedReason(test, question);
    case 'specialist-at':
      return assessSpecialistAt(test, question);
    case 'exposure-days':
      return assessExposureDays(test, question);
    case 'documented-history':
      return assessDocumentedHistory(test, question);
    case 'lab-performed':
      return assessLabPerformed(test, question);
    case 'lab-negative':
      return assessLabNegative(test, question);
    case 'recent-lab':
      return assessRecentLab(test, question);
    case 'no-active-infection':
      return assessNoActiveInfection(test, question);
    case 'controlled-infection':
      return assessControlledInfection(test, question);
    case 'no-advanced-disease':
      return assessNoAdvancedDisease(test, question);
    case 'no-diagnosis':
      return assessNoDiagnosis(test, question);
    case 'documents':
      return settled('n/a', []);
  }
}

function assessGroup(
  criterion: Criterion,
  group: Group,
  question: Question,
  found: Map<string, Assessment>,
): Assessment {
  const parts = group.of.map((line) => assessLine(line, questionOf(line, question), found));
  const combined = combine(
    group.atLeast,
    parts.map((part) => part.status),
  );
  const status = combined === 'attest' ? (group.open ?? combined) : combined;
  const answered = criterion.answerable === true && isOpen(status) ? stated(question) : undefined;
  if (answered?.value === true) return assessmentOf(criterion, standDown(parts), settled('met', answered.evidence));
  if (answered?.value === false) return assessmentOf(criterion, parts, settled('not-met', answered.evidence));
  const evidence = [
    ...(answered?.evidence ?? []),
    ...evidenceOf(parts.filter((part) => part.status === status || (isOpen(status) && isOpen(part.status)))),
  ];
  if (!isOpen(status))
    return assessmentOf(
      criterion,
      status === 'met' && group.atLeast === 1 ? standDown(parts) : parts,
      settled(status, evidence),
    );
  const because = parts.find((part) => part.status === combined)?.because;
  return assessmentOf(criterion, parts, open(status, because ?? 'needs-statement', evidence));
}

/** What the deciding parts of a group show, each record once. */
function evidenceOf(parts: readonly Assessment[]): readonly Evidence[] {
  const shown: Evidence[] = [];
  const places = new Map<string, number[]>();
  for (const { evidence } of parts)
    for (const each of evidence) {
      const known = places.get(each.reference);
      const place = known?.find((index) => shown[index]?.says === each.says);
      if (place !== undefined) shown[place] = each;
      else if (known === undefined) places.set(each.reference, [shown.push(each) - 1]);
      else known.push(shown.push(each) - 1);
    }
  return shown;
}

/** Once one branch of an `any` is taken, its open siblings and their open parts no longer apply; what is known of the others stays. */
function standDown(parts: readonly Assessment[]): readonly Assessment[] {
  return parts.map((part) =>
    isOpen(part.status) ? { ...part, parts: standDown(part.parts), status: 'n/a', because: 'other-branch' } : part,
  );
}
