import { Worker } from 'node:worker_threads';

/** Entries pass through and are forgotten: little room for what is young keeps the process small. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** Starts the thread that writes the record. It loads what it needs, and begins once it is sent its settings: what it tells then is heard. */
export const startWriter = (): Worker => new Worker(new URL('./record-writer.ts', import.meta.url), { resourceLimits });
