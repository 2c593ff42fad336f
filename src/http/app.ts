import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import { writeExactly } from '../fhir/exact-json.ts';
import { answerInCards } from '../hooks/answer-in-cards.ts';
import { answerOnOrders } from '../hooks/crd/answer-on-orders.ts';
import { crdDiscovery } from '../hooks/crd/discovery.ts';
import { readCrdOptions } from '../hooks/crd/options.ts';
import { withOrdersApart } from '../hooks/crd/prefetch.ts';
import { HookError } from '../hooks/errors.ts';
import { type Hook, hooks, readRequest } from '../hooks/request.ts';
import type { World } from '../hooks/world.ts';
import { answering } from './answer.ts';
import { jsonBody } from './body.ts';
import { at, type Call } from './call.ts';
import { callsPerMinute } from './calls-per-minute.ts';
import { consoleRoutes } from './console-routes.ts';
import { demoRoutes } from './demo-routes.ts';
import { determinationRoute } from './determination.ts';
import { dtrRoutes } from './dtr-routes.ts';
import { answeringErrors } from './errors.ts';
import { takingFeedback } from './feedback.ts';
import { knownCaller } from './known-caller.ts';
import { operationRoutes } from './operation-routes.ts';
import type { Parts } from './parts.ts';
import { securityHeaders } from './security-headers.ts';
import { smartRoutes } from './smart-routes.ts';

const BASES = ['/cds-services', '/crd/cds-services'];

/** The HTTP side: routes, limits, and who may pass. */
export function createApp(parts: Parts): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing');
  app.use(opened(parts), securityHeaders());
  const registered = [knownCaller(parts), callsPerMinute(parts)];
  app.use(BASES, cors(), ...registered);
  app.get('/cds-services', (_request, response) => void response.json(parts.discovery));
  app.get('/crd/cds-services', (_request, response) => void response.json(crdDiscovery));
  for (const hook of hooks) {
    const answers = { '/cds-services': inCards(hook, parts), '/crd/cds-services': onOrders(hook, parts) };
    for (const [base, answer] of Object.entries(answers)) {
      const service = `${base}/${hook}`;
      app.post(service, at(service), ...jsonBody, answer);
      app.post(`${service}/feedback`, at(`${service}/feedback`), ...jsonBody, takingFeedback(parts));
    }
  }
  app.use(consoleRoutes(parts, registered));
  app.use(operationRoutes(parts));
  app.use('/smart', smartRoutes(parts));
  app.use('/fhir', dtrRoutes(parts, registered));
  if (parts.openToAll) app.use('/demo', demoRoutes(parts));
  app.get('/determinations/:id', at('/determinations'), ...registered, determinationRoute(parts));
  app.use(() => {
    throw new HookError('not-found', 'address: nothing is served here; GET /cds-services lists the services');
  });
  app.use(answeringErrors(parts));
  return app;
}

const inCards = (hook: Hook, parts: Parts): RequestHandler =>
  answering(parts, (body, world) => answerInCards(readRequest(body, hook), world));

const onOrders = (hook: Hook, parts: Parts): RequestHandler =>
  answering(parts, (body, world) => answerIfWanted(hook, body, world), writeExactly);

async function answerIfWanted(hook: Hook, body: unknown, world: World) {
  const { coverageInformation } = readCrdOptions(body);
  const call = withOrdersApart(readRequest(body, hook));
  return coverageInformation ? answerOnOrders(call, world) : { cards: [], systemActions: [] };
}

/** For a caller that hung up before its answer; never sent. */
const LEFT = 499;

/** Opens a call; told to the observer at both ends. */
const opened =
  ({ newId, observe }: Parts): RequestHandler =>
  ({ originalUrl, headers }, response, next) => {
    const span = observe.openSpan(headers.traceparent?.toString());
    const path = (originalUrl.split('?')[0] ?? '').replace(/\/+$/, '');
    const call: Call = { id: newId(), span, path, startedAt: performance.now(), made: [] };
    response.locals.call = call;
    observe.arrived(call);
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : LEFT;
      observe.answered(call, status, performance.now() - call.startedAt);
    });
    span.within(next);
  };
