import type { Criterion, Group, Request } from './criterion.ts';
import type { Finding } from './finding.ts';

/** A line with its finding; the parts of a group in the policy's order. The same tree as the policy's. */
export interface Assessment extends Finding {
  readonly criterion: Criterion;
  readonly parts: readonly Assessment[];
}

/** A policy's lines with their findings, and how many of the outermost must be met. */
export interface Assessed {
  readonly request: Request;
  readonly atLeast: Group['atLeast'];
  readonly lines: readonly Assessment[];
}

/** A line with its finding. Written out member by member: a policy has thirty lines, and each is made for every order. */
export const assessmentOf = (
  criterion: Criterion,
  parts: readonly Assessment[],
  { status, because, evidence, notices }: Finding,
): Assessment =>
  because === undefined
    ? { criterion, parts, status, evidence, notices }
    : { criterion, parts, status, because, evidence, notices };
