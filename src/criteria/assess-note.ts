import type { Day } from '../facts/day.ts';
import type { Facts, Note, Source } from '../facts/facts.ts';
import type { Reason } from '../facts/reason.ts';
import { treatmentEvidence } from './assess-history.ts';
import { earlierCourses } from './courses.ts';
import type { Test } from './criterion.ts';
import { type Evidence, type Finding, open, type Question, settled, silence, stated } from './finding.ts';
import type { OpenStatus } from './status.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

const NOTES: readonly Source[] = ['documents', 'reports'];
const SHOWN_NOTES = 3;

/** How a line stands that the record leaves open, when nobody answered it. */
interface Unanswered {
  readonly status: OpenStatus;
  readonly because: Reason;
}

/**
 * What a statement makes of a line that wants "documentation of" something (ruling R6): `yes` counts with a note on
 * record behind it, which is named and not read; `no` stands alone. `since`: older answers and notes say nothing.
 */
export function byNotedStatement(
  question: Question,
  shown: readonly Evidence[],
  unanswered: Unanswered,
  since?: Day,
): Finding {
  const { facts } = question;
  const { value } = stated(current(question, since));
  const said = (counts: boolean) => [...shown, ...stated(current(question, since), counts).evidence];
  const notes = notesSince(facts, since);
  switch (value) {
    case false:
      return settled('not-met', said(true));
    case 'conflicting':
      return open(unanswered.status, 'conflicting', said(false));
    case true:
      return notes.length > 0
        ? settled('met', [...said(true), ...notes.slice(0, SHOWN_NOTES).map(noteEvidence)])
        : open('doc-missing', silence(facts, NOTES, missingNote(facts, since)), said(false));
    case undefined: {
      const outdated = stated(question, false).evidence;
      const because = silence(facts, ['answers'], outdated.length > 0 ? 'too-old' : unanswered.because);
      return open(unanswered.status, because, [...shown, ...outdated]);
    }
  }
}

const missingNote = ({ notes }: Facts, since: Day | undefined): Reason =>
  since !== undefined && notes.some(({ day }) => day === undefined) ? 'undated' : 'needs-note';

const current = (question: Question, since: Day | undefined): Question =>
  since === undefined
    ? question
    : {
        ...question,
        facts: { ...question.facts, answers: question.facts.answers.filter(({ day }) => day > since) },
      };

/** Notes that may be pointed at, newest first. */
function notesSince({ notes, asOf, today }: Facts, since: Day | undefined): readonly Note[] {
  const until = asOf > today ? asOf : today;
  return notes
    .filter(({ day }) =>
      day === undefined ? since === undefined : day <= until && (since === undefined || day > since),
    )
    .sort((left, right) => ((left.day ?? '') < (right.day ?? '') ? 1 : -1));
}

/** Evidence of a note on record, to be opened: its text is not read. */
export const noteEvidence = ({ reference, shown, day }: Note): Evidence => ({
  reference,
  says: `Note on record: ${shown}${day === undefined ? '' : ` of ${day}`}`,
  counts: true,
});

/** A statement with a note behind it: policies.md 2.1 (LEM-C.iii), 2.2 (LEM-R1), rulings R5, R6. */
export function assessNotedStatement({ after }: TestOf<'noted-statement'>, question: Question): Finding {
  const asked: Unanswered = { status: 'attest', because: 'needs-statement' };
  if (after === undefined) return byNotedStatement(question, [], asked);
  const courses = earlierCourses(question.facts, after);
  switch (courses.kind) {
    case 'none':
      return settled('n/a', stated(question, false).evidence, 'not-triggered');
    case 'unclear':
      return open(
        'attest',
        courses.because,
        courses.treatments.map((each) => treatmentEvidence(each, false)),
      );
    case 'given':
      return byNotedStatement(question, [], asked, courses.last.day);
  }
}
