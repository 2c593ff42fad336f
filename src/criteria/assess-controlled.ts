import type { Reason } from '../facts/reason.ts';
import { standingOfDay } from './assess-recent.ts';
import { besideStatement, conditionEvidence, hintsAmong, provenAmong } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Finding, open, type Question, silence, wasRead } from './finding.ts';
import { readingEvidence, readingsOf } from './lab-series.ts';
import { recentEvidence, recentReadings, undocumented, warningOf } from './recent.ts';
import { byPresence, signOfDay } from './sign.ts';

/**
 * An infection is absent or controlled: policies.md 5.1 (P109-HEM-8b). It is there by a diagnosis or a positive
 * confirming test of any age, since it does not heal; the level must be recent, and is needed only where it is there.
 */
export function assessControlledInfection(
  test: Extract<Test, { kind: 'controlled-infection' }>,
  question: Question,
): Finding {
  const { facts } = question;
  const screen = recentReadings(facts, test.screen, test.months);
  const level = recentReadings(facts, test.level, test.months);
  const diagnoses = provenAmong(facts, test.conditions);
  const proof = readingsOf(facts, test.confirm).usable.filter((reading) => byPresence(reading) === 'positive');
  const infected = diagnoses.length > 0 || proof.length > 0;
  const place = standingOfDay(level.newest, test.limit);
  const shown = (settles: 'level' | 'screen' | 'nothing') => [
    ...diagnoses.map((fact) => conditionEvidence(fact, true)),
    ...proof.map((reading) => readingEvidence(reading, true)),
    ...hintsAmong(facts, test.conditions).map((fact) => conditionEvidence(fact, false)),
    ...recentEvidence(level, settles === 'level'),
    ...recentEvidence(screen, settles === 'screen'),
  ];
  const low = standingOfDay(level.stale, test.limit) === 'within' ? level.stale : [];
  const lacking = (because: Reason) => warningOf(undocumented(question, because, shown('nothing')), question, low);
  if (place === 'conflicting') return lacking('conflicting');
  if (place === 'beyond') return unlessUnread(question, ['laboratory'], shown('level'));
  if (infected && place === 'within') return besideStatement(question, 'not-met', shown('level'));
  if (infected) return lacking(place === 'straddles' ? 'straddles-limit' : level.because);
  switch (signOfDay(screen.newest, byPresence)) {
    case 'negative':
      return unlessUnread(question, ['laboratory', 'conditions'], shown('screen'));
    case 'positive':
      return lacking('not-final');
    case 'conflicting':
      return lacking('conflicting');
    case 'unclear':
      return lacking('straddles-limit');
    case undefined:
      return lacking(silence(facts, ['conditions'], screen.because));
  }
}

/** Met, unless a part of the chart that could say otherwise was not read. */
function unlessUnread(
  question: Question,
  sources: Parameters<typeof wasRead>[1],
  evidence: Finding['evidence'],
): Finding {
  return wasRead(question.facts, sources)
    ? besideStatement(question, 'met', evidence)
    : open('doc-missing', silence(question.facts, sources, 'not-read'), evidence);
}
