/** How fast calls are replayed. */
export interface Pace {
  /** Calls since this run began, and the share of the whole that is behind it, from 0 to 1. */
  readonly calls: number;
  readonly share: number;
  /** The share that was behind it when this run began. */
  readonly shareBefore: number;
  readonly seconds: number;
}

/** Calls a second. */
export const callsPerSecond = ({ calls, seconds }: Pick<Pace, 'calls' | 'seconds'>): number =>
  seconds === 0 ? 0 : calls / seconds;

/** `41 %, 930 calls/s, 17 min left`. The time left is told once there is something to tell it by. */
export function paceText(pace: Pace): string {
  const { share, shareBefore, seconds } = pace;
  const done = share - shareBefore;
  const left = done > 0 ? `, ${spanText(((1 - share) / done) * seconds)} left` : '';
  return `${Math.floor(share * 100)} %, ${rateText(pace)}${left}`;
}

/** `930 calls/s`; a slow one with a decimal. */
export function rateText(pace: Pick<Pace, 'calls' | 'seconds'>): string {
  const rate = callsPerSecond(pace);
  return `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} calls/s`;
}

/** A span of time as one or two numbers: `42 s`, `17 min`, `3 h 5 min`. */
export function spanText(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
