import cors from 'cors';
import { type Request, type RequestHandler, Router } from 'express';
import { capabilityStatement } from '../hooks/dtr/capability-statement.ts';
import { questionnairePackage } from '../hooks/dtr/questionnaire-package.ts';
import {
  questionnaireFitting,
  questionnairesFitting,
  readCanonical,
  searchset,
  type Wanted,
} from '../hooks/dtr/questionnaires.ts';
import { HookError } from '../hooks/errors.ts';
import { answering } from './answer.ts';
import { jsonBody } from './body.ts';
import { at } from './call.ts';
import type { Parts } from './parts.ts';

/** Everything below `/fhir`: Questionnaires for DTR clients, and packages of them for registered ones. Answers, errors too, are FHIR JSON. */
export function dtrRoutes(parts: Parts, registered: readonly RequestHandler[]): Router {
  const router = Router();
  const { publicUrl, now } = parts;
  router.use(cors(), (_request, response, next) => {
    response.type('application/fhir+json');
    next();
  });
  router.get(
    '/metadata',
    (_request, response) => void response.json(capabilityStatement(publicUrl, now().toISOString())),
  );
  router.get('/Questionnaire', (request, response) => {
    const found = questionnairesFitting(wantedBy(request), publicUrl);
    response.json(searchset(found, `${publicUrl}${request.originalUrl}`));
  });
  router.get('/Questionnaire/:id', (request, response) => {
    const { version } = wantedBy(request);
    const wanted = { id: request.params.id, ...(version !== undefined && { version }) };
    const found = questionnaireFitting(wanted, publicUrl, now().toISOString().slice(0, 10));
    if (found === undefined)
      throw new HookError('not-found', 'Questionnaire: none with this id, or not in this version');
    response.json(found);
  });
  const packaging = '/Questionnaire/$questionnaire-package';
  router.post(packaging, at(`/fhir${packaging}`), ...registered, ...jsonBody, answering(parts, questionnairePackage));
  return router;
}

/** What a search names; a canonical with its version is taken as both. */
function wantedBy({ query }: Request): Wanted {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined);
  const [id, url, version] = [text('_id'), text('url'), text('version')];
  return {
    ...(id !== undefined && { id }),
    ...(url !== undefined && readCanonical(url)),
    ...(version !== undefined && { version }),
  };
}
