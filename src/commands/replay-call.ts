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
import { readStored } from './read-stored.ts';
import type { NotReplayed, Replayed } from './replayed.ts';
import type { Stored, StoredCall } from './stored-calls.ts';

export type { Replayed } from './replayed.ts';

/** How calls are judged again; `other` is a version to judge by whatever the day. */
export interface Judging {
  readonly configuration: Configuration;
  readonly now: Date;
  readonly other?: Policy;
}

/** Judges one stored call again, on its own day and by what was sent with it alone. Nothing outside is read, and nothing is kept. */
export async function replayCall(call: Stored, judging: Judging): Promise<Replayed> {
  const stored = readStored(call);
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
  const { determined, upToThere } = untilDetermined(world);
  try {
    await Promise.race([answer(readRequest(stored.request, hook), stored, upToThere), determined]);
  } catch (error) {
    if (error instanceof HookError) return 'refused-now';
    throw error;
  }
  return server.isAsked() ? 'read-from-server' : made;
}

/** A world in which an answer goes no further than its determinations: the cards that it would write now, nobody reads. */
function untilDetermined(world: World): { readonly determined: Promise<void>; readonly upToThere: World } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const keep: World['determinations']['keep'] = async (...all) => {
    await world.determinations.keep(...all);
    resolve();
    return new Promise(() => undefined);
  };
  return { determined: promise, upToThere: { ...world, determinations: { ...world.determinations, keep } } };
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
