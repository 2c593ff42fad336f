/** An answer that somebody waits for; the first one given counts. */
export interface Waiting<Answer> {
  readonly promise: Promise<Answer>;
  /** Whether this was the first answer. */
  answer(given: Answer): boolean;
}

/** An answer that is not waited for longer than `milliseconds`: then `onLate` is called, which must see to it that one is given. */
export function waiting<Answer>(milliseconds: number, onLate: () => void): Waiting<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const timer = setTimeout(onLate, milliseconds);
  let open = true;
  return {
    promise,
    answer: (given) => {
      const isFirst = open;
      open = false;
      clearTimeout(timer);
      resolve(given);
      return isFirst;
    },
  };
}
