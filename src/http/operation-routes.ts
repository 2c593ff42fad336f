import { Router } from 'express';
import type { Parts } from './parts.ts';

/** For those who run the service: whether it lives, whether it is ready, and its figures. Never a patient's data. */
export function operationRoutes({ health, metrics }: Parts): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  router.get('/health/ready', ({ query }, response) => {
    const { status, body } = health(query.unrecorded === 'allowed');
    response.status(status).json(body);
  });
  router.get('/metrics', async (_request, response) => {
    const { type, text } = await metrics();
    response.set('content-type', type).send(text);
  });
  return router;
}
