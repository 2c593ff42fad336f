import cluster, { type Worker } from 'node:cluster';
import { createServer } from 'node:net';
import type { Configuration } from './config.ts';
import { createLog, type Log } from './operations/log.ts';
import { type Output, openOutput } from './operations/output.ts';
import { logUnforeseen } from './unforeseen.ts';
import { WorkerFigures } from './worker-figures.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

const FIRST_PAUSE_MS = 100;
/** A worker that lived so long was well: what ended it begins the counting anew. */
const WELL_AFTER_MS = 60_000;
/** So many ends of one place, none of them after a time of health, are the last. */
const MOST_ENDS = 6;

/** The words that only a worker's lines need are none here. */
const KNOWN = {
  clients: [],
  policies: [],
  versions: [],
  refusals: [],
  recordReasons: [],
  keySetReasons: [],
  settings: [],
};

/** The first process starts the others, which share a port, and starts them again; each of those serves. */
export async function start(configuration: Configuration): Promise<void> {
  if (cluster.isPrimary) return new Workers(configuration.workers).start(await freeAt(configuration));
  const [{ serve }, { tell, withOthers }] = await Promise.all([import('./instance.ts'), import('./worker.ts')]);
  const server = await serve(configuration, { together: withOthers });
  const listening = () => tell({ kind: 'listening' });
  if (server.listening) listening();
  else server.once('listening', listening);
}

/** The port, once it is sure that nobody else has it: those who share it would not be told. Ends the process where somebody has. */
function freeAt(configuration: Configuration): Promise<number> {
  const { host, port } = configuration;
  return new Promise((found) => {
    const server = createServer().on('error', async (error) => {
      (await import('./instance.ts')).cannotListen(error, configuration);
    });
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}

/** The processes behind one port. The kernel hands connections round; the first process takes none. */
class Workers {
  readonly #places: number;
  readonly #output: Output = openOutput();
  readonly #log: Log = createLog({ write: this.#output.write, now: () => new Date(), known: KNOWN });
  readonly #figures = new WorkerFigures();
  readonly #running = new Map<number, Worker>();
  readonly #pauses = new Set<NodeJS.Timeout>();
  /** The code to end with, once all are told to. */
  #ending: number | undefined;
  #haveListened = false;
  #port = '';

  constructor(places: number) {
    this.#places = places;
  }

  start(port: number): void {
    this.#port = String(port);
    logUnforeseen(this.#log, this.#output);
    // Errors of the start go straight out; lines of the log through one hand, or they would run into each other.
    cluster.setupPrimary({ stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    cluster.on('message', (worker, message: FromWorker) => this.#heard(worker, message));
    for (let place = 1; place <= this.#places; place += 1) this.#fill(place, 0);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => this.#end(0));
    process.on('SIGHUP', () => this.#signal('SIGHUP'));
  }

  /** `ends`: how often a worker of this place has ended, one soon after the other. */
  #fill(place: number, ends: number): void {
    const worker = cluster.fork({ PORT: this.#port });
    const since = performance.now();
    this.#running.set(worker.id, worker);
    if (worker.process.stdout) relayLines(worker.process.stdout, this.#output.write);
    // Not `exit`: what it has said last is read before.
    worker.process.once('close', (code, signal) => {
      this.#running.delete(worker.id);
      void this.#figures.ended(worker.id);
      if (this.#ending !== undefined) this.#endedAsTold(code, signal);
      // Its settings or its address cannot be used: the next one would fare no better.
      else if (!this.#haveListened) this.#end(code ?? 1);
      else this.#ended(place, performance.now() - since < WELL_AFTER_MS ? ends + 1 : 1, code, signal);
    });
  }

  #ended(place: number, ends: number, code: number | null, signal: NodeJS.Signals | null): void {
    const pause = FIRST_PAUSE_MS * 2 ** (ends - 1);
    const how = { ...(code !== null && { code }), ...(signal !== null && { signal: signal as 'SIGKILL' }) };
    this.#log({ event: 'worker-ended', worker: place, pause, ...how });
    if (ends >= MOST_ENDS) {
      this.#log({ event: 'workers-given-up', worker: place });
      this.#end(1);
      return;
    }
    const timer = setTimeout(() => {
      this.#pauses.delete(timer);
      this.#fill(place, ends);
    }, pause);
    this.#pauses.add(timer);
  }

  #endedAsTold(code: number | null, signal: NodeJS.Signals | null): void {
    // Told to end before it could listen to that.
    const isWell = code === 0 || signal === 'SIGTERM';
    if (!isWell && this.#ending === 0) this.#ending = code ?? 1;
    this.#exitWhenAlone();
  }

  /** Every worker finishes its calls; the last one's end is the end. */
  #end(code: number): void {
    if (this.#ending !== undefined) return;
    this.#ending = code;
    for (const pause of this.#pauses) clearTimeout(pause);
    this.#signal('SIGTERM');
    this.#exitWhenAlone();
  }

  #exitWhenAlone(): void {
    if (this.#running.size === 0) void this.#output.close().finally(() => process.exit(this.#ending));
  }

  #signal(signal: NodeJS.Signals): void {
    for (const worker of this.#running.values()) worker.process.kill(signal);
  }

  #heard(from: Worker, message: FromWorker): void {
    switch (message.kind) {
      case 'listening':
        this.#haveListened = true;
        return;
      case 'figures':
        this.#figures.told(from.id, message.ask, message.figures);
        return;
      case 'metrics-wanted':
        void this.#sum().then((text) => tell(from, { kind: 'metrics', ask: message.ask, text }));
        return;
      case 'calls':
        for (const worker of this.#running.values()) if (worker !== from) tell(worker, message);
    }
  }

  #sum(): Promise<string> {
    const asked = [...this.#running.values()].filter((worker) => worker.isConnected());
    return this.#figures.sum(
      asked.map(({ id }) => id),
      (ask) => {
        for (const worker of asked) tell(worker, { kind: 'figures-wanted', ask });
      },
    );
  }
}

/** A worker that is just ending hears nothing; that is no error. */
const tell = (worker: Worker, message: ToWorker): void => {
  if (worker.isConnected()) worker.send(message, () => undefined);
};

/** Hands on whole lines alone: that of a worker that was killed in the middle of it is left out. */
function relayLines(from: NodeJS.ReadableStream, write: (lines: string) => void): void {
  let begun = '';
  from.setEncoding('utf8');
  from.on('data', (chunk: string) => {
    const end = chunk.lastIndexOf('\n') + 1;
    if (end > 0) write(begun + chunk.slice(0, end));
    begun = end > 0 ? chunk.slice(end) : begun + chunk;
  });
}
