import { destination } from 'pino';

/** Where the log goes. */
export interface Output {
  readonly write: (line: string) => void;
  /** Resolves when all is out, or after a second: a reader that stands still holds nobody up. */
  close(): Promise<void>;
}

/** More than this waiting is dropped: a reader that stands still costs lines of the log, never calls. */
const MOST_WAITING = 4_000_000;
const CLOSE_MILLISECONDS = 1_000;

/** Standard output, written beside the calls and not between them. */
export function openOutput(): Output {
  const stream = destination({ dest: 1, sync: false, maxLength: MOST_WAITING });
  // A reader that went away (EPIPE) is no reason to end.
  stream.on('error', () => undefined);
  return {
    write: (line) => void stream.write(line),
    close: () =>
      new Promise((resolve) => {
        setTimeout(resolve, CLOSE_MILLISECONDS).unref();
        stream.flush(() => resolve());
      }),
  };
}
