import { type Pace, paceText, rateText, spanText } from './pace.ts';
import { showProgress } from './progress.ts';
import { type ReplayState, writeState } from './replay-state.ts';

/** Writing the state takes at most this part of the time, however slow the disk is. */
const PART_FOR_THE_STATE = 1 / 20;
/** Of fewer calls nobody asks how fast they were replayed. */
const CALLS_WORTH_A_PACE = 1_000;
/** As a shell names the end by a signal. */
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** What goes on beside a replay: the line on the terminal, the state in its file, and signals that stop it. */
export interface ReplayWatch {
  readonly beforeChange: () => void;
  readonly onCounted: () => boolean;
  /** The exit code where a signal has stopped it. */
  readonly stoppedBy: () => number | undefined;
  /** Writes the state as it is, and tells how fast it went. Once, however the replay ends. */
  readonly end: (workers: number) => void;
}

/** Watches a replay from here on. Without a file nothing is kept, and a signal ends the process as it does any other. */
export function watchReplay(state: ReplayState, file?: string): ReplayWatch {
  const progress = showProgress();
  const pace = paceOf(state);
  const stop = file === undefined ? undefined : stoppedBySignal();
  const keeper = file === undefined ? undefined : stateKeeper(state, file);
  return {
    beforeChange: progress.clear,
    onCounted: () => {
      keeper?.keepIfDue();
      progress.show(`${state.summary.calls} calls, ${state.summary.changed} would change, ${paceText(pace())}`);
      return stop?.code() === undefined;
    },
    stoppedBy: () => stop?.code(),
    end: (workers) => {
      progress.clear();
      stop?.forget();
      keeper?.keep();
      for (const line of lastLines(state, pace(), workers, stop?.code())) process.stderr.write(`${line}\n`);
    },
  };
}

/** Keeps the state in its file: at once, and then as often as it may. */
function stateKeeper(state: ReplayState, file: string) {
  let due = 0;
  const keep = () => {
    const began = performance.now();
    writeState(file, state);
    const took = performance.now() - began;
    due = began + took / PART_FOR_THE_STATE;
  };
  keep();
  return { keep, keepIfDue: () => (performance.now() < due ? undefined : keep()) };
}

function lastLines(
  { summary }: ReplayState,
  pace: Pace,
  workers: number,
  stopped: number | undefined,
): readonly string[] {
  const by = workers === 1 ? '1 worker' : `${workers} workers`;
  return [
    ...(pace.calls < CALLS_WORTH_A_PACE
      ? []
      : [`${pace.calls} calls in ${spanText(pace.seconds)}: ${rateText(pace)} by ${by}`]),
    ...(stopped === undefined ? [] : [`stopped after ${summary.calls} calls; the same command goes on from there`]),
  ];
}

/** How fast it goes, measured from here on. */
function paceOf(state: ReplayState): () => Pace {
  const since = performance.now();
  const { calls } = state.summary;
  const { before, last } = state.extent;
  const share = () => ((state.place?.number ?? before) - before) / Math.max(1, last - before);
  const shareBefore = share();
  return () => ({
    calls: state.summary.calls - calls,
    share: share(),
    shareBefore,
    seconds: (performance.now() - since) / 1_000,
  });
}

/** The first signal stops the replay after what is being told; a second one ends the process. */
function stoppedBySignal(): { readonly code: () => number | undefined; readonly forget: () => void } {
  let code: number | undefined;
  const stop = (signal: keyof typeof CODES) => {
    code = CODES[signal];
    forget();
  };
  const forget = () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  return { code: () => code, forget };
}
