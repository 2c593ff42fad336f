import { Worker } from 'node:worker_threads';
import type { Judging } from './replay-call.ts';
import type { Replayed } from './replayed.ts';
import type { Stored } from './stored-calls.ts';
import { BrokenOff } from './told.ts';

/** What a worker is given. */
export interface CallsToJudge {
  readonly number: number;
  readonly calls: readonly Stored[];
}

/** What it answers: one for each call, in their order. */
export interface JudgedCalls {
  readonly number: number;
  readonly replayed: readonly Replayed[];
}

/** Workers that judge calls again. */
export interface JudgingPool {
  /** Judges some calls on the worker that has the least to do. Rejects with what the worker threw, or BrokenOff where it ended. */
  judge(calls: readonly Stored[]): Promise<readonly Replayed[]>;
  close(): Promise<void>;
}

const PROGRAM = new URL('./judging-worker.ts', import.meta.url);

/** Opens at most so many workers, each when all before it have something to do. */
export function openJudgingPool(judging: Judging, most: number, program: URL = PROGRAM): JudgingPool {
  const workers: JudgingWorker[] = [];
  return {
    judge: (calls) => {
      const [idlest] = workers.toSorted((one, other) => one.waiting - other.waiting);
      if (idlest !== undefined && (idlest.waiting === 0 || workers.length >= most)) return idlest.judge(calls);
      const worker = new JudgingWorker(program, judging);
      workers.push(worker);
      return worker.judge(calls);
    },
    close: async () => {
      await Promise.all(workers.map((each) => each.close()));
    },
  };
}

type Waiting = PromiseWithResolvers<readonly Replayed[]>;

/** One thread, and what it was given and has not answered. */
class JudgingWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #given = 0;
  #ended: unknown;

  constructor(program: URL, judging: Judging) {
    this.#worker = new Worker(program, { workerData: judging });
    this.#worker.on('message', ({ number, replayed }: JudgedCalls) => {
      this.#waiting.get(number)?.resolve(replayed);
      this.#waiting.delete(number);
    });
    this.#worker.on('messageerror', (error) => this.#end(error));
    this.#worker.on('error', (error) => this.#end(isOutOfMemory(error) ? brokenOff('run out of memory') : error));
    this.#worker.on('exit', () => this.#end(brokenOff('ended')));
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  judge(calls: readonly Stored[]): Promise<readonly Replayed[]> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const number = this.#given;
    this.#given += 1;
    const waiting: Waiting = Promise.withResolvers();
    this.#waiting.set(number, waiting);
    this.#worker.postMessage({ number, calls } satisfies CallsToJudge);
    return waiting.promise;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  /** The first cause counts: a worker that throws ends too. */
  #end(cause: unknown): void {
    this.#ended ??= cause;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

const brokenOff = (what: string): BrokenOff =>
  new BrokenOff(`a worker has ${what} before its calls were judged; there is no summary, for it would not be whole`);

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
