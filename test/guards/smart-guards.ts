import type { Guard } from './guards.ts';

const routes = 'test/http/smart-routes.test.ts';

/** What stands between the routes of the SMART app and whoever asks them. */
export const smartGuards: readonly Guard[] = [
  {
    guard: 'the app is answered about a patient whom the EHR gives it',
    file: 'src/http/smart-routes.ts',
    from: 'if (!mayAsk || !(await readsPatient(smartCall, worldOf(client)))) {',
    to: 'if (!mayAsk) {',
    tests: routes,
    named: 'with a token that the EHR does not take',
  },
  {
    guard: 'in production the app has a token',
    file: 'src/http/smart-routes.ts',
    from: 'openToAll || smartCall.token !== undefined',
    to: 'true',
    tests: routes,
    named: 'one that asks nobody',
  },
  {
    guard: 'the app is registered for a FHIR server, or refused before that is asked',
    file: 'src/http/smart-routes.ts',
    from: 'if (smartAt(readSmartCall(body).fhirServer) === undefined) throw notRegistered();',
    to: '',
    tests: routes,
    named: 'and it is not contacted',
  },
  {
    guard: 'only clients with the app have it',
    file: 'src/smart.ts',
    from: 'smart !== undefined && fhirServers.some(',
    to: 'fhirServers.some(',
    tests: routes,
    named: 'is told for a registered|client without the app',
  },
  {
    guard: 'a patient that is given is the one asked for',
    file: 'src/hooks/smart-call.ts',
    from: "reading.resources.some((each) => textAt(each, 'id') === patientId)",
    to: 'reading.resources.length > 0',
    tests: routes,
    named: 'another patient in its place',
  },
  {
    guard: 'an order is judged for its own patient',
    file: 'src/hooks/smart-call.ts',
    from: ' || !isOf(patientId, found)',
    to: '',
    tests: routes,
    named: 'an order of another patient',
  },
  {
    guard: 'a stored determination is given for its own patient',
    file: 'src/hooks/smart-call.ts',
    from: ' || kept.patientId !== patientId',
    to: '',
    tests: routes,
    named: 'made for another patient',
  },
  {
    guard: 'tokens are not tried without end',
    file: 'src/http/smart-routes.ts',
    from: '    tries,\n',
    to: '',
    tests: routes,
    named: 'only tries tokens',
  },
  {
    guard: 'the pages run no script but our own',
    file: 'src/http/smart-page.ts',
    from: '"script-src \'self\'",',
    to: "\"script-src 'self' 'unsafe-inline'\",",
    tests: routes,
    named: 'runs no script',
  },
];
