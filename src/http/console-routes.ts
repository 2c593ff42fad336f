import { resolve } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { demoPatients } from '../demo/patients.ts';
import { HookError } from '../hooks/errors.ts';
import type { Parts } from './parts.ts';
import { recentData } from './recent.ts';

const BUILT = resolve(import.meta.dirname, 'public/console');

/** Own scripts and styles alone: what a chart says can never run, and nothing is asked of another host. */
const ownAlone = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

/** The console at `/`, and its data below `/console`. What stands in the record, and charts to try, only in the sandbox. */
export function consoleRoutes(parts: Parts, registered: readonly RequestHandler[]): Router {
  const router = Router();
  const { console: data, discovery, publicUrl, openToAll } = parts;
  router.get('/', ownAlone, (_request, response) => response.sendFile('index.html', { root: BUILT }));
  router.use('/console/assets', express.static(`${BUILT}/assets`, { immutable: true, maxAge: '365d', index: false }));
  const json = (path: string, value: unknown) =>
    router.get(`/console/${path}.json`, (_request, response) => void response.json(value));
  json('about', { profile: openToAll ? 'sandbox' : 'production', publicUrl, discovery });
  json('policies', data.policies);
  json('site-of-care', data.siteOfCare);
  if (openToAll) {
    router.get('/console/recent.json', ...registered, async (_request, response) => {
      response.set('cache-control', 'no-store').json(await recentData(parts));
    });
    router.get('/console/patients/:id.json', (request, response) => {
      const chart = demoPatients.find(({ id }) => id === request.params.id)?.bundle;
      if (chart === undefined) throw new HookError('not-found', 'patient: there is no demo patient with this id');
      response.json(chart);
    });
  }
  return router;
}
