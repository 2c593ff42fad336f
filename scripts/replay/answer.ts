import { linesOf } from '../../src/criteria/read.ts';
import { READ_FROM_TEXT } from '../../src/facts/drug-words.ts';
import { at, isResource, itemsAt, textAt } from '../../src/fhir/json.ts';
import { policies } from '../../src/policies/index.ts';
import { parsed } from './bodies.ts';

/** What came back for one body. */
export interface Answer {
  /** In short, for the table: the outcome of each card, or the status. */
  readonly shown: string;
  readonly cards: readonly unknown[];
  /** What is against it, whatever was asked. */
  readonly wrong: readonly string[];
  /** The whole answer, without what may differ between forms of the same facts. */
  readonly essence: string;
}

/** Posts a body to order-sign, as it stands, and waits so many milliseconds at most. Never throws. */
export async function post(url: string, body: string, limit: number): Promise<Answer> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(limit) });
    return answerOf(response.status, await response.text());
  } catch {
    return { shown: 'no answer', cards: [], wrong: [`no answer within ${limit / 1_000} s`], essence: 'no answer' };
  }
}

function answerOf(status: number, text: string): Answer {
  const body = parsed(text);
  const cards = itemsAt(body, 'cards');
  const outcomes = cards.map((card) => textAt(determinationOf(card), 'outcome') ?? 'a card without an outcome');
  const wrong = [
    ...(status >= 500 ? [`status ${status}`] : []),
    ...(body === undefined ? ['no JSON'] : []),
    ...(body !== undefined && !Array.isArray(at(body, 'cards')) && !isResource(body, 'OperationOutcome')
      ? ['neither cards nor an OperationOutcome']
      : []),
  ];
  const shown = status === 200 ? (outcomes.length === 0 ? 'no card' : outcomes.join(' + ')) : `${status}`;
  return { shown, cards, wrong, essence: JSON.stringify([status, cards.map(determinationOf).map(essenceOf)]) };
}

const determinationOf = (card: unknown): unknown => at(card, 'extension', 'countersign.determination');

/** Lines that compare the kit ordered with the weight: only an NDC names a kit. They never change an outcome. */
const KIT_LINES: readonly string[] = policies
  .flatMap((policy) => linesOf(policy.criteria))
  .flatMap(({ id, test }) => (test.kind === 'kit' ? [id] : []));

/** A determination without its id, the remark that the drug was read from text, and what only the NDC of a kit can tell. */
function essenceOf(determination: unknown): unknown {
  const isKit = (line: unknown) => KIT_LINES.includes(textAt(line, 'id') ?? '');
  const isAside = (notice: unknown) =>
    notice === READ_FROM_TEXT || KIT_LINES.some((id) => String(notice).startsWith(`${id}:`));
  const notices = at(determination, 'notices');
  return {
    ...(determination as object),
    id: undefined,
    criteria: itemsAt(determination, 'criteria').filter((line) => !isKit(line)),
    notices: Array.isArray(notices) ? notices.filter((notice) => !isAside(notice)) : notices,
  };
}
