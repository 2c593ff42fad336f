/** Runs one piece of work again and again, never twice at once: at the end of the event loop's turn, or after a pause. */
export class Turns {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | undefined;
  #soon: NodeJS.Immediate | undefined;
  #later: NodeJS.Timeout | undefined;
  /** Asked for while a run was under way. */
  #wanted = false;
  #holding = false;
  #ended = false;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Everything that happens in this turn of the event loop shares the next run. A pause is kept. */
  soon(): void {
    if (this.#running) this.#wanted = true;
    if (this.#running || this.#soon || this.#holding || this.#ended) return;
    this.#soon = setImmediate(() => this.now());
  }

  /** Runs after a pause; `hold`: not sooner. */
  after(milliseconds: number, holding: 'hold' | 'or-sooner'): void {
    if (this.#ended) return;
    this.#stopTimers();
    this.#holding = holding === 'hold';
    this.#later = setTimeout(() => this.now(), milliseconds).unref();
  }

  /** Runs, or waits for the run that is under way. */
  now(): Promise<void> {
    this.#stopTimers();
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined;
      if (this.#wanted) this.soon();
      this.#wanted = false;
    });
    return this.#running;
  }

  /** No run begins by itself any more. */
  end(): void {
    this.#ended = true;
    this.#stopTimers();
  }

  #stopTimers(): void {
    clearImmediate(this.#soon);
    clearTimeout(this.#later);
    this.#soon = undefined;
    this.#later = undefined;
    this.#holding = false;
  }
}
