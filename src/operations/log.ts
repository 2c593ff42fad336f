import { pino } from 'pino';
import { EVENTS, type EventName, type LogEvent } from './events.ts';
import { picked } from './members.ts';
import type { KnownWords } from './words.ts';

/** Writes one event as one line of JSON. Never throws. */
export type Log = (event: LogEvent) => void;

/** What the log needs from the edge. `write` takes one line with its line break; what it throws is swallowed. */
export interface LogOptions {
  readonly write: (line: string) => void;
  readonly now: () => Date;
  readonly known: KnownWords;
}

/** A log by allow-list: members are picked by name from the table of the event, so that nothing else can ever be written. */
export function createLog({ write, now, known }: LogOptions): Log {
  const logger = pino(
    {
      base: null,
      timestamp: () => `,"time":"${now().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
    },
    { write },
  );
  return (given) => {
    try {
      const name = nameOf(given);
      if (name === undefined) logger.warn({ event: 'other' });
      else logger[EVENTS[name].level]({ event: name, ...picked(given, EVENTS[name].members, known) });
    } catch {
      // A log that cannot be written is no reason to fail a call.
    }
  };
}

/** Types let no other event through; a cast does. */
function nameOf(given: unknown): EventName | undefined {
  try {
    const { event } = given as { readonly event?: unknown };
    return typeof event === 'string' && Object.hasOwn(EVENTS, event) ? (event as EventName) : undefined;
  } catch {
    return undefined;
  }
}
