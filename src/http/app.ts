import { randomUUID } from 'node:crypto';
import cors from 'cors';
import express, { type ErrorRequestHandler, type Express, type Request } from 'express';
import helmet from 'helmet';
import { writeExactly } from '../fhir/exact-json.ts';
import { answerInCards } from '../hooks/answer-in-cards.ts';
import { answerOnOrders } from '../hooks/crd/answer-on-orders.ts';
import { crdDiscovery } from '../hooks/crd/discovery.ts';
import { readCrdOptions } from '../hooks/crd/options.ts';
import { withOrdersApart } from '../hooks/crd/prefetch.ts';
import { type Failure, failures, HookError, operationOutcome } from '../hooks/errors.ts';
import { readFeedback } from '../hooks/feedback.ts';
import { hooks, readRequest } from '../hooks/request.ts';
import type { World } from '../hooks/world.ts';
import { jsonBody } from './body.ts';
import { dtrRoutes } from './dtr-routes.ts';
import { welcomePage } from './welcome-page.ts';

/** Reports a bug to the operators: an id to find it by, the kind of error and the place; never its message, which may quote the chart. */
export type ReportBug = (bug: { readonly id: string; readonly kind: string; readonly place: string }) => void;

/** The HTTP side: routes, limits, and the one place where errors become answers. */
export function createApp(world: World, discovery: unknown, reportBug: ReportBug): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet());
  app.use(['/cds-services', '/crd/cds-services'], cors());
  app.get('/', (_request, response) => void response.type('html').send(welcomePage));
  app.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  app.get('/health/ready', (_request, response) => void response.json({ status: 'ready' }));
  app.get('/cds-services', (_request, response) => void response.json(discovery));
  app.get('/crd/cds-services', (_request, response) => void response.json(crdDiscovery));
  for (const hook of hooks) {
    app.post(
      `/cds-services/${hook}`,
      ...jsonBody,
      async (request, response) => void response.json(await answerInCards(readRequest(request.body, hook), world)),
    );
    app.post(`/crd/cds-services/${hook}`, ...jsonBody, async (request, response) => {
      const { coverageInformation } = readCrdOptions(request.body);
      const call = withOrdersApart(readRequest(request.body, hook));
      const answer = coverageInformation ? await answerOnOrders(call, world) : { cards: [], systemActions: [] };
      response.type('json').send(writeExactly(answer));
    });
    for (const base of ['', '/crd'])
      app.post(`${base}/cds-services/${hook}/feedback`, ...jsonBody, async (request, response) => {
        const items = readFeedback(request.body);
        await world.feedback.keep(hook, items);
        response.json({ received: items.length });
      });
  }
  app.use('/fhir', dtrRoutes(world));
  app.get('/determinations/:id', async (request, response) => {
    const kept = await world.determinations.find(request.params.id);
    if (kept === undefined) throw new HookError('not-found', 'determination: none with this id is kept');
    response.json(kept.determination);
  });
  app.use(() => {
    throw new HookError('not-found', 'address: nothing is served here; GET /cds-services lists the services');
  });
  app.use(answerError(reportBug));
  return app;
}

const answerError =
  (reportBug: ReportBug): ErrorRequestHandler =>
  (error: unknown, request: Request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { failure, says } = failureOf(error, reportBug);
    if (failure === 'too-large') request.resume();
    response.status(failures[failure].status).json(operationOutcome(failure, says));
  };

/** What failed, from our own errors and from those of the body parser; anything else is a bug. */
function failureOf(error: unknown, reportBug: ReportBug): { readonly failure: Failure; readonly says: string } {
  if (error instanceof HookError) return { failure: error.failure, says: error.message };
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return { failure: 'too-large', says: 'body: at most 10 MB are read' };
  if (status === 415) return { failure: 'not-json', says: 'body: its charset or encoding cannot be read' };
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { failure: 'malformed', says: 'body: not JSON, or not sent to the end' };
  const id = randomUUID();
  const [, place = 'unknown'] = (error instanceof Error ? (error.stack ?? '') : '')
    .split('\n')
    .map((line) => line.trim());
  reportBug({ id, kind: error instanceof Error ? error.name : typeof error, place });
  return { failure: 'bug', says: `Something went wrong here; the operators find it under ${id}` };
}
