import { TO_ATTACH } from '../criteria/assess-statement.ts';
import { policies, siteOfCarePolicies } from '../policies/index.ts';
import { type Determination, reviewNotice } from './determination.ts';
import { capitalized } from './explain.ts';
import type { Writing } from './writing.ts';

/** The papers to send along, which are work to be done. */
export const toAttach = ({ notices }: Determination, { quoted }: Writing): readonly string[] =>
  notices.filter((notice) => notice.startsWith(TO_ATTACH)).map((notice) => quoted(notice));

/** What is to be known about this order, an item each; what the card has said already is not said again. */
export function remarks(determination: Determination, said: string, writing: Writing): readonly string[] {
  const standing = standingOf(determination);
  return determination.notices
    .filter((notice) => !notice.startsWith(TO_ATTACH) && !standing.includes(notice))
    .map((notice) => idLast(notice, determination))
    .filter((notice) => !said.includes(writing.quoted(withoutStop(notice))))
    .map((notice) => `- ${writing.quoted(notice)}`);
}

/** What goes with every order under the policies that were judged by, in one line. */
export function caveats(determination: Determination, { quoted, strong }: Writing): readonly string[] {
  const standing = standingOf(determination);
  const said = determination.notices.filter((notice) => standing.includes(notice));
  return said.length === 0 ? [] : [`${strong('Standing notes:')} ${said.map((notice) => quoted(notice)).join(' ')}`];
}

function standingOf({ policy, siteOfCare }: Determination): readonly string[] {
  const own = policies.filter(({ id, version }) => id === policy?.id && version === policy.version);
  const site = siteOfCarePolicies.filter(({ payer }) => siteOfCare !== undefined && payer === policy?.payer);
  return [...own.flatMap((each) => [reviewNotice(each), ...each.notices]), ...site.flatMap(({ notices }) => notices)];
}

/** A remark on a line begins with its id: its name says more, and the id goes to the end. */
function idLast(notice: string, { criteria, siteOfCare }: Determination): string {
  const line = [...criteria, ...(siteOfCare?.criteria ?? [])].find(({ id }) => notice.startsWith(`${id}: `));
  if (line === undefined) return notice;
  return `${capitalized(line.name)}: ${withoutStop(notice.slice(line.id.length + 2))} (${line.id})`;
}

const withoutStop = (text: string): string => text.replace(/\.$/, '');
