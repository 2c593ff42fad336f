import { drugDisplay } from '../facts/drugs.ts';
import type { AllergyFact, Source, Treatment } from '../facts/facts.ts';
import { besideStatement, byStatement, conditionEvidence, hintsAmong, provenAmong } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, open, type Question, settled, silence, stated, wasRead } from './finding.ts';
import { wasReceived, wasReceivedBefore } from './lab-series.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** Where an earlier dose may stand: what could contradict that there was none. */
const RECEIVED: readonly Source[] = ['medication-administrations', 'medication-statements', 'procedures', 'claims'];
const IN_USE: readonly Source[] = ['medication-requests', 'medication-statements'];

/** A diagnosis on record: policies.md CR-4, ruling R26. */
export function assessDiagnosis(test: TestOf<'diagnosis'>, question: Question): Finding {
  const { facts } = question;
  const certain = (names: readonly string[]) =>
    facts.conditions.filter(({ condition, certain, decides }) => names.includes(condition) && certain && decides);
  const found = certain(test.of);
  if (found.length > 0)
    return besideStatement(
      question,
      'met',
      found.map((fact) => conditionEvidence(fact, true)),
    );
  const statement = stated(question, false);
  const hints = hintsAmong(facts, test.of);
  const other = certain(test.unless);
  const evidence = [
    ...other.map((fact) => conditionEvidence(fact, hints.length === 0)),
    ...hints.map((fact) => conditionEvidence(fact, false)),
    ...statement.evidence,
  ];
  const [hint] = hints;
  if (!wasRead(facts, ['conditions'])) return open('doc-missing', silence(facts, ['conditions'], 'not-read'), evidence);
  if (hint !== undefined) return open('doc-missing', hint.decides ? 'not-final' : 'unspecific-code', evidence);
  if (other.length > 0 && test.printed) return settled('not-met', evidence);
  const silent = test.printed ? 'not-on-record' : 'not-printed';
  return open('doc-missing', statement.value === true ? 'needs-note' : silent, evidence);
}

/** Regular prophylaxis, or the exception from it: policies.md 3.1 (HKS-III.2c, 4a), ruling R10. */
export function assessProphylaxis(test: TestOf<'prophylaxis'>, question: Question): Finding {
  const { facts } = question;
  const products = facts.treatments.filter(({ drug, current }) => drug === test.product && current);
  const routine = products.filter(({ schedule, decides }) => schedule === 'routine' && decides);
  const evidence = products.map((product) => treatmentEvidence(product, routine.includes(product)));
  if (routine.length > 0) return besideStatement(question, 'met', evidence);
  if (test.otherwise === 'statement') return byStatement(question, { informing: IN_USE }, evidence);
  const allergies = facts.allergies.filter(({ drug }) => drug === test.product);
  if (allergies.length > 0)
    return besideStatement(question, 'met', [...allergies.map((each) => allergyEvidence(each, true)), ...evidence]);
  const statement = stated(question);
  const all = [...evidence, ...statement.evidence];
  if (statement.value === false) return settled('not-met', all);
  const onDemand = products.some(({ schedule, decides }) => schedule === 'on-demand' && decides);
  const unclear = products.some(({ decides }) => !decides)
    ? 'unspecific-code'
    : facts.unnamedDrugs > 0
      ? 'not-read'
      : 'not-on-record';
  const because = statement.value === true ? 'needs-note' : onDemand ? 'needs-statement' : unclear;
  return open('doc-missing', silence(facts, [...IN_USE, 'allergies'], because), all);
}

/** A drug never received: silence is not enough, a statement is asked for. policies.md 0.1, rulings R8, R19. */
export function assessNeverReceived(test: TestOf<'never-received'>, question: Question): Finding {
  const { facts } = question;
  const onRecord = facts.treatments.filter(({ drug }) => test.drugs.includes(drug));
  const received = onRecord.filter((each) => wasReceivedBefore(each, facts.asOf));
  const telling = [...test.hints, ...(test.contradicting ?? [])];
  const hints = facts.conditions.filter(({ condition, certain }) => telling.includes(condition) && certain);
  const shown = [
    ...onRecord.map((treatment) => treatmentEvidence(treatment, received.includes(treatment))),
    ...hints.map((fact) => conditionEvidence(fact, false)),
  ];
  if (received.length > 0) return besideStatement(question, 'not-met', shown);
  const undated = onRecord.some((each) => wasReceived(each) && each.from === undefined);
  const because = undated ? 'undated' : hints.length > 0 ? 'unspecific-code' : 'needs-statement';
  const own = byStatement(question, { contradicting: RECEIVED }, shown, because);
  if (own.status === 'met' && hints.some(({ condition }) => test.contradicting?.includes(condition)))
    return open('attest', 'contradicted', own.evidence);
  const other = test.settledBy === undefined ? undefined : stated({ ...question, id: test.settledBy });
  if (own.status !== 'attest' || other?.value !== true || !wasRead(facts, RECEIVED)) return own;
  return settled('met', [...other.evidence, ...shown]);
}

