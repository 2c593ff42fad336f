import { type ConditionName, wideDiagnosis } from '../facts/conditions.ts';
import type { ConditionFact, Facts } from '../facts/facts.ts';
import { besideStatement, conditionEvidence, hintsAmong } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import {
  type Evidence,
  type Finding,
  noting,
  open,
  type Question,
  settled,
  silence,
  stated,
  wasRead,
} from './finding.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** What the latest diagnoses say of the asked types: one of them, another, several of these at once, or none is on record. */
type Verdict = 'asked' | 'other' | 'left-open' | 'conflicting' | 'undated' | 'none';

/** The type of a disease by its latest confirmed diagnosis: policies.md 2.1 (LEM-B), 2.3 (LEM-X.CIS, LEM-X.NR), rulings R7, R26. */
export function assessCurrentType(test: TestOf<'current-type'>, question: Question): Finding {
  const { facts } = question;
  const typed = facts.conditions.filter(
    ({ condition, certain, decides }) => test.types.includes(condition) && certain && decides,
  );
  const latest = latestOf(typed);
  const verdict = verdictOn(latest, test, facts);
  const hints = hintsAmong(facts, test.types);
  const shown = (counts: boolean): readonly Evidence[] => [
    ...latest.map((fact) => conditionEvidence(fact, counts)),
    ...typed.filter((fact) => !latest.includes(fact)).map((fact) => conditionEvidence(fact, false)),
    ...hints.map((fact) => conditionEvidence(fact, false)),
  ];
  switch (test.role) {
    case 'required':
      return required(verdict, hints, shown, question);
    case 'excluded': {
      const older = typed.filter((fact) => test.of.includes(fact.condition) && !latest.includes(fact));
      const finding = excluded(verdict, hintsAmong(facts, test.of), shown, question);
      return finding.status === 'met' && older.length > 0
        ? noting(
            finding,
            `${question.id}: ${older.map((fact) => fact.shown).join(', ')} is on record; the latest diagnosis decides.`,
          )
        : finding;
    }
  }
}

type Shown = (counts: boolean) => readonly Evidence[];

function required(verdict: Verdict, hints: readonly ConditionFact[], shown: Shown, question: Question): Finding {
  const { facts } = question;
  const unread = silence(facts, ['conditions'], 'not-on-record');
  const { value, evidence } = stated(question);
  const doubt = (because: Parameters<typeof open>[1]) =>
    value === false
      ? settled('not-met', [...shown(false), ...evidence])
      : open(
          'doc-missing',
          silence(facts, ['conditions'], value === true && because !== 'conflicting' ? 'needs-note' : because),
          [...shown(false), ...stated(question, false).evidence],
        );
  switch (verdict) {
    case 'asked':
      return unread === 'not-on-record'
        ? besideStatement(question, 'met', shown(true))
        : open('doc-missing', unread, shown(false));
    case 'other':
      return besideStatement(question, 'not-met', shown(true));
    case 'left-open':
      return doubt('unspecific-code');
    case 'conflicting':
    case 'undated':
      return doubt(verdict);
    case 'none':
      return doubt(doubtOf(hints) ?? 'not-on-record');
  }
}

function excluded(verdict: Verdict, hints: readonly ConditionFact[], shown: Shown, question: Question): Finding {
  const { facts } = question;
  const unread = !wasRead(facts, ['conditions']);
  const { value, evidence } = stated(question);
  switch (verdict) {
    case 'asked':
      return besideStatement(question, 'not-met', shown(true));
    case 'conflicting':
    case 'undated':
      return value === false
        ? settled('not-met', [...shown(false), ...evidence])
        : open('doc-missing', silence(facts, ['conditions'], verdict), [...shown(false), ...evidence]);
    case 'other':
      return unread
        ? open('doc-missing', silence(facts, ['conditions'], 'not-read'), shown(false))
        : besideStatement(question, 'met', shown(true));
    case 'left-open':
    case 'none': {
      if (value === false) return settled('not-met', [...shown(false), ...evidence]);
      if (value === 'conflicting') return open('doc-missing', 'conflicting', [...shown(false), ...evidence]);
      const because = unread ? silence(facts, ['conditions'], 'not-read') : doubtOf(hints);
      return because === undefined
        ? settled('met', evidence)
        : open('doc-missing', because, [...shown(false), ...evidence]);
    }
  }
}

const doubtOf = ([hint]: readonly ConditionFact[]) =>
  hint === undefined ? undefined : hint.decides ? 'not-final' : 'unspecific-code';

/** The newest diagnoses, and the undated ones that may be as new. Records in use come before those marked as past; a wide one gives way to a narrower. */
function latestOf(typed: readonly ConditionFact[]): readonly ConditionFact[] {
  const active = typed.filter((fact) => fact.active);
  const pool = active.length > 0 ? active : typed;
  const telling = pool.filter((fact) => !pool.some((other) => narrows(other, fact)));
  const newest = telling
    .flatMap(({ day }) => day ?? [])
    .sort()
    .at(-1);
  return telling.filter(({ day }) => day === undefined || day === newest);
}

function narrows(narrow: ConditionFact, fact: ConditionFact): boolean {
  const wide = wideDiagnosis(fact.condition);
  if (wide === undefined || !wide.mayBe.includes(narrow.condition)) return false;
  const sameOrLater = narrow.day !== undefined && fact.day !== undefined && narrow.day >= fact.day;
  return wide.leavesOpen === 'type' || narrow.reference === fact.reference || sameOrLater;
}

function verdictOn(latest: readonly ConditionFact[], test: TestOf<'current-type'>, facts: Facts): Verdict {
  const verdicts = new Set(latest.map((fact) => verdictOf(fact, test, facts)));
  const [first] = verdicts;
  if (first === undefined) return 'none';
  if (verdicts.size === 1) return first;
  return latest.some(({ day }) => day === undefined) ? 'undated' : 'conflicting';
}

function verdictOf(fact: ConditionFact, { of, role, shownBy }: TestOf<'current-type'>, facts: Facts): Verdict {
  const against = role === 'excluded' ? of.includes(fact.condition) : !of.includes(fact.condition);
  // A record marked as past says nothing against the patient of today.
  if (against && !fact.active) return 'none';
  if (of.includes(fact.condition)) return 'asked';
  const leftOpen = wideDiagnosis(fact.condition)?.mayBe.some((narrow) => of.includes(narrow)) ?? false;
  if (!leftOpen) return 'other';
  return isShownBy(shownBy[fact.condition], fact, facts) ? 'asked' : 'left-open';
}

/** An event since the diagnosis that settles what it leaves open. */
const isShownBy = (
  event: ConditionName | undefined,
  { day: since }: ConditionFact,
  { conditions, asOf }: Facts,
): boolean =>
  conditions.some(
    ({ condition, certain, decides, day }) =>
      condition === event &&
      certain &&
      decides &&
      since !== undefined &&
      day !== undefined &&
      since <= day &&
      day <= asOf,
  );
