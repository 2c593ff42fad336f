import type { Source } from '../facts/facts.ts';
import type { LabName } from '../facts/labs.ts';
import { besideStatement, conditionEvidence, hintsAmong } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import { type Finding, open, type Question, settled, silence, stated, wasRead } from './finding.ts';
import { newestUsable, readingEvidence, readingsOf, type UsableReading } from './lab-series.ts';
import { standing } from './limit.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

const KNOWN_FROM: readonly Source[] = ['conditions', 'laboratory'];

/** An infection that bars the drug; the policy asks for no test, so silence is no bar. policies.md 2.3 (LEM-X.HIV), register 12. */
export function assessNoInfection(test: TestOf<'no-infection'>, question: Question): Finding {
  const { facts } = question;
  const coded = facts.conditions.filter(
    ({ condition, certain, decides }) => test.conditions.includes(condition) && certain && decides,
  );
  const active = coded.filter((fact) => fact.active);
  const positive = usable(question, test.confirming).filter(isPositive);
  const barring = [
    ...active.map((fact) => conditionEvidence(fact, true)),
    ...positive.map((reading) => readingEvidence(reading, true)),
  ];
  if (barring.length > 0) return besideStatement(question, 'not-met', barring);
  const { value, evidence } = stated(question);
  const hints = [...coded, ...hintsAmong(facts, test.conditions)];
  const screens = test.screening.flatMap((lab) => newestUsable(readingsOf(facts, lab)));
  const reactive = screens.filter(isPositive);
  const shown = [
    ...hints.map((fact) => conditionEvidence(fact, false)),
    ...screens.map((reading) => readingEvidence(reading, false)),
    ...evidence,
  ];
  if (value === false) return settled('not-met', shown);
  if (value === 'conflicting') return open('doc-missing', 'conflicting', shown);
  if (reactive.length > 0)
    return open('doc-missing', reactive.length < screens.length ? 'conflicting' : 'not-final', shown);
  const [hint] = hints;
  if (hint !== undefined) return open('doc-missing', doubtOf(hint), shown);
  return wasRead(facts, KNOWN_FROM)
    ? settled('met', shown)
    : open('doc-missing', silence(facts, KNOWN_FROM, 'not-read'), shown);
}

const usable = ({ facts }: Question, labs: readonly LabName[]): readonly UsableReading[] =>
  labs.flatMap((lab) => readingsOf(facts, lab).usable);

/** Inactive and confirmed: an infection that does not go away is marked as gone. */
const doubtOf = ({ certain, decides }: { readonly certain: boolean; readonly decides: boolean }) =>
  decides ? (certain ? 'conflicting' : 'not-final') : 'unspecific-code';

function isPositive({ value }: UsableReading): boolean {
  switch (value.kind) {
    case 'detected':
      return true;
    case 'not-detected':
      return false;
    case 'number':
      return standing(value.interval, '> 0') === 'within';
  }
}