/** An event now or ever: plain codes settle it, others are for a person to weigh. policies.md 3.1 (HKS-III.4), ruling R11. */
export function assessEverHad(test: TestOf<'ever-had'>, question: Question): Finding {
  const { facts } = question;
  const plain = facts.conditions.filter(
    ({ condition, certain, decides }) => test.plain.includes(condition) && certain && decides,
  );
  const judged = facts.conditions.filter(
    (fact) => [...test.plain, ...test.judged].includes(fact.condition) && !plain.includes(fact),
  );
  const evidence: readonly Evidence[] = [
    ...plain.map((fact) => conditionEvidence(fact, true)),
    ...judged.map((fact) => conditionEvidence(fact, false)),
  ];
  return plain.length > 0
    ? besideStatement(question, 'met', evidence)
    : byStatement(question, { informing: ['conditions'] }, evidence);
}

/** None of these diagnoses is known: policies.md 5.1 (P109-HEM-8e), ruling R22. Silence, and codes that do not say enough, ask. */
export function assessNoDiagnosis(test: TestOf<'no-diagnosis'>, question: Question): Finding {
  const { facts } = question;
  const found = provenAmong(facts, test.of).filter(({ active }) => active);
  const others = facts.conditions.filter((fact) => test.of.includes(fact.condition) && !found.includes(fact));
  const shown = [
    ...found.map((fact) => conditionEvidence(fact, true)),
    ...others.map((fact) => conditionEvidence(fact, false)),
  ];
  if (found.length > 0) return besideStatement(question, 'not-met', shown);
  const because = others.some(({ decides }) => !decides) ? 'unspecific-code' : 'needs-statement';
  return byStatement(question, { contradicting: ['conditions'] }, shown, because);
}

/** The words for how a drug stands on record. */
export const treatmentKindWords: Readonly<Record<Treatment['kind'], string>> = {
  administered: 'given',
  stated: 'on the medication list',
  ordered: 'ordered',
  dispensed: 'dispensed',
  billed: 'billed',
};
/** The words for a schedule, to go after a drug. */
export const scheduleWords: Readonly<Record<Treatment['schedule'], string>> = {
  routine: ', at a set frequency',
  'on-demand': ', as needed',
  'not-stated': '',
};

/** The words for why a drug was stopped, to go after it. */
export const stopWords: Readonly<Record<NonNullable<Treatment['stopped']>, string>> = {
  ineffective: ', stopped as ineffective',
  'not-tolerated': ', stopped as not tolerated',
  contraindicated: ', stopped as contraindicated',
  other: ', stopped for another reason',
  'not-stated': ', stopped, reason not stated',
};

/** Evidence of a drug on record. */
export function treatmentEvidence(treatment: Treatment, counts: boolean): Evidence {
  const { reference, drug, shown, kind, schedule, from, fromAtLatest, to, stopped, note, sample, together } = treatment;
  const words = [
    `${drugDisplay(drug)}: ${shown}, ${treatmentKindWords[kind]}${scheduleWords[schedule]}`,
    sample === true ? ', a sample' : '',
    together === true ? ', ordered together with this drug' : '',
    from === undefined ? '' : `, from ${from}`,
    fromAtLatest === undefined ? '' : `, from ${fromAtLatest} at the latest`,
    to === undefined || to === from ? '' : ` to ${to}`,
    stopped === undefined ? '' : stopWords[stopped],
    note === undefined ? '' : `, note: ${note}`,
  ];
  return { reference, says: words.join(''), counts };
}

/** Evidence of an allergy, an intolerance or an adverse event. */
export const allergyEvidence = ({ reference, shown, kind }: AllergyFact, counts: boolean): Evidence => ({
  reference,
  says: `${kind === 'allergy' ? 'Allergy or intolerance' : 'Adverse event'}: ${shown}`,
  counts,
});
