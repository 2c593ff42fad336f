import { say } from './command.ts';
import { isChanged } from './comparison.ts';
import { inOrder, inPortions } from './in-order.ts';
import type { JudgingPool } from './judging-pool.ts';
import type { Source } from './replay-source.ts';
import type { ReplayState } from './replay-state.ts';
import { changeText, count } from './replay-summary.ts';
import type { Replayed } from './replayed.ts';
import type { KeptCall } from './stored-calls.ts';

/** What is handed to a worker together: enough that the handing over costs little. Size in UTF-16 units. */
const PORTION = { items: 20, size: 1_000_000 };
/** Portions read ahead for each worker, so that none waits while a page is read or a change is told. */
const AHEAD = 3;

/** What a replay is done with. */
export interface ReplayRun {
  readonly source: Source;
  readonly pool: JudgingPool;
  readonly workers: number;
  /** Where it stands: counted on as it goes. */
  readonly state: ReplayState;
  /** Called before a change is told. */
  readonly beforeChange: () => void;
  /** Called when some more calls are counted, and all their changes told: whether to go on. */
  readonly onCounted: () => boolean;
}

/** Replays from the place of the state on. Each change is told as it is found, in the order of the calls: nothing is held but the counts. */
export async function replay(run: ReplayRun): Promise<void> {
  const { source, pool, workers, state } = run;
  const span = { ...(state.place && { after: state.place.number }), upTo: state.extent.last };
  const portions = inPortions(source.calls(span), PORTION, textLength);
  for await (const { item: calls, result } of inOrder(portions, AHEAD * workers, pool.judge)) {
    for (const [index, call] of calls.entries()) await counted(call, result[index], run);
    if (!run.onCounted()) return;
  }
}

const textLength = (call: KeptCall): number =>
  'content' in call
    ? call.determinations.reduce((sum, each) => sum + each.length, call.content.length)
    : (call.text?.length ?? 0);

async function counted({ name, place }: KeptCall, replayed: Replayed | undefined, run: ReplayRun): Promise<void> {
  const { state, beforeChange } = run;
  if (replayed === undefined) throw new Error('a worker has answered for fewer calls than it was given');
  const changes = replayed.kind === 'replayed' ? replayed.comparisons.filter(isChanged) : [];
  if (changes.length > 0) beforeChange();
  for (const change of changes) {
    if (state.terms.json) await say(JSON.stringify({ kind: 'change', call: name, ...change }));
    else for (const line of [...changeText(name, change), '']) await say(line);
  }
  count(state.summary, replayed);
  state.place = place;
}
