/** Loaded before the service (`--import`), with `--expose-gc`: collects garbage when asked to, so that what is measured is what is held. */
process.on('SIGUSR2', () => globalThis.gc?.());
