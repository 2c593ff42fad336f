import type { RequestHandler } from 'express';
import type { Parts } from './parts.ts';

/** The one page that needs more: LHC-Forms writes its own styles. It sends nothing to anybody. */
const FORM = '/form.html';

/**
 * What the pages of the app may load and whom they may ask. Which EHRs they talk to is known only once one is chosen, and
 * not told to everyone: any https, and loopback in the sandbox.
 */
export function smartPage({
  openToAll,
  smartEmbeddedBy,
}: Pick<Parts, 'openToAll' | 'smartEmbeddedBy'>): RequestHandler {
  const servers = openToAll ? 'https: http://127.0.0.1:* http://localhost:*' : 'https:';
  const frames = ["'self'", ...new Set(smartEmbeddedBy)].join(' ');
  const policy = (style: string, connect: string) =>
    [
      "default-src 'none'",
      "script-src 'self'",
      `style-src ${style}`,
      "img-src 'self' data:",
      `connect-src ${connect}`,
      "frame-src 'self'",
      `frame-ancestors ${frames}`,
      "base-uri 'none'",
      "form-action 'self'",
    ].join('; ');
  const page = policy("'self'", `'self' ${servers}`);
  const form = policy("'self' 'unsafe-inline'", "'none'");
  return ({ path }, response, next) => {
    response.setHeader('content-security-policy', path === FORM ? form : page);
    // Where frames are allowed, the policy says so; this older header cannot name another origin.
    if (smartEmbeddedBy.length > 0) response.removeHeader('x-frame-options');
    next();
  };
}
