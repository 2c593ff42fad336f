import { ERROR_KINDS } from './events.ts';

/** What may be told of an error that no one thought of. */
export interface Bug {
  readonly kind: (typeof ERROR_KINDS)[number] | 'other';
  /** Inside the project, as written or as built, or inside its libraries, such as `src/http/app.ts:12:3`. */
  readonly place?: string;
}

/** Its kind and place; never its message, which may quote the chart. Throws nothing, whatever was thrown. */
export function bugOf(thrown: unknown): Bug {
  try {
    if (!(thrown instanceof Error)) return { kind: kindNamed(typeof thrown) };
    const place = placeIn(framesOf(thrown));
    return { kind: kindNamed(thrown.name), ...(place !== undefined && { place }) };
  } catch {
    return { kind: 'other' };
  }
}

const kindNamed = (name: string): Bug['kind'] => ERROR_KINDS.find((kind) => kind === name) ?? 'other';

/** The lines of the stack after the message: a message of several lines may look like frames. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const after = stack.indexOf(message) + message.length;
  return stack.includes(message) ? stack.slice(after).split('\n') : [];
}

const OURS = /^.*\/((?:src|dist)\/[\w@./-]{1,160}:\d{1,6}:\d{1,6})\)?$/;
const THEIRS = /(?:\/(node_modules\/[\w@./-]{1,160}:\d{1,6}:\d{1,6})|(node:[\w/]{1,80}:\d{1,6}:\d{1,6}))\)?$/;

/** The innermost frame of our own, else of a library. */
function placeIn(frames: readonly string[]): string | undefined {
  const ours = frames.filter((frame) => !frame.includes('/node_modules/')).map((frame) => OURS.exec(frame)?.[1]);
  const theirs = frames.map((frame) => THEIRS.exec(frame)).map((match) => match?.[1] ?? match?.[2]);
  return [...ours, ...theirs].find((place) => place !== undefined);
}
