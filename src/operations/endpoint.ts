import { type Base, SERVICES, type Service } from './words.ts';

/** What an address stands for, in words of closed lists. */
export interface Endpoint {
  readonly service: Service;
  readonly base: Base;
}

const HOOKS_ADDRESS = /^\/(crd\/)?cds-services(?:\/([^/]+))?(\/feedback)?\/?$/;

const OTHERS: readonly (readonly [RegExp, Endpoint])[] = [
  [/^\/determinations\/[^/]+\/?$/, { service: 'determinations', base: 'none' }],
  [/^\/fhir(\/|$)/, { service: 'questionnaires', base: 'dtr' }],
  [/^\/(health\/(live|ready)|metrics)\/?$/, { service: 'operations', base: 'none' }],
  [/^\/?$|^\/(smart|console)\//, { service: 'pages', base: 'none' }],
];

/** Reads the path of a request, without its query. Routes look at case, and so does this. */
export function endpointOf(path: string): Endpoint {
  const [matched, crd, hook, feedback] = HOOKS_ADDRESS.exec(path) ?? [];
  if (matched !== undefined) return { service: hookService(hook, feedback), base: crd ? 'crd' : 'cds-hooks' };
  return OTHERS.find(([pattern]) => pattern.test(path))?.[1] ?? { service: 'other', base: 'none' };
}

const HOOK_SERVICES: readonly string[] = SERVICES.slice(0, 4);

function hookService(hook: string | undefined, feedback: string | undefined): Service {
  if (hook === undefined) return feedback === undefined ? 'discovery' : 'other';
  if (!HOOK_SERVICES.includes(hook)) return 'other';
  return feedback === undefined ? (SERVICES.find((service) => service === hook) ?? 'other') : 'feedback';
}
