import { client, done, notApplicable, row, type Section } from './row.ts';
import {
  agents,
  badInput,
  canary,
  cardLint,
  cards,
  commands,
  configured,
  crdOrders,
  faultyServer,
  instances,
  keySetFaults,
  orderSign,
  outbound,
  overHttp,
  ownTls,
  rules,
  started,
  tokenMatrix,
  tokens,
  tokenUses,
  usedOnce,
} from './test-files.ts';

const APP = 'src/http/app.ts';
const CARDS = 'src/hooks/cards.ts';
const CHART = 'src/fhir/chart.ts';
const DISCOVERY = 'cds-services.json';
const FEEDBACK = 'src/hooks/feedback.ts';
const REQUEST = 'src/hooks/request.ts';
const SUGGESTIONS = 'src/hooks/suggestions.ts';
const WORLD = 'src/world.ts';

const LINKS = 'To the SMART app, for clients that ask for it (`smartLinks`); without that no card carries a link.';
const SERVER = 'src/server.ts';
const WHO_CALLS = 'src/http/known-caller.ts';
const VERIFY = 'src/callers/verify.ts';
const TLS_IS_CHOSEN =
  'Who operates the service gives it a certificate (`tls`) or ends TLS in front of it; it does not refuse HTTP by itself.';
const noLinks = [rules('has no link, no application to launch and no change behind the clinician’s back')];
const links = [cardLint('links launch the app, are told ids alone, and stand only where something is open')];
const bodies = [badInput('bodies that are no call')];
const addressesAreHttps = [configured('http beyond loopback')];
const listed = [rules('lists services with hook, id, title and description, and nothing empty')];

