import { done } from '../conformance/row.ts';
import { smartApp, smartRoutes } from '../conformance/test-files.ts';
import { type ThreatSection, threat } from './threat.ts';

const ROUTES = 'src/http/smart-routes.ts';
const CALL = 'src/hooks/smart-call.ts';
const PAGE = 'src/http/smart-page.ts';

/** What could be done through the SMART app. */
export const smartThreats: ThreatSection = {
  title: 'The SMART app',
  threats: [
    threat(
      'A-1',
      'Somebody without a right to the chart asks the routes of the app',
      'Nothing is answered before the registered client’s own FHIR server has given the patient for the token; strangers are not written down',
      'API1, API2',
      done(
        [ROUTES, CALL],
        [
          smartRoutes('without a token'),
          smartRoutes('with a token that the EHR does not take'),
          smartRoutes('about a patient whom the token is not for'),
        ],
        'Leave to read the patient stands for leave to read what was determined of it, whatever else the token is for.',
      ),
    ),
    threat(
      'A-2',
      'The app is told a FHIR server of somebody else, which gives any patient to anybody',
      'Only servers of a client that has the app, by origin and segments of the path; no other is contacted, by us or by the browser',
      'API7',
      done(
        ['src/smart.ts', ROUTES],
        [
          smartRoutes('for a FHIR server %s, and it is not contacted'),
          smartApp('an EHR that is not registered is not asked for anything'),
        ],
      ),
    ),
    threat(
      'A-3',
      'A determination, or an order, of another patient or client is asked for',
      'Not found',
      'API1',
      done(
        [CALL],
        [
          smartRoutes('a determination that was made for another patient, or for another client'),
          smartRoutes('an order %s'),
        ],
      ),
    ),
    threat(
      'A-4',
      'Tokens are tried through us at a client’s FHIR server',
      'Failed tries of one address at one client are few in a minute; the limit of the client’s hook calls is not touched',
      'API4',
      done(
        ['src/http/calls-per-minute.ts'],
        [smartRoutes('one who only tries tokens is stopped')],
        'Behind a proxy all are one address, so that the app may be held up for a minute.',
      ),
    ),
    threat(
      'A-5',
      'A token of the app gets into an address, a log or the record',
      'It stays in the sessionStorage of the tab and in bodies; the record takes it out as from a hook call',
      'API8',
      done(
        ['src/http/public/smart/service.js', 'src/http/without-tokens.ts'],
        [
          smartRoutes('the call is written down as the client’s, without its token'),
          smartApp(
            'launched from the chart: the checklist, its questions answered and saved, judged again, nothing open',
          ),
        ],
      ),
    ),
    threat(
      'A-6',
      'A link to the launch page changes who the app is, or lets it skip the signing in',
      'The address is cleared before the library for it starts; PKCE with S256 always',
      'API2',
      done(
        ['src/http/public/smart/launch.js'],
        [smartApp('the address of the launch cannot change who the app is, nor skip the signing in')],
      ),
    ),
    threat(
      'A-7',
      'Text of a chart runs as a script in the app, or the app is shown in a page of others',
      'Text is never read as markup; scripts of our own files only; frames only where the configuration names the page',
      'API8',
      done(
        [PAGE, 'src/http/public/smart/dom.js'],
        [
          smartRoutes('%s runs no script and no style but our own'),
          smartRoutes('no page of others shows them where none is configured'),
        ],
      ),
    ),
  ],
};
