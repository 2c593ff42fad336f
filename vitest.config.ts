import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    maxConcurrency: 2,
    // Many tests wait for servers and processes: one worker a core, also where there are only two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
