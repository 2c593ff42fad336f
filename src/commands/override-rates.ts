import * as z from 'zod';
import type { Archive, Sought } from '../record/archive.ts';

/** How often something was accepted and overridden, and for which reasons (code, or `comment` where only a comment was given). */
export interface Tally {
  accepted: number;
  overridden: number;
  readonly reasons: Record<string, number>;
}

/** What clinicians made of the cards of one policy version. */
export interface PolicyRates extends Tally {
  readonly policy: string;
  readonly version: string;
  /** Each criterion on its own: the cards that showed it open or not met. */
  readonly criteria: Record<string, Tally>;
}

export interface OverrideRates {
  readonly policies: readonly PolicyRates[];
  /** Feedback on cards that no determination of the record was shown on. */
  readonly unknownCards: number;
  /** Feedback that is none: neither accepted nor overridden. */
  readonly unreadable: number;
}

/** `overrideReason` is the specification's, `overrideReasons` Epic's; a reason is a Coding, or one beside a comment. */
const feedbackItem = z.looseObject({
  card: z.string(),
  outcome: z.enum(['accepted', 'overridden']),
  outcomeTimestamp: z.string().optional(),
  overrideReason: z.unknown().optional(),
  overrideReasons: z.unknown().optional(),
});
type FeedbackItem = z.infer<typeof feedbackItem>;

const reasonCode = z.looseObject({ code: z.string().min(1) });
const reasonOf = z.looseObject({ reason: z.unknown().optional(), userComment: z.unknown().optional() });

const judged = z.looseObject({
  criteria: z.array(z.looseObject({ id: z.string(), status: z.string() })).catch([]),
  stillNeeded: z.array(z.looseObject({ criterion: z.string() })).catch([]),
});

/** Override rates by policy and criterion, from the feedback of a time; the cards it is about may be older. */
export async function overrideRates(archive: Archive, span: Pick<Sought, 'from' | 'to'>): Promise<OverrideRates> {
  const { byCard, unreadable } = await feedbackByCard(archive, span);
  const policies = new Map<string, PolicyRates>();
  const known = new Set<string>();
  for await (const { card, policy = 'none', version = '', content } of archive.entries({ kind: 'determination' })) {
    const items = card === undefined ? undefined : byCard.get(card);
    if (card === undefined || items === undefined) continue;
    known.add(card);
    const rates = held(policies, `${policy}|${version}`, () => ({
      policy,
      version,
      ...nothing(),
      criteria: Object.create(null),
    }));
    for (const tally of [rates, ...openCriteria(content).map((id) => ofCriterion(rates, id))])
      for (const item of items) count(tally, item);
  }
  const unknown = [...byCard].filter(([card]) => !known.has(card)).flatMap(([, items]) => items);
  return { policies: [...policies.values()], unknownCards: unknown.length, unreadable };
}

async function feedbackByCard(archive: Archive, span: Pick<Sought, 'from' | 'to'>) {
  const byCard = new Map<string, FeedbackItem[]>();
  const seen = new Set<string>();
  let unreadable = 0;
  for await (const { card = '', content } of archive.entries({ kind: 'feedback', ...span })) {
    const read = feedbackItem.safeParse(parsed(content));
    if (!read.success) unreadable += 1;
    else if (isFirst(seen, read.data)) held(byCard, card, () => []).push(read.data);
  }
  return { byCard, unreadable };
}

/** Clients send the same again: card, outcome and time tell. */
function isFirst(seen: Set<string>, { card, outcome, outcomeTimestamp }: FeedbackItem): boolean {
  const key = JSON.stringify([card, outcome, outcomeTimestamp]);
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

/** The criteria that a card showed as open or not met, each once. */
function openCriteria(content: string): readonly string[] {
  const read = judged.safeParse(parsed(content));
  if (!read.success) return [];
  const { criteria, stillNeeded } = read.data;
  const notMet = criteria.filter(({ status }) => status === 'not-met').map(({ id }) => id);
  return [...new Set([...stillNeeded.map(({ criterion }) => criterion), ...notMet])];
}

function count(tally: Tally, item: FeedbackItem): void {
  tally[item.outcome] += 1;
  if (item.outcome === 'overridden')
    for (const code of reasonsOf(item)) tally.reasons[code] = (tally.reasons[code] ?? 0) + 1;
}

function reasonsOf({ overrideReason, overrideReasons }: FeedbackItem): readonly string[] {
  const given = [overrideReason, overrideReasons].flat().filter((each) => each !== undefined && each !== null);
  const codes = given.flatMap((each) => {
    const outer = reasonOf.safeParse(each);
    const code = reasonCode.safeParse(outer.data?.reason ?? each);
    return code.success ? [code.data.code] : outer.data?.userComment === undefined ? [] : ['comment'];
  });
  return codes.length === 0 ? ['none given'] : [...new Set(codes)];
}

const nothing = (): Tally => ({ accepted: 0, overridden: 0, reasons: Object.create(null) });

function ofCriterion({ criteria }: PolicyRates, id: string): Tally {
  criteria[id] ??= nothing();
  return criteria[id];
}

function held<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const value = values.get(key) ?? make();
  values.set(key, value);
  return value;
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
