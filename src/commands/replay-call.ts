import type { Configuration } from '../config.ts';
import type { Policy } from '../criteria/criterion.ts';
import { at } from '../fhir/json.ts';
import { answerInCards } from '../hooks/answer-in-cards.ts';
import { answerOnOrders } from '../hooks/crd/answer-on-orders.ts';
import { readCrdOptions } from '../hooks/crd/options.ts';
import { withOrdersApart } from '../hooks/crd/prefetch.ts';
import type { Determination } from '../hooks/determination.ts';
import { HookError } from '../hooks/errors.ts';
import { hooks, readRequest } from '../hooks/request.ts';
import type { World } from '../hooks/world.ts';
import { policyInForce } from '../policies/select.ts';
import { type Comparison, compared } from './comparison.ts';
import { absentServer, offlineWorld } from './offline-world.ts';
import type { Stored, StoredCall } from './stored-calls.ts';

/** Why a call is not replayed: the closed list, in words. */
export const notReplayedWords = {
  'read-from-server': 'chart was read from a server',
  'answered-with-an-error': 'answered with an error then',
  'refused-now': 'would be refused now',
  'no-answer-kept': 'no answer is stored with it, and --with names no version',
  'not-readable': 'not readable, or not a request of a hook',
} as const;

/** One word of that list. */
export type NotReplayed = keyof typeof notReplayedWords;

/** What a stored call comes to when it is judged again. */
export type Replayed =
  | { readonly kind: 'replayed'; readonly comparisons: readonly Comparison[] }
  | { readonly kind: 'not-replayed'; readonly because: NotReplayed };

/** How calls are judged again; `other` is a version to judge by whatever the day. */
export interface Judging {
  readonly configuration: Configuration;
  readonly now: Date;
  readonly other?: Policy;
}

/** Judges one stored call again, on its own day and by what was sent with it alone. Nothing outside is read, and nothing is kept. */
export async function replayCall(stored: Stored, judging: Judging): Promise<Replayed> {
  if ('because' in stored) return notReplayed(stored.because);
  if (stored.determined === undefined && judging.other === undefined) return notReplayed('no-answer-kept');
  const after = await judged(stored, judging, judging.other);
  if (typeof after === 'string') return notReplayed(after);
  if (stored.determined !== undefined) return { kind: 'replayed', comparisons: compared(stored.determined, after) };
  const before = await judged(stored, judging);
  return typeof before === 'string'
    ? notReplayed(before)
    : { kind: 'replayed', comparisons: compared(before, after).map(unkept) };
}

/** A determination that was made for comparing has no id that anybody knows. */
const unkept = ({ determination: _, ...comparison }: Comparison): Comparison => comparison;

const notReplayed = (because: NotReplayed): Replayed => ({ kind: 'not-replayed', because });

/** What is determined for it now, or why that cannot be told. */
async function judged(
  stored: StoredCall,
  { configuration, now }: Judging,
  other?: Policy,
): Promise<readonly Determination[] | NotReplayed> {
  const server = absentServer();
  const day = stored.at === undefined ? now : new Date(stored.at);
  const { world, made } = offlineWorld(configuration, {
    now: () => day,
    openReader: server.openReader,
    ...(other && { policyInForce: preferring(other) }),
  });
  const hook = hooks.find((each) => each === at(stored.request, 'hook'));
  if (hook === undefined) return 'not-readable';
  try {
    await answer(readRequest(stored.request, hook), stored, world);
  } catch (error) {
    if (error instanceof HookError) return 'refused-now';
    throw error;
  }
  return server.isAsked() ? 'read-from-server' : made;
}

/** As the service answers at the address that the call came to. */
async function answer(call: ReturnType<typeof readRequest>, { service, request }: StoredCall, world: World) {
  if (service?.startsWith('/crd/') !== true) await answerInCards(call, world);
  else if (readCrdOptions(request).coverageInformation) await answerOnOrders(withOrdersApart(call), world);
}

/** That version for its drug and payer; for all others, the one of the day. */
const preferring =
  (other: Policy): typeof policyInForce =>
  (drug, payer, day) =>
    drug === other.drug && payer === other.payer
      ? { kind: 'in-force', policy: other }
      : policyInForce(drug, payer, day);