/** The statements of CDS Hooks 2.0.1 that concern a service, numbered in the order of the specification. */
export const cdsHooks: readonly Section[] = [
  {
    title: 'Transport and JSON',
    rows: [
      row(
        'H-1',
        'SHALL',
        'Everything exchanged is JSON, over HTTPS in production',
        done(['src/http/body.ts', SERVER], [rules('is told as JSON'), ...bodies, ...addressesAreHttps], TLS_IS_CHOSEN),
      ),
      row(
        'H-2',
        'SHALL',
        'No member is null or empty unless the specification says so',
        done(
          [CARDS],
          [rules('holds no null and nothing empty, but for a list of no cards and the lists of our own extension')],
          'Our own extension may hold empty lists: an empty list of what is still needed says that nothing is.',
        ),
      ),
      row(
        'H-3',
        'SHALL',
        'An optional member without a value is left out',
        done(
          [CARDS],
          [rules('holds no null and nothing empty, but for a list of no cards and the lists of our own extension')],
        ),
      ),
      row(
        'H-4',
        'SHALL',
        'Every exchange is protected by TLS, which also tells the client whom it calls',
        client(
          `${TLS_IS_CHOSEN} Whom it calls itself it calls by https; by http on loopback alone.`,
          [SERVER, 'src/client-settings.ts'],
          [...addressesAreHttps, ownTls('%s is spoken'), agents('asks a TLS server for the name, not for the address')],
        ),
      ),
      row(
        'H-5',
        'SHOULD',
        'An answer comes quickly',
        done(
          ['src/hooks/read-call.ts', WORLD],
          [
            orderSign('with full prefetch nothing is read again'),
            outbound('a server that never answers is left at the deadline'),
          ],
          'Reads run side by side under one deadline (4.5 s unless configured).',
        ),
      ),
    ],
  },
  {
    title: 'Discovery',
    rows: [
      row(
        'H-6',
        'SHALL',
        'The list of services is always to be had',
        done([APP], [rules('GET %s answers anybody with a list of services')]),
      ),
      row(
        'H-7',
        'SHALL',
        'It is an object with a list named services',
        done([DISCOVERY, 'src/hooks/crd/discovery.ts'], [rules('GET %s answers anybody with a list of services')]),
      ),
      row('H-8', 'SHOULD', 'Without services the list is empty', notApplicable('There is always a service.')),
      row('H-9', 'SHALL', 'A service names its hook', done([DISCOVERY], listed)),
      row('H-10', 'SHALL', 'A service describes itself', done([DISCOVERY], listed)),
      row('H-11', 'SHALL', 'A service has the id that ends its address', done([DISCOVERY, APP], listed)),
      row('H-12', 'SHOULD', 'A service has a title', done([DISCOVERY], listed)),
      row(
        'H-13',
        'MAY',
        'A service may ask for prefetch',
        done(
          ['src/hooks/discovery.ts'],
          [
            rules('asks by prefetch in named queries'),
            cards('asks by prefetch for exactly what the policies in force ask for'),
          ],
        ),
      ),
      row('H-14', 'MAY', 'A service may state what it needs to be used', done([DISCOVERY], listed)),
      row(
        'H-15',
        'note',
        'The version members that the next release adds',
        notApplicable('Not part of 2.0.1, which is the version spoken here.'),
      ),
      row(
        'H-16',
        'MAY',
        'One id under several hooks lets a later answer replace an earlier one',
        notApplicable(
          'Each hook has an id of its own: what is said at choosing stands beside what is said at signing.',
          [DISCOVERY],
          listed,
        ),
      ),
      row(
        'H-17',
        'MAY',
        '200 when it went well, other codes when not',
        done([APP], [rules('GET %s answers anybody with a list of services')]),
      ),
    ],
  },
  {
    title: 'The call',
    rows: [
      row(
        'H-18',
        'SHALL',
        'The client posts JSON to the address of the service',
        client(
          'The client’s part. Another method or address is 404, another content type 415.',
          [APP],
          [...bodies, badInput('content type %s: %i'), badInput('%s %s: 404')],
        ),
      ),
      row('H-19', 'SHALL', 'A call names its hook', done([REQUEST], bodies)),
      row(
        'H-20',
        'SHALL',
        'A call has an instance id, a UUID',
        done(
          [REQUEST],
          [...bodies, badInput('bodies that are odd, and are answered')],
          'It must be there; one that is no UUID is answered all the same.',
        ),
      ),
      row(
        'H-21',
        'conditional',
        'With a token comes the address of the FHIR server, https in production',
        done(
          [WORLD, 'src/fhir/address.ts'],
          [faultyServer('a FHIR server that is not the client’s')],
          'A token without an address is not used. The sandbox profile asks servers on loopback only.',
        ),
      ),
      row(
        'H-22',
        'MAY',
        'A call may bring a token for the FHIR server',
        done(
          ['src/hooks/open-call.ts'],
          [orderSign('full prefetch, only a server with a token, and half of each give the same determination')],
        ),
      ),
      row('H-23', 'SHALL', 'A call has the context of its hook', done([REQUEST], bodies)),
      row(
        'H-24',
        'MAY',
        'A call may bring prefetched data',
        done(
          [CHART],
          [orderSign('full prefetch, only a server with a token, and half of each give the same determination')],
        ),
      ),
      row(
        'H-25',
        'MAY',
        'Extensions may stand anywhere',
        done([REQUEST], [rules('is the same where the call holds members and extensions that nobody knows')]),
      ),
      row(
        'H-26',
        'conditional',
        'The token comes with its type, scope, lifetime and the client it is for',
        done(
          [REQUEST, 'src/hooks/open-call.ts'],
          [orderSign('a token for another patient is not used')],
          'Token and patient are used; the other members are not asked for, since clients leave them out.',
        ),
      ),
      row(
        'H-27',
        'SHALL',
        'The token serves this call only and is neither kept nor logged',
        done(
          ['src/fhir/client.ts', 'src/http/without-tokens.ts', 'src/quiet.ts'],
          [
            canary,
            started(
              'finishes a call in flight before it stops, and prints neither token nor patient, even when asked to debug',
            ),
            outbound('a failure says no more than a word of the closed list'),
          ],
        ),
      ),
      row(
        'H-28',
        'SHALL',
        'All resources of a context are of one FHIR version',
        client('The client’s part. FHIR R4 is read.'),
      ),
    ],
  },
  {
    title: 'Prefetch',
    rows: [
      row(
        'H-29',
        'MAY',
        'The client may send all, some or none of what was asked for',
        client(
          'The client’s choice: what is not sent is queried.',
          [CHART],
          [orderSign('full prefetch, only a server with a token, and half of each give the same determination')],
        ),
      ),
      row(
        'H-30',
        'SHALL',
        'A key that is not satisfied is absent; no data is null or an empty Bundle',
        client(
          'The client’s part. The three are told apart.',
          [CHART],
          [
            orderSign(
              'null and an empty Bundle mean that nothing was found; null is asked again where that is possible',
            ),
            orderSign('without the key %s and no server: indeterminate, %s not read'),
          ],
        ),
      ),
      row(
        'H-31',
        'SHOULD',
        'An error while prefetching is sent as an OperationOutcome',
        client(
          'The client’s part. One is never taken for data.',
          [CHART],
          [orderSign('%s in the place of the laboratory: asked again where that is possible, else not read')],
        ),
      ),
      row(
        'H-32',
        'SHOULD',
        'The service looks for an OperationOutcome among the prefetched data',
        done(
          [CHART, 'src/fhir/paging.ts'],
          [
            orderSign('%s in the place of the laboratory: asked again where that is possible, else not read'),
            orderSign("Epic's warning that nothing was found is no failure"),
          ],
        ),
      ),
      row(
        'H-33',
        'SHALL',
        'The service compares what was sent with what it asked for, and fetches the rest',
        done(
          [CHART],
          [
            orderSign('full prefetch, only a server with a token, and half of each give the same determination'),
            orderSign('without prefetch each part is asked for once, and the payer of the coverage'),
          ],
        ),
      ),
      row(
        'H-34',
        'SHALL',
        'Nothing prefetched and nothing to query: 412',
        done(
          ['src/hooks/open-call.ts'],
          [orderSign('nothing prefetched and no server to ask: 412, but only for a governed drug')],
          'Where only some keys are missing, the answer is given and says what was not read.',
        ),
      ),
      row(
        'H-35',
        'SHALL',
        'What is prefetched is what the query of the service would have given',
        client(
          'The client’s part. Records of another patient are left out and counted.',
          [CHART],
          [orderSign("another patient's results are left out and reported")],
        ),
      ),
      row(
        'H-36',
        'MAY',
        'A prefetched Bundle may be one page of several',
        client(
          'The client’s choice. One with a next page is queried to the end, else it counts as not read.',
          ['src/fhir/paging.ts'],
          [
            orderSign('%s in the place of the laboratory: asked again where that is possible, else not read'),
            faultyServer('honest pages are read to the end'),
          ],
        ),
      ),
      row(
        'H-37',
        'SHALL',
        'Tokens in a template are first-level members of the context',
        done(
          [DISCOVERY, 'src/fhir/source.ts'],
          [cards('uses only tokens that every CDS Hooks 2.0 client can fill')],
          'On the plain base. CRD asks for its own expressions, which follow the next release: they stand on the CRD base only.',
        ),
      ),
      row(
        'H-38',
        'SHOULD',
        'Queries keep to the restricted subset',
        done(
          ['src/fhir/source.ts'],
          [rules('the plain prefetch keeps to reads by id and to searches by patient and one token')],
        ),
      ),
    ],
  },
  {
    title: 'Answer, cards, suggestions, actions, links',
    rows: [
      row(
        'H-39',
        'SHALL',
        'Success is 200 and an object with a list of cards',
        done([APP, 'src/hooks/answer-in-cards.ts'], [rules('is 200 and an object with cards and nothing beside them')]),
      ),
      row(
        'H-40',
        'MAY',
        'Other codes may be used for errors',
        done(
          ['src/hooks/errors.ts'],
          [...bodies, badInput('%s %s: 404')],
          'Each comes with an OperationOutcome that says what is wrong.',
        ),
      ),
      row(
        'H-41',
        'MAY',
        'A card may have a UUID, by which feedback names it',
        done([CARDS], [rules('gives each card and each suggestion a UUID of its own')]),
      ),
      row(
        'H-42',
        'SHALL',
        'A card has a summary of fewer than 140 characters',
        done([CARDS, 'src/hooks/markdown.ts'], [rules('sums a card up in one line of fewer than 140 characters')]),
      ),
      row(
        'H-43',
        'MAY',
        'A detail is in GitHub Flavored Markdown',
        done(
          [CARDS, 'src/hooks/markdown.ts'],
          [
            rules('writes the detail in GitHub Flavored Markdown, without HTML but for what folds the list'),
            cards('text from the chart is shown and never interpreted'),
          ],
        ),
      ),
      row(
        'H-44',
        'SHALL',
        'A card is marked info, warning or critical',
        done(
          [CARDS],
          [rules('knows the indicators info, warning and critical, and uses the first two')],
          'Coverage is no clinical danger: critical is never used.',
        ),
      ),
      row(
        'H-45',
        'SHALL',
        'A card names its source',
        done([CARDS], [rules('names the source of a card, and its topic with code and system')]),
      ),
      row(
        'H-46',
        'MAY',
        'A card may hold suggestions',
        done(
          [SUGGESTIONS],
          [cards('an empty chart: one order for each missing test, and none that was only not read')],
        ),
      ),
      row(
        'H-47',
        'conditional',
        'With suggestions comes how many may be taken',
        done([CARDS], [rules('says how many suggestions may be taken')]),
      ),
      row(
        'H-48',
        'MAY',
        'A card may offer reasons to set it aside, each with words',
        done([CARDS], [rules('offers reasons to set a card aside, each in words, with code and system')]),
      ),
      row('H-49', 'MAY', 'A card may hold links', done([CARDS], [...links, ...noLinks], LINKS)),
      row(
        'H-50',
        'SHALL',
        'A suggestion has a label',
        done([SUGGESTIONS], [rules('suggests with a label and actions, and recommends none above the others')]),
      ),
      row(
        'H-51',
        'MAY',
        'A suggestion may have a UUID and be recommended',
        done(
          [SUGGESTIONS],
          [
            rules('gives each card and each suggestion a UUID of its own'),
            rules('suggests with a label and actions, and recommends none above the others'),
          ],
        ),
      ),
      row(
        'H-52',
        'MAY',
        'A suggestion may hold several actions, taken together',
        done(
          [SUGGESTIONS],
          [rules('suggests with a label and actions, and recommends none above the others')],
          'One action each: some clients take no more.',
        ),
      ),
      row(
        'H-53',
        'SHALL',
        'An action creates, updates or deletes',
        done([SUGGESTIONS], [rules('creates a whole new resource, described, and names none that is there')]),
      ),
      row(
        'H-54',
        'SHALL',
        'An action is described',
        done([SUGGESTIONS], [rules('creates a whole new resource, described, and names none that is there')]),
      ),
      row(
        'H-55',
        'conditional',
        'An action brings the whole resource, new or updated',
        done([SUGGESTIONS], [rules('creates a whole new resource, described, and names none that is there')]),
      ),
      row(
        'H-56',
        'conditional',
        'A deletion names the resource',
        notApplicable(
          'Nothing is ever deleted.',
          [SUGGESTIONS],
          [rules('creates a whole new resource, described, and names none that is there')],
        ),
      ),
      row(
        'H-57',
        'MAY',
        'System actions may be returned where they were agreed on',
        done(
          ['src/hooks/crd/answer-on-orders.ts'],
          [
            crdOrders('each with an id has one update and its own determination, in whatever order they come'),
            ...noLinks,
          ],
          'On the CRD base, whose guide defines them; never on the plain one.',
        ),
      ),
      row('H-58', 'SHALL', 'A link has label, address and type', done([CARDS], links)),
      row(
        'H-59',
        'MAY',
        'A link may carry context for an application',
        done([CARDS], links, 'Text in JSON: the ids of determination and order, never patient data.'),
      ),
      row(
        'H-60',
        'MAY',
        'A link may be marked for automatic launch',
        notApplicable('No application is launched by itself.', [], links),
      ),
      row(
        'H-61',
        'SHALL',
        'A coding has code and system',
        done(
          [CARDS, WORLD],
          [
            rules('names the source of a card, and its topic with code and system'),
            rules('offers reasons to set a card aside, each in words, with code and system'),
          ],
        ),
      ),
      row(
        'H-62',
        'SHOULD',
        'Cards of an earlier call of the same service are taken away',
        client('The client’s part: it shows the cards.'),
      ),
    ],
  },
  {
    title: 'Feedback',
    rows: [
      row(
        'H-63',
        'MAY',
        'A service may take feedback on its cards',
        done([APP, FEEDBACK], [badInput('feedback of %s: %i')]),
      ),
      row(
        'H-64',
        'SHALL',
        'An item names the card, what became of it and when',
        done(
          [FEEDBACK],
          [badInput('feedback of %s: %i')],
          'Card and outcome must be there; an item without a time is taken too, since clients leave it out.',
        ),
      ),
      row(
        'H-65',
        'conditional',
        'An accepted card names the suggestions that were taken',
        done([FEEDBACK], [badInput('feedback of %s: %i')], 'Kept as it was sent.'),
      ),
      row(
        'H-66',
        'MAY',
        'A card set aside may come with a reason',
        done([FEEDBACK], [badInput('feedback of %s: %i')], 'Kept as it was sent, in the shape of Epic too.'),
      ),
      row(
        'H-67',
        'SHALL',
        'Feedback may name several cards, and the same one again',
        done(
          [FEEDBACK, 'src/http/feedback.ts'],
          [
            badInput('feedback of %s: %i'),
            commands('counts what became of the cards of a policy, and of each criterion that stood open on them'),
          ],
          'Each item is written into the record beside the others, before it is acknowledged; a card that nobody knows is no error.',
        ),
      ),
      row('H-68', 'note', 'A card that was ignored is not reported', client('The client’s part.')),
    ],
  },
  {
    title: 'Who calls, cross-origin calls, extensions',
    rows: [
      row(
        'H-69',
        'SHOULD',
        'A service asks who calls where an answer may expose data',
        done(
          [WHO_CALLS, VERIFY],
          [
            overHttp('%s: without a token'),
            tokenMatrix('the token matrix'),
            instances('a token counts once among them, however many come at once to both'),
          ],
          'In the production profile every call of a hook, of discovery, of feedback and of stored determinations needs a token of a registered client, and no body is read before. The Questionnaires are open: they hold no patient.',
        ),
      ),
      row(
        'H-70',
        'SHALL',
        'The client sends a signed token with every call',
        client(
          'The client’s part. A call without one is refused in the production profile.',
          [WHO_CALLS],
          [tokens('no Authorization header')],
        ),
      ),
      row(
        'H-71',
        'SHALL',
        'The header of the token names algorithm, key and type',
        client(
          'The client’s part. A header without a usable key id is refused; the type may be absent.',
          ['src/callers/header.ts'],
          [tokens('a key id that nobody has'), tokens('typ of an access token'), tokens('no typ')],
        ),
      ),
      row(
        'H-72',
        'SHALL',
        'The token names issuer, audience, times and an id of its own',
        client(
          'The client’s part. A token without one of them is refused; `sub` and `tenant` are not looked at.',
          ['src/callers/claims.ts'],
          [tokens('no issuer'), tokens('iat missing'), tokens('no jti')],
        ),
      ),
      row(
        'H-73',
        'SHALL',
        'The audience of a token is the address that is called',
        done(
          ['src/callers/claims.ts', WHO_CALLS],
          [overHttp('a token is for one address, and for once'), tokens('aud as an array that names us among others')],
          'The whole address, compared letter by letter. For clients that have it typed in, other audiences can be configured.',
        ),
      ),
      row(
        'H-74',
        'SHALL',
        'Neither the algorithm none nor a symmetric one is accepted',
        done(
          ['src/callers/header.ts', 'src/client-settings.ts'],
          [
            tokens('alg none, where somebody has registered it'),
            tokenMatrix('the token matrix'),
            configured('the algorithm none'),
            configured('the algorithm HS256'),
          ],
          'Refused in tokens whatever is registered, and in the configuration.',
        ),
      ),
      row(
        'H-75',
        'SHOULD',
        'Issuers and the addresses of their keys are on a list',
        done(
          ['src/client-settings.ts', VERIFY, 'src/callers/header.ts'],
          [tokens('an issuer that begins like ours'), tokenMatrix('asks no address for keys but the registered ones')],
          'The list is the clients of the configuration. A `jku` in a token is compared and never fetched.',
        ),
      ),
      row(
        'H-76',
        'SHALL',
        'Keys may be exchanged beforehand instead of by an address',
        done(
          ['src/callers/keys.ts', 'src/client-settings.ts'],
          [
            keySetFaults('a configured key set is held from the start, and never fetched'),
            tokens('a client with a key set of its own'),
            configured('two sources of keys'),
          ],
        ),
      ),
      row(
        'H-77',
        'SHOULD',
        'Times and id of a token guard against old and repeated ones',
        done(
          ['src/callers/claims.ts', 'src/record/token-uses.ts'],
          [
            tokens('a lifetime of ten years'),
            usedOnce('of fifty calls at once one is accepted'),
            tokenUses('is used once: of twenty that race on two journals, exactly one is the first'),
          ],
          'While the shared store is away each instance looks into its own memory; that is counted.',
        ),
      ),
      row(
        'H-78',
        'MAY',
        'Both sides may identify themselves in TLS',
        client(
          'The operator’s choice: `tls.clientAuthorities`, or where TLS ends in front.',
          [SERVER],
          [ownTls('a caller without a certificate is refused where one is asked for, and one with is not')],
        ),
      ),
      row('H-79', 'SHOULD', 'Clients in a browser may call', done([APP], [badInput('a browser may call %s')])),
      row(
        'H-80',
        'SHALL',
        'An extension is an object',
        done([CARDS], [rules('extends a card by an object under a name of its own')]),
      ),
      row(
        'H-81',
        'SHOULD',
        'Clients keep a list of the hosts that cards may link to',
        client('The client’s part. The only link is to this service, under `publicUrl`.', [], links),
      ),
    ],
  },
];
