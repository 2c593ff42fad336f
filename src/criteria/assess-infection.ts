import type { Reason } from '../facts/reason.ts';
import { besideStatement, conditionEvidence, hintsAmong, provenAmong } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Finding, noting, open, type Question, silence } from './finding.ts';
import { type Recent, recentEvidence, recentReadings, undocumented, warningOf } from './recent.ts';
import { byPresence, type Sign, signOfDay } from './sign.ts';

type NoActiveInfection = Extract<Test, { kind: 'no-active-infection' }>;
type DaySign = Sign | 'conflicting' | undefined;
type State = 'clear' | 'infected' | 'untested' | Extract<Reason, 'conflicting' | 'straddles-limit' | 'not-final'>;

/**
 * No active infection: policies.md 5.1 (P109-HEM-8a), ruling R20. A recent confirming result that clears outweighs the
 * problem list, a screen alone does not; an active diagnosis stands where none does, but an old clearing result beside it only asks for a new one.
 */
export function assessNoActiveInfection(test: NoActiveInfection, question: Question): Finding {
  const { facts, id } = question;
  const tests = [test.screen, test.confirm].map((lab) => recentReadings(facts, lab, test.months));
  const active = provenAmong(facts, test.conditions).filter((fact) => fact.active);
  const shown = (results: boolean, diagnoses: boolean) => [
    ...tests.flatMap((each) => recentEvidence(each, results)),
    ...active.map((fact) => conditionEvidence(fact, diagnoses)),
    ...hintsAmong(facts, test.conditions).map((fact) => conditionEvidence(fact, false)),
  ];
  const stale = tests.flatMap((each) => each.stale).filter((reading) => byPresence(reading) === 'positive');
  const warned = (finding: Finding) => warningOf(finding, question, stale);
  const state = stateOf(test, tests, ({ newest }) => newest);
  switch (state) {
    case 'clear':
      if (active.length > 0 && signOfDay(tests[1]?.newest ?? [], byPresence) !== 'negative')
        return undocumented(question, 'conflicting', shown(false, false));
      if (facts.unread.laboratory !== undefined)
        return open('doc-missing', facts.unread.laboratory, shown(false, false));
      return noting(
        warned(besideStatement(question, 'met', shown(true, false))),
        ...active.map(({ shown: named }) => `${id}: ${named} stands as active; the laboratory result was followed.`),
      );
    case 'infected':
      return besideStatement(question, 'not-met', shown(true, true));
    case 'conflicting':
    case 'straddles-limit':
      return undocumented(question, state, shown(false, false));
    case 'not-final':
    case 'untested':
      return active.length > 0 && stateOf(test, tests, (each) => each.stale) !== 'clear'
        ? warned(besideStatement(question, 'not-met', shown(true, true)))
        : warned(undocumented(question, lackOf(test, tests, state, question), shown(false, false)));
  }
}

/** Why no result settles the line: the screen, or the confirming test where that one could do it alone. */
function lackOf({ finds }: NoActiveInfection, tests: readonly Recent[], state: State, { facts }: Question): Reason {
  const [screen, confirm] = tests;
  const because = finds === 'exposure' && screen?.stale.length === 0 && confirm?.stale.length ? confirm : screen;
  return silence(
    facts,
    ['laboratory', 'conditions'],
    state === 'not-final' ? state : (because?.because ?? 'not-on-record'),
  );
}

function stateOf(
  { finds }: NoActiveInfection,
  tests: readonly Recent[],
  readings: (recent: Recent) => Recent['newest'],
): State {
  const [screen, confirm] = tests.map((each) => signOfDay(readings(each), byPresence));
  if (screen === 'conflicting' || confirm === 'conflicting') return 'conflicting';
  if (confirm === 'positive') return 'infected';
  switch (finds) {
    case 'infection':
      return byInfectionScreen(screen, confirm);
    case 'exposure':
      return byExposureScreen(screen, confirm);
  }
}

/** The screen finds the infection itself, as a surface antigen does: a confirming test that finds nothing leaves it open. */
function byInfectionScreen(screen: DaySign, confirm: DaySign): State {
  if (screen === undefined) return 'untested';
  if (screen === 'negative') return 'clear';
  if (screen === 'positive' && confirm === undefined) return 'infected';
  return screen === 'positive' && confirm === 'negative' ? 'conflicting' : 'straddles-limit';
}

/** The screen finds exposure, as an antibody does: the confirming test decides, and without it a reactive screen says nothing. */
function byExposureScreen(screen: DaySign, confirm: DaySign): State {
  if (screen === 'negative' || confirm === 'negative') return 'clear';
  if (screen === 'unclear' || confirm === 'unclear') return 'straddles-limit';
  return screen === undefined ? 'untested' : 'not-final';
}
