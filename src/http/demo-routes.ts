import cors from 'cors';
import express, { type Request, type Response, Router } from 'express';
import { FORM, faultOf, openDemoCharts } from '../demo/charts.ts';
import { capabilitiesOf, keptForm, readDemo, searchDemo } from '../demo/fhir-endpoint.ts';
import { ORDERS_TO_TRY, ordersToTry, tryDiscovery } from '../demo/orders-to-try.ts';
import { demoPatients } from '../demo/patients.ts';
import { writeExactly } from '../fhir/exact-json.ts';
import type { Resource } from '../fhir/json.ts';
import { HookError } from '../hooks/errors.ts';
import { jsonBody } from './body.ts';
import type { Parts } from './parts.ts';

/** Everything below `/demo`: synthetic patients and their orders, a FHIR server that holds their charts, a CDS service that offers drugs. For the sandbox alone, open to all. */
export function demoRoutes(parts: Parts): Router {
  const router = Router();
  router.use(cors({ exposedHeaders: ['Location'] }));
  router.get('/patients', (_request, response) => {
    response.json(demoPatients.map(({ bundle: _bundle, ...shown }) => shown));
  });
  router.get('/cds-services', (_request, response) => void response.json(tryDiscovery));
  router.post(`/cds-services/${ORDERS_TO_TRY}`, ...jsonBody, (request, response) => {
    const answer = ordersToTry(request.body);
    if (answer === undefined) throw new HookError('malformed', 'context: patientId and draftOrders are expected');
    response.json(answer);
  });
  router.use('/fhir', fhirRoutes(parts));
  return router;
}

function fhirRoutes({ now, newId }: Parts): Router {
  const charts = openDemoCharts();
  const router = Router();
  router.use((_request, response, next) => {
    response.type('application/fhir+json');
    next();
  });
  router.get('/metadata', (request, response) => {
    send(response, capabilitiesOf(baseOf(request), now().toISOString()));
  });
  router.get('/:type', (request, response) => {
    send(response, searchDemo(charts, request.params.type, queryOf(request), baseOf(request)));
  });
  // Searching by POST is the other way of it (FHIR R4, search, 3.1.1.1); some clients know no other.
  router.post('/:type/_search', formBody, (request, response) => {
    const query = [...queryOf(request), ...new URLSearchParams(String(request.body ?? ''))];
    send(response, searchDemo(charts, request.params.type, query, baseOf(request)));
  });
  router.get('/:type/:id', (request, response) => {
    send(response, readDemo(charts, request.params.type, request.params.id));
  });
  router.post(`/${FORM}`, ...jsonBody, (request, response) => {
    const form = keptForm(readForm(request.body), newId(), now().toISOString());
    charts.save(form);
    send(response.status(201).location(`${baseOf(request)}/${FORM}/${form.id}`), form);
  });
  return router;
}

const formBody = express.text({ type: 'application/x-www-form-urlencoded', limit: '10kb' });

/** The memory holds a hundred forms: each of them has to be small. */
const LONGEST_FORM = 200_000;

function readForm(body: unknown): Resource {
  const fault = faultOf(body);
  if (fault !== undefined) throw new HookError('malformed', fault);
  if (writeExactly(body).length > LONGEST_FORM)
    throw new HookError('too-large', `${FORM}: at most ${LONGEST_FORM} characters are kept`);
  return body as Resource;
}

function send(response: Response, resource: unknown): void {
  if (resource === undefined) throw new HookError('not-found', 'demo: no such resource');
  response.send(writeExactly(resource));
}

/** Where the caller reaches this server: it may be the service itself, by an address of this machine. */
const baseOf = (request: Request): string => `${request.protocol}://${request.get('host')}${request.baseUrl}`;

const queryOf = (request: Request) => [...new URL(request.originalUrl, 'http://demo').searchParams];
