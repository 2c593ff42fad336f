import { type Figures, remaining, togetherAsText } from './operations/figures.ts';

/** A worker that does not answer in this time is counted by what it told last. */
const PATIENCE_MS = 1_000;

/** The metrics of all workers. A counter never falls: what an ended worker had counted when it was asked last stays in the sum. */
export class WorkerFigures {
  readonly #last = new Map<number, Figures>();
  readonly #waiting = new Map<number, (worker: number) => void>();
  #ended: Figures = [];
  #asks = 0;

  /** The sum of those asked, after `ask` was called for it with the number that their answers carry. */
  async sum(workers: readonly number[], ask: (ask: number) => void): Promise<string> {
    const number = this.#asks++;
    const missing = new Set(workers);
    const { promise, resolve } = Promise.withResolvers<void>();
    const patience = setTimeout(resolve, PATIENCE_MS);
    this.#waiting.set(number, (worker) => {
      missing.delete(worker);
      if (missing.size === 0) resolve();
    });
    ask(number);
    await promise;
    clearTimeout(patience);
    this.#waiting.delete(number);
    return togetherAsText([this.#ended, ...this.#last.values()]);
  }

  /** A worker answers. */
  told(worker: number, ask: number, figures: Figures): void {
    this.#last.set(worker, figures);
    this.#waiting.get(ask)?.(worker);
  }

  /** A worker is no more. */
  async ended(worker: number): Promise<void> {
    const last = this.#last.get(worker);
    this.#last.delete(worker);
    for (const waits of this.#waiting.values()) waits(worker);
    if (last) this.#ended = await remaining(this.#ended, last);
  }
}
