import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { at, itemsAt, textAt } from '../fhir/json.ts';
import type { KeptDetermination } from '../hooks/world.ts';
import type { Entry } from '../record/entry.ts';
import type { Call } from './call.ts';
import { scrubbed, secretsIn, withoutTokens } from './without-tokens.ts';

/** An answer as it goes out: its status, and its JSON as text. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  /** The same, not yet written: it tells which card shows which determination. */
  readonly answer?: unknown;
}

/** What is written down of a call (CRD 2.2.1, found-37): the call with its answer, then each determination. Never a token. */
export function entriesOf(call: Call, moment: string, request: Request, answered: Answered): readonly Entry[] {
  const body: unknown = request.body;
  const secrets = secretsIn(body, request.headers.authorization);
  const common = commonOf(call, moment);
  const patient = call.made[0]?.patientId ?? textAt(body, 'context', 'patientId');
  const received =
    typeof body === 'object' ? `"request":${withoutTokens(body, call.sent)}` : `"unread":${unread(body)}`;
  const entry: Entry = {
    ...common,
    ...optional({ hookInstance: textAt(body, 'hookInstance'), user: textAt(body, 'context', 'userId'), patient }),
    kind: 'call',
    id: call.id,
    status: answered.status,
    content: `{${received},"answer":${answered.text}}`,
  };
  const cards = cardsByDetermination(answered.answer);
  const made = call.made.map((each) => determinationEntry(each, common, cards.get(each.determination.id)));
  return [entry, ...made].map((each) => scrubbed(each, secrets));
}

/** What every entry of a call shares. */
export const commonOf = (call: Call, moment: string) => ({
  call: call.id,
  at: moment,
  service: call.service ?? '',
  trace: call.span.traceId,
  ...optional({ client: call.client }),
});

function determinationEntry(
  { patientId, determination }: KeptDetermination,
  common: ReturnType<typeof commonOf>,
  card: string | undefined,
): Entry {
  const { id, order, outcome, policy } = determination;
  return {
    ...common,
    kind: 'determination',
    id,
    patient: patientId,
    order,
    outcome,
    ...optional({ policy: policy?.id, version: policy?.version, card }),
    content: JSON.stringify(determination),
  };
}

/** A body that is no JSON may hold a token anywhere: only what tells it apart is kept. */
function unread(body: unknown): string {
  if (typeof body !== 'string') return 'null';
  return JSON.stringify({ characters: body.length, sha256: createHash('sha256').update(body).digest('hex') });
}

/** The card that shows a determination, by the determination's id. */
const cardsByDetermination = (answer: unknown): ReadonlyMap<string, string> =>
  new Map(
    itemsAt(answer, 'cards').flatMap((card): [string, string][] => {
      const [id, uuid] = [at(card, 'extension', 'countersign.determination', 'id'), at(card, 'uuid')];
      return typeof id === 'string' && typeof uuid === 'string' ? [[id, uuid]] : [];
    }),
  );

/** Without what is undefined. */
function optional<Members extends Readonly<Record<string, string | undefined>>>(members: Members) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    readonly [Name in keyof Members]?: string;
  };
}
