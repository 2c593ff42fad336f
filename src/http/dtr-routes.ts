import cors from 'cors';
import { type Request, Router } from 'express';
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
import type { World } from '../hooks/world.ts';
import { jsonBody } from './body.ts';

/** Everything below `/fhir`: Questionnaires for DTR clients. Answers, errors too, are FHIR JSON. */
export function dtrRoutes(world: World): Router {
  const router = Router();
  const { publicUrl } = world;
  router.use(cors(), (_request, response, next) => {
    response.type('application/fhir+json');
    next();
  });
  router.get(
    '/metadata',
    (_request, response) => void response.json(capabilityStatement(publicUrl, world.now().toISOString())),
  );
  router.get('/Questionnaire', (request, response) => {
    const found = questionnairesFitting(wantedBy(request), publicUrl);
    response.json(searchset(found, `${publicUrl}${request.originalUrl}`));
  });
  router.get('/Questionnaire/:id', (request, response) => {
    const { version } = wantedBy(request);
    const wanted = { id: request.params.id, ...(version !== undefined && { version }) };
    const found = questionnaireFitting(wanted, publicUrl, world.now().toISOString().slice(0, 10));
    if (found === undefined)
      throw new HookError('not-found', 'Questionnaire: none with this id, or not in this version');
    response.json(found);
  });
  router.post(
    '/Questionnaire/$questionnaire-package',
    ...jsonBody,
    async (request, response) => void response.json(await questionnairePackage(request.body, world)),
  );
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
