import type { Answer, Facts, Source } from '../facts/facts.ts';
import type { Reason } from '../facts/reason.ts';
import type { Request } from './criterion.ts';
import type { OpenStatus, Status } from './status.ts';

/** A record that was looked at for a line, what it shows, and whether it counted. */
export interface Evidence {
  readonly reference: string;
  readonly says: string;
  readonly counts: boolean;
}

/** What the facts show of one line. `notices` are remarks for the whole answer. */
export interface Finding {
  readonly status: Status;
  readonly because?: Reason;
  readonly evidence: readonly Evidence[];
  readonly notices: readonly string[];
}

/** What a test is judged on: the facts, and which line of which policy asks. `answeredBy` is a line whose answer counts too. */
export interface Question {
  readonly facts: Facts;
  readonly policy: string;
  readonly id: string;
  readonly request: Request;
  readonly answeredBy?: string;
}

/** As much of a question as an answer to it needs. */
export type Asked = Omit<Question, 'facts' | 'request'> & { readonly facts: Pick<Facts, 'asOf' | 'today' | 'answers'> };

/** A line that the facts settle, or that does not apply. */
export const settled = (
  status: Exclude<Status, OpenStatus>,
  evidence: readonly Evidence[],
  because?: Reason,
): Finding =>
  because === undefined
    ? { status, evidence, notices: NO_REMARKS }
    : { status, because, evidence, notices: NO_REMARKS };

const NO_REMARKS: readonly string[] = [];

/** A line that the facts leave open, and why. */
export const open = (status: OpenStatus, because: Reason, evidence: readonly Evidence[] = []): Finding => ({
  status,
  because,
  evidence,
  notices: NO_REMARKS,
});

/** The same finding with remarks for the whole answer. */
export const noting = (finding: Finding, ...notices: readonly string[]): Finding => ({
  ...finding,
  notices: [...finding.notices, ...notices],
});

/** The reason for silence: a part of the chart that could not be read comes before anything that silence might mean. */
export function silence(facts: Pick<Facts, 'unread'>, sources: readonly Source[], otherwise: Reason): Reason {
  return sources.map((source) => facts.unread[source]).find((unread) => unread !== undefined) ?? otherwise;
}

/** True when every one of these parts of the chart was read to the end. */
export const wasRead = (facts: Pick<Facts, 'unread'>, sources: readonly Source[]): boolean =>
  sources.every((source) => facts.unread[source] === undefined);

/** What a person answered to the line: the newest answer that counts, as evidence too. */
export interface Stated {
  readonly value: boolean | 'conflicting' | undefined;
  readonly evidence: readonly Evidence[];
}

/**
 * The newest answer to a line. Answers count up to the later of the as-of date and the day of the call
 * (contract.md 5); two of the same moment that disagree settle nothing.
 */
export function stated({ facts, policy, id, answeredBy }: Asked, counts = true): Stated {
  const until = facts.asOf > facts.today ? facts.asOf : facts.today;
  const answers = facts.answers.filter(
    ({ policy: asked, criterion, day }) =>
      asked === policy && (criterion === id || criterion === answeredBy) && day <= until,
  );
  if (answers.length === 0) return NOT_STATED;
  const newest = Math.max(...answers.map(({ at }) => at));
  const current = answers.filter(({ at }) => at === newest);
  const [first] = current;
  if (first === undefined) return NOT_STATED;
  const agreed = current.every(({ value }) => value === first.value);
  return {
    value: agreed ? first.value : 'conflicting',
    evidence: current.map((answer) => answerEvidence(answer, counts && agreed)),
  };
}

const NOT_STATED: Stated = { value: undefined, evidence: [] };

function answerEvidence({ reference, value, day, author }: Answer, counts: boolean): Evidence {
  const who = author === undefined ? '' : ` by ${author}`;
  return { reference, says: `Answered ${value ? 'yes' : 'no'}${who} on ${day}`, counts };
}
