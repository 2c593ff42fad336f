import { isDeepStrictEqual } from 'node:util';
import { isCoverageInformation } from './coverage-information.ts';
import { readRepetition } from './repetition.ts';

/** An order as sent or as returned. */
export type Annotated = Readonly<Record<string, unknown>> & { readonly extension?: readonly unknown[] };

/** Its coverage-information, one for each coverage. */
export const repetitionsOf = ({ extension = [] }: Annotated): readonly unknown[] =>
  extension.filter(isCoverageInformation);

/** Those of a returned order that the sent one did not have. */
export const freshRepetitions = (sent: Annotated, returned: Annotated): readonly unknown[] =>
  repetitionsOf(returned).filter((each) => !repetitionsOf(sent).some((old) => isDeepStrictEqual(old, each)));

function outside({ extension, ...rest }: Annotated): Record<string, unknown> {
  const others = extension?.filter((each) => !isCoverageInformation(each)) ?? [];
  return { ...rest, ...(others.length > 0 && { extension: others }) };
}

/** A client may write the same Coverage with the address of its server. */
const coverageOf = (repetition: unknown): string | undefined =>
  readRepetition(repetition).coverage?.replace(/^.*(Coverage\/[^/]+)$/, '$1');

/** What a returned order changes beside the coverages that it answers for (CRD resp-35, resp-37). */
export function echoFaults(sent: Annotated, returned: Annotated): readonly string[] {
  const [before, after] = [outside(sent), outside(returned)];
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (member) => !isDeepStrictEqual(before[member], after[member]),
  );
  const fresh = freshRepetitions(sent, returned);
  const answered = new Set(fresh.map(coverageOf));
  const ofOthers = (order: Annotated) => repetitionsOf(order).filter((each) => !answered.has(coverageOf(each)));
  return [
    ...changed.map((member) => `${member}: changed`),
    ...(isDeepStrictEqual(ofOthers(sent), ofOthers(returned)) ? [] : ['another coverage: changed']),
    ...(fresh.length === 0 ? ['nothing is new'] : []),
  ];
}
