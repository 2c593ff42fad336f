import type { Facts } from '../facts/facts.ts';
import type { Reason } from '../facts/reason.ts';
import { noteEvidence } from './assess-note.ts';
import { standingOfDay } from './assess-recent.ts';
import { besideStatement, conditionEvidence, hintsAmong, provenAmong } from './assess-statement.ts';
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
import { newestUsable, readingEvidence, readingsOf } from './lab-series.ts';
import { windowOpens } from './recent.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** A history that has to be documented: policies.md 5.1 (P109-HEM-4), rulings R6 and R11. */
export function assessDocumentedHistory(test: TestOf<'documented-history'>, question: Question): Finding {
  const { facts } = question;
  const plain = provenAmong(facts, test.plain);
  const named = [...test.plain, ...test.judged];
  const judged = facts.conditions.filter((fact) => named.includes(fact.condition) && !plain.includes(fact));
  const evidence = [
    ...plain.map((fact) => conditionEvidence(fact, true)),
    ...judged.map((fact) => conditionEvidence(fact, false)),
  ];
  if (plain.length > 0) return besideStatement(question, 'met', evidence);
  const because = judged.length > 0 ? 'needs-statement' : 'not-on-record';
  return byStatementWithNote(question, evidence, silence(facts, ['conditions', 'answers'], because));
}

/**
 * What an answer makes of a line that asks for documentation: a no settles it; a yes needs a note on record beside it,
 * which is shown to be opened and never read (contract.md 6, ruling R6).
 */
function byStatementWithNote(question: Question, shown: readonly Evidence[], unanswered: Reason): Finding {
  const { facts, id } = question;
  const { value, evidence } = stated(question);
  const all = [...evidence, ...shown];
  if (value === undefined) return open('doc-missing', unanswered, shown);
  if (value === 'conflicting') return open('doc-missing', 'conflicting', all);
  if (!value) return settled('not-met', all);
  const notes = notesOn(facts);
  if (notes.length === 0) return open('doc-missing', silence(facts, ['documents', 'conditions'], 'needs-note'), all);
  return noting(settled('met', [...all, ...notes]), `${id}: rests on a statement; attach the note that documents it.`);
}

/** Notes written up to the day that answers count to. */
function notesOn({ notes, asOf, today }: Facts): readonly Evidence[] {
  const until = asOf > today ? asOf : today;
  return notes.filter(({ day }) => day === undefined || day <= until).map(noteEvidence);
}

/**
 * No advanced disease: policies.md 5.1 (P109-HEM-8d), ruling R21. The measurement is no laboratory test, so an old one
 * counts and is flagged; an active diagnosis outweighs it.
 */
export function assessNoAdvancedDisease(test: TestOf<'no-advanced-disease'>, question: Question): Finding {
  const { facts, id } = question;
  const series = readingsOf(facts, test.lab);
  const newest = newestUsable(series);
  const active = provenAmong(facts, test.conditions).filter((fact) => fact.active);
  const hints = hintsAmong(facts, test.conditions);
  const shown = (counts: boolean) => [
    ...active.map((fact) => conditionEvidence(fact, true)),
    ...newest.map((reading) => readingEvidence(reading, counts)),
    ...hints.map((fact) => conditionEvidence(fact, false)),
    ...series.aside,
  ];
  const from = windowOpens(facts, test.months);
  const flagged = (finding: Finding) =>
    noting(
      finding,
      ...newest
        .filter(({ day }) => day < from)
        .map(({ day }) => `${id}: the measurement of ${day} is older than ${test.months} months.`),
    );
  if (active.length > 0) return besideStatement(question, 'not-met', shown(false));
  const place = standingOfDay(newest, test.limit);
  if (place === 'beyond') return flagged(besideStatement(question, 'not-met', shown(true)));
  if (place === 'conflicting') return open('doc-missing', 'conflicting', shown(false));
  const cleared =
    place === 'within'
      ? flagged(besideStatement(question, 'met', shown(true)))
      : byStatementWithNote(question, shown(false), reasonOf(place, hints.length > 0, question, series.because));
  return cleared.status === 'met' && !wasRead(facts, ['laboratory', 'conditions'])
    ? open('doc-missing', silence(facts, ['laboratory', 'conditions'], 'not-read'), cleared.evidence)
    : cleared;
}

function reasonOf(place: 'straddles' | undefined, hinted: boolean, { facts }: Question, because: Reason): Reason {
  if (place === 'straddles') return 'straddles-limit';
  return silence(
    facts,
    ['laboratory', 'conditions', 'answers'],
    hinted && because === 'not-on-record' ? 'unspecific-code' : because,
  );
}
