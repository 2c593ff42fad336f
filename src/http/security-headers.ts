import { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Helmet's headers. They are the same on every answer, so it is asked for them once; a route may set others over them. */
export function securityHeaders(): RequestHandler {
  const asked = new ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 } as never);
  helmet()({} as never, asked, () => undefined);
  const headers = new Map(Object.entries(asked.getHeaders()) as [string, string][]);
  return (_request, response, next) => {
    response.setHeaders(headers);
    next();
  };
}
