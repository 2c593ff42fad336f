import type { AllergyFact, Source, Treatment } from '../facts/facts.ts';
import type { Reason } from '../facts/reason.ts';
import { allergyEvidence, treatmentEvidence } from './assess-history.ts';
import { byNotedStatement } from './assess-note.ts';
import { besideStatement, byStatement } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Finding, noting, open, type Question, settled, silence, stated, wasRead } from './finding.ts';
import { wasReceived, wasReceivedBefore } from './lab-series.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

const TRIED: readonly Source[] = ['medication-requests', 'medication-statements', 'allergies'];
const RECEIVED: readonly Source[] = ['medication-administrations', 'medication-statements', 'claims'];
/** A dispense whose supply lasts raises the question as well. */
const IN_USE: readonly Source[] = ['medication-requests', 'medication-statements', 'medication-dispenses'];

/** Two different drugs in vain: policies.md 2.1 (LEM-C.i), ruling R6, register 9. */
export function assessStepTherapy(test: TestOf<'step-therapy'>, question: Question): Finding {
  const { facts, id } = question;
  const drugs = [...test.named, ...test.others];
  const onRecord = facts.treatments.filter(({ drug }) => drugs.includes(drug));
  const allergies = facts.allergies.filter(({ drug }) => drugs.includes(drug));
  const proofs: readonly (Treatment | AllergyFact)[] = [
    ...onRecord.filter((each) => each.decides && mayProve(each)),
    ...allergies.filter(({ kind }) => kind === 'allergy'),
  ];
  const proven = new Set(proofs.map(({ drug }) => drug));
  const met = test.named.some((first) => proven.has(first) && proven.size > 1);
  const evidence = [
    ...onRecord.map((each) => treatmentEvidence(each, proofs.includes(each))),
    ...allergies.map((each) => allergyEvidence(each, proofs.includes(each))),
  ];
  const branded = test.brands.filter((brand) =>
    proofs.some(({ drug, shown }) => test.named.includes(drug) && shown.toLowerCase().includes(brand)),
  );
  const remarks = branded.map((brand) => `${id}: recorded for the brand ${brand}; the policy names the generic drug.`);
  if (met) return noting(besideStatement(question, 'met', evidence), ...remarks);
  const because = silence(
    facts,
    TRIED,
    whyUnproven(
      onRecord.filter((each) => !proofs.includes(each)),
      facts.unnamedDrugs,
    ),
  );
  return byNotedStatement(question, evidence, { status: 'doc-missing', because });
}

const PROVING: readonly Treatment['stopped'][] = ['ineffective', 'not-tolerated', 'contraindicated'];

/** A record that says why the drug was given up; an interrupted infusion and a sample say nothing of the kind. */
const mayProve = ({ kind, stopped, sample }: Treatment): boolean =>
  kind !== 'administered' && sample !== true && PROVING.includes(stopped) && stopped !== undefined;

function whyUnproven(unproven: readonly Treatment[], unnamedDrugs: number): Reason {
  if (unproven.some((each) => !each.decides && mayProve(each))) return 'unspecific-code';
  if (unproven.some(({ stopped, sample }) => stopped !== undefined && sample !== true)) return 'needs-note';
  return unnamedDrugs > 0 ? 'not-read' : 'not-on-record';
}

/** Had a drug before, failed or not: policies.md 2.1 (LEM-C.ii). Samples never count (LEM-S4). */
export function assessPreviousTreatment({ drugs, near }: TestOf<'previous-treatment'>, question: Question): Finding {
  const { facts, id } = question;
  const onRecord = facts.treatments.filter(({ drug }) => drugs.includes(drug));
  const alike = facts.treatments.filter(({ drug }) => near.includes(drug));
  const received = onRecord.filter(
    // Without a date, a dose of the ordered drug itself may belong to the order.
    (each) =>
      wasReceivedBefore(each, facts.asOf) ||
      (wasReceived(each) && each.from === undefined && each.drug !== facts.order.drug),
  );
  const evidence = [...onRecord, ...alike].map((each) => treatmentEvidence(each, received.includes(each)));
  if (received.length > 0) return besideStatement(question, 'met', evidence);
  const unspecific = alike.length > 0 || onRecord.some(({ decides }) => !decides);
  const otherwise = unspecific ? 'unspecific-code' : facts.unnamedDrugs > 0 ? 'not-read' : 'not-on-record';
  const finding = byNotedStatement(question, evidence, {
    status: 'doc-missing',
    because: silence(facts, RECEIVED, otherwise),
  });
  return noting(
    finding,
    ...alike
      .slice(0, 1)
      .map(({ shown }) => `${id}: ${shown} is not among the products that the policy names; ask the payer.`),
  );
}

/** No other drug of the kind goes on: policies.md 2.3 (LEM-X.DMT), register 11. A drug in use asks the question, since every switch looks so. */
export function assessNoConcurrent({ drugs, near }: TestOf<'no-concurrent'>, question: Question): Finding {
  const { facts } = question;
  const onRecord = facts.treatments.filter(({ drug }) => drugs.includes(drug) || near.includes(drug));
  const together = onRecord.filter((each) => each.together === true && each.decides && drugs.includes(each.drug));
  const inUse = onRecord.filter(({ current, together: also }) => current || also === true);
  const shown = inUse.length > 0 ? inUse : onRecord;
  const evidence = shown.map((each) => treatmentEvidence(each, together.includes(each)));
  if (together.length > 0) return besideStatement(question, 'not-met', evidence);
  if (inUse.length > 0) {
    const named = inUse.some((each) => each.decides && drugs.includes(each.drug));
    return byStatement(question, { contradicting: IN_USE }, evidence, named ? 'needs-statement' : 'unspecific-code');
  }
  const { value, evidence: said } = stated(question);
  if (value === false) return settled('not-met', [...said, ...evidence]);
  if (value === 'conflicting') return open('attest', 'conflicting', [...said, ...evidence]);
  if (!wasRead(facts, IN_USE)) return open('attest', silence(facts, IN_USE, 'not-read'), [...said, ...evidence]);
  return facts.unnamedDrugs > 0 && value !== true
    ? open('attest', 'not-read', evidence)
    : settled('met', [...said, ...evidence]);
}
