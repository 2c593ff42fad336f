/** A line on the terminal that tells how far a long command is. */
export interface Progress {
  readonly show: (says: string) => void;
  /** Takes the line away, for what is to stand there. */
  readonly clear: () => void;
}

const EVERY_MS = 200;

/** Shows progress on stderr; nowhere where that is no terminal. */
export function showProgress(terminal: NodeJS.WriteStream = process.stderr): Progress {
  if (!terminal.isTTY) return { show: () => undefined, clear: () => undefined };
  let shown = 0;
  let last = 0;
  const over = () => `\r${' '.repeat(shown)}\r`;
  return {
    show: (says) => {
      if (performance.now() - last < EVERY_MS) return;
      last = performance.now();
      terminal.write(`${over()}${says}`);
      shown = says.length;
    },
    clear: () => {
      if (shown > 0) terminal.write(over());
      shown = 0;
    },
  };
}
