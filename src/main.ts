import './quiet.ts';
import { type Configuration, ConfigurationError, readConfiguration } from './config.ts';
import { payers } from './policies/index.ts';
import { startWriter } from './writer-thread.ts';

/** Starts the process, or several behind one port where WORKERS says so. */

function settings(): Configuration {
  try {
    return readConfiguration(
      process.env,
      payers.map(({ id }) => id),
    );
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`Countersign cannot start:\n${error.message}\n`);
    process.exit(2);
  }
}

const configuration = settings();
if (configuration.workers === 1) {
  // It loads on another core what it needs, while this one loads the rest.
  const writer = startWriter();
  await (await import('./instance.ts')).serve(configuration, { writer });
} else (await import('./workers.ts')).start(configuration);
