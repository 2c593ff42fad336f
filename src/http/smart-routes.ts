import { join } from 'node:path';
import { static as files, type Request, type RequestHandler, Router } from 'express';
import { determinationWords } from '../hooks/determination-words.ts';
import { HookError } from '../hooks/errors.ts';
import { determinationFor, judgeOnServer, packageFor, readSmartCall, readsPatient } from '../hooks/smart-call.ts';
import type { World } from '../hooks/world.ts';
import { answering } from './answer.ts';
import { jsonBodyUpTo } from './body.ts';
import { callOf } from './call.ts';
import { callsPerMinute, triesPerMinute } from './calls-per-minute.ts';
import type { Parts } from './parts.ts';
import { smartPage } from './smart-page.ts';

const PUBLIC = join(import.meta.dirname, 'public');

/**
 * Everything below `/smart`: the SMART app, and what it asks of us. A browser has no token of a CDS client; what it has
 * is the EHR's access token. So it is answered about a patient whom the registered client's own FHIR server gives it.
 */
export function smartRoutes(parts: Parts): Router {
  const router = Router();
  const { openToAll, smartAt } = parts;
  router.get('/configuration.json', ({ query }, response) => {
    if (query.iss === undefined) return void response.json({ sandbox: openToAll });
    const registration = typeof query.iss === 'string' ? smartAt(query.iss) : undefined;
    if (registration === undefined) throw notRegistered();
    const { clientId, scope } = registration;
    response.json({ clientId, ...(scope !== undefined && { scope }), sandbox: openToAll });
  });
  router.get('/words.json', (_request, response) => void response.json(determinationWords));
  const proven = provenFor(parts);
  const asks = (path: string, answer: (body: unknown, world: World) => Promise<unknown>) =>
    router.post(path, ...proven(`/smart${path}`), answering(parts, answer));
  asks('/judge', (body, world) => judgeOnServer(readSmartCall(body), world));
  asks('/determination', (body, world) => determinationFor(readSmartCall(body), world));
  asks('/questionnaires', (body, world) => packageFor(readSmartCall(body), world));
  router.use('/vendor', files(join(PUBLIC, 'vendor')));
  router.use(smartPage(parts), files(join(PUBLIC, 'smart')));
  return router;
}

const notRegistered = () =>
  new HookError('forbidden', 'fhirServer: the SMART app is not registered for this FHIR server');

/** A call of the app names a server, a token, and a few ids. */
const SMALL = { limit: '64kb' };

/**
 * What a call of the app has to pass: its FHIR server is a registered client's and gives the patient for the token. Only
 * then it counts as that client's and is written down; a stranger's call is neither.
 */
function provenFor(parts: Parts): (service: string) => readonly RequestHandler[] {
  const { smartAt, worldOf, openToAll } = parts;
  const clientOf = ({ body }: Request) => smartAt(readSmartCall(body).fhirServer)?.client ?? '';
  const registered: RequestHandler = ({ body }, _response, next) => {
    if (smartAt(readSmartCall(body).fhirServer) === undefined) throw notRegistered();
    next();
  };
  const [tries, calls] = [triesPerMinute(parts, clientOf), callsPerMinute(parts)];
  return (service) => [
    ...jsonBodyUpTo(SMALL),
    registered,
    tries,
    async (request, response, next) => {
      const smartCall = readSmartCall(request.body);
      const client = smartAt(smartCall.fhirServer)?.client;
      const mayAsk = openToAll || smartCall.token !== undefined;
      if (!mayAsk || !(await readsPatient(smartCall, worldOf(client)))) {
        response.setHeader('www-authenticate', 'Bearer');
        throw new HookError('unauthorized', 'patient: the FHIR server does not give this patient for this token');
      }
      Object.assign(callOf(response), { service, ...(client !== undefined && { client }) });
      next();
    },
    calls,
  ];
}
