import { CountedTogether } from './http/counted-together.ts';
import type { Together } from './service.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** Calls that the others have not heard of are at most so old: by what comes in meanwhile a limit may be passed. */
const CALLS_TOLD_AFTER_MS = 250;
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** What this worker does together with the others: one sum of metrics, one count of each client's calls. */
export const withOthers: Together = ({ figures }) => {
  const counted = new CountedTogether();
  const asked = new Map<number, (text: string) => void>();
  process.on('message', (message: ToWorker) => {
    switch (message.kind) {
      case 'figures-wanted':
        void figures().then((own) => tell({ kind: 'figures', ask: message.ask, figures: own }));
        return;
      case 'metrics':
        asked.get(message.ask)?.(message.text);
        asked.delete(message.ask);
        return;
      case 'calls':
        counted.hear(message.news, new Date());
    }
  });
  setInterval(() => {
    const news = counted.news(new Date());
    if (news) tell({ kind: 'calls', news });
  }, CALLS_TOLD_AFTER_MS).unref();
  let asks = 0;
  return {
    countCall: (client) => counted.count(client, new Date()),
    metrics: async () => {
      const ask = asks++;
      const { promise, resolve } = Promise.withResolvers<string>();
      asked.set(ask, resolve);
      tell({ kind: 'metrics-wanted', ask });
      return { type: METRICS_TYPE, text: await promise };
    },
  };
};

/** Nobody is left to hear it where the process that started this one is gone: then this one ends too. */
export const tell = (message: FromWorker): void => void process.send?.(message, undefined, undefined, () => undefined);
