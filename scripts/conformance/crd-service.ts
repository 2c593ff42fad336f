import { client, done, notApplicable, planned, row, type Section } from './row.ts';
import {
  agents,
  badInput,
  canary,
  commands,
  configured,
  crdConfiguration,
  crdCoverages,
  crdDefinition,
  crdInvariants,
  crdLaws,
  crdOffered,
  crdOrders,
  crdPatients,
  crdRefusals,
  crdServer,
  faultyParts,
  instances,
  killed,
  measured,
  orderedDrug,
  orderSign,
  otherHooks,
  outbound,
  ownTls,
  readRecords,
  retained,
  roundTrip,
  rules,
  started,
  tokenMatrix,
} from './test-files.ts';

const APP = 'src/http/app.ts';
const DISCOVERY = 'src/hooks/crd/discovery.ts';
const OPTIONS = 'src/hooks/crd/options.ts';
const ANSWER = 'src/hooks/crd/answer-on-orders.ts';
const EXTENSION = 'src/hooks/crd/coverage-information.ts';
const ERRORS = 'src/hooks/errors.ts';
const SOURCES = 'src/fhir/source.ts';
const REQUEST = 'src/hooks/request.ts';
const SENT = 'src/hooks/orders-sent.ts';
const WORLD = 'src/world.ts';

const NO_CARDS = 'CRD clients get no card.';
const NO_FORMS = 'No form is sent to a client: neither Task nor Questionnaire is created there.';
const NO_ATTRIBUTION = 'No use is made of it: the service keeps no list of who treats whom.';
const SERVER = 'src/server.ts';
const RECORD_CALL = 'src/http/record-call.ts';

const everyAnswer = killed('kill -9 under load, %s');
const options = [
  crdOffered('is each hook in version 2.2, with coverage-info on unless it is switched off'),
  crdOffered('is well made: versions, options, prefetch'),
];
const oneUpdateEach = crdOrders(
  'each with an id has one update and its own determination, in whatever order they come',
);
const unknownIgnored = crdConfiguration('what is unknown or makes no sense changes nothing');
const unknownKind = faultyParts('a server that does not know a kind of resource (404)');
const lacking = crdOrders('without a result that the policy asks for: documents are asked for, never 412');
const queried = crdServer('a good token: the chart is read, and judged');
const atDispatch = otherHooks(
  'for CRD the order goes back as the client has it, without the place that was read into it',
);
const atBooking = otherHooks('for CRD the update is of the order, not of the appointment');
const bookedAlone = otherHooks(
  'an appointment for no order gets no card; for CRD it is itself told that no text concerns it',
);
const atSelection = otherHooks('for CRD only the selected order is answered, and nothing is asked for');
const badRequest = crdRefusals('a body that is no call');
const noCoverage = crdCoverages('no single coverage: 400');
const otherVersion = crdConfiguration('the version that is asked for');
const refused = [badRequest, noCoverage, crdRefusals('nothing to read and nobody to ask'), otherVersion];
const ungoverned = crdOrders('a drug of none of the policies is unknown, not free of authorization');
const odd = badInput('bodies that are odd, and are answered');

/** The statements of CRD 2.2.1 on data, discovery, service and operation. */
export const crdService: readonly Section[] = [
  {
    title: 'Data and profiles',
    rows: [
      row(
        'conf-2',
        'SHALL',
        'Data of all three versions of US Core is handled',
        done(
          [SOURCES],
          [unknownKind, readRecords('the parts of the chart as facts')],
          'Only searches that all three make a server offer; what is finer is picked here. A server without Coverage leaves the payer unread.',
        ),
      ),
      row(
        'conf-4',
        'SHALL',
        'Elements that clients must support are used',
        done(
          ['src/fhir/records.ts', 'src/fhir/order.ts', 'src/fhir/coverage.ts'],
          [readRecords('the parts of the chart as facts'), orderedDrug('the Medication that an order refers to')],
        ),
      ),
      row(
        'conf-5',
        'SHALL',
        'Elements to be supported are filled where there is a value',
        done(
          [EXTENSION],
          [crdPatients, crdDefinition, crdLaws('names what to bill where it says covered')],
          'A contact, a last day and an authorization number are not known here.',
        ),
      ),
      row(
        'conf-7',
        'SHALL NOT',
        'An answer does not depend on resources outside the profiles',
        done([SOURCES], [unknownKind], 'A server without them keeps no such records, and that is no failed read.'),
      ),
      row(
        'conf-8',
        'SHALL NOT',
        'An answer does not depend on elements that clients need not support',
        done(
          ['src/criteria/assess.ts', ANSWER],
          [lacking, oneUpdateEach],
          'What is lacking leaves a criterion open and says so.',
        ),
      ),
      row(
        'conf-9',
        'SHOULD',
        'Other kinds of answer keep to the same data',
        notApplicable('No other kind of answer is offered.'),
      ),
      row('conf-11', 'MAY', 'Newer profiles may be agreed on', notApplicable('Nothing is agreed on beyond the guide.')),
      row(
        'conf-12',
        'SHALL NOT',
        'What a profile lets a client omit is no error',
        done(['src/hooks/request.ts'], [odd, lacking]),
      ),
      row(
        'conf-13',
        'SHALL',
        'Standard elements carry what they are made for',
        done([EXTENSION], [crdPatients, crdDefinition]),
      ),
      row(
        'conf-14',
        'SHALL NOT',
        'No guidance asks for data in places of its own',
        client('Falls on the organization that runs the service. Our pages name the standard elements that are read.', [
          'docs/facts.md',
        ]),
      ),
    ],
  },
  {
    title: 'Discovery and configuration',
    rows: [
      row('dev-1', 'SHALL', 'Each hook declares a version of the guide', done([DISCOVERY], options)),
      row('dev-2', 'SHALL', 'All versions that are spoken are declared', done([DISCOVERY], options, 'One is spoken.')),
      row('dev-4', 'SHALL', 'An option has code, type, name, description and default', done([DISCOVERY], options)),
      row(
        'dev-5',
        'SHALL',
        'Each kind of answer can be switched off',
        done([DISCOVERY, OPTIONS], [...options, unknownIgnored]),
      ),
      row('dev-6', 'SHALL', 'Options that make no sense together do no harm', done([OPTIONS], [unknownIgnored])),
      row('dev-7', 'SHALL', 'Codes of options are from the list of the guide', done([DISCOVERY], options)),
      row(
        'dev-8',
        'SHALL',
        'Codes, names and descriptions of options are unique in a service',
        done([DISCOVERY], options),
      ),
      row('dev-9', 'SHOULD', 'Options are the same on every hook', done([DISCOVERY], options)),
      row('dev-10', 'SHOULD', 'Clients choose what they are told', done([DISCOVERY], options)),
      row(
        'dev-14',
        'SHALL',
        'What a client chose is kept to',
        done([OPTIONS, APP], [crdConfiguration('false: 200, nothing on the order, no action')]),
      ),
      row(
        'dev-15',
        'SHALL NOT',
        'No call fails for want of configuration',
        done([OPTIONS], [crdConfiguration('without any configuration the order is answered')]),
      ),
      row('dev-17', 'SHALL', 'Unknown configuration is ignored', done([OPTIONS], [unknownIgnored])),
      row('dev-19', 'SHOULD', 'A Questionnaire is created only where it is not there yet', notApplicable(NO_FORMS)),
      row('dev-20', 'SHALL', 'Whether the client has the Questionnaire is asked first', notApplicable(NO_FORMS)),
      row(
        'dev-24',
        'SHALL',
        'A card on some of the orders says in words which',
        notApplicable(`${NO_CARDS} A card of the plain base names its drug and, in its last line, its order.`, [
          'src/hooks/card-detail.ts',
        ]),
      ),
      row(
        'dev-25',
        'SHOULD',
        'A card names its orders for programs',
        notApplicable(`${NO_CARDS} A card of the plain base names its order in our own extension.`, [
          'src/hooks/determination.ts',
        ]),
      ),
    ],
  },
  {
    title: 'Service, prefetch and record',
    rows: [
      row('found-1', 'MAY', 'More may be agreed on', notApplicable('Nothing is agreed on beyond the guide.')),
      row(
        'found-2',
        'SHALL',
        'Nine of ten answers come within the time allowed',
        done(
          ['src/config.ts', WORLD],
          [outbound('a server that never answers is left at the deadline')],
          'Each answer comes within 4.5 s unless configured otherwise, half a second before the guide’s 5 s.',
        ),
      ),
      row(
        'found-4',
        'SHOULD',
        'What is still needed can be given by questionnaire',
        done(
          ['src/http/dtr-routes.ts', 'src/fhir/answer.ts'],
          [roundTrip('from "documentation needed" to nothing needed')],
        ),
      ),
      row(
        'found-5',
        'SHOULD',
        'What is needed and was not prefetched is queried',
        done(
          ['src/hooks/read-call.ts', 'src/fhir/chart.ts'],
          [queried, orderSign('without prefetch each part is asked for once, and the payer of the coverage')],
        ),
      ),
      row(
        'found-9',
        'SHALL',
        'Guidance is as accurate as by portal or telephone',
        client(
          'Falls on the payer that operates the service. Each policy follows the published text, criterion by criterion, and never promises approval.',
          ['docs/policies/README.md'],
          [crdInvariants('our own rules'), crdPatients],
        ),
      ),
      row(
        'found-10',
        'SHOULD',
        'Guidance allows for variants of coding',
        done(
          ['src/facts/drugs.ts', 'src/hooks/ordered-drug.ts'],
          [orderedDrug('the Medication that an order refers to')],
        ),
      ),
      row(
        'found-11',
        'SHALL',
        'All guidance is retained and counts when claims are judged',
        client(
          'All guidance is in the record. Claims are the payer’s part.',
          [RECORD_CALL, 'src/http/answer.ts'],
          [crdOrders('its determination is kept under the id of the assertion'), everyAnswer],
        ),
      ),
      row(
        'found-13',
        'SHALL',
        'Only what is relevant and useful is returned',
        done(
          [ANSWER, 'src/hooks/crd/reason.ts'],
          [
            crdOrders('has one update, and no card'),
            crdLaws('is not given again where the order already holds it'),
            orderSign('twelve orders, one of them governed: one card; none governed: none'),
          ],
        ),
      ),
      row(
        'found-14',
        'SHALL',
        'With endpoint discovery: one endpoint for each coverage',
        notApplicable('Endpoint discovery is not offered.'),
      ),
      row(
        'found-15',
        'SHALL',
        'Without it: one endpoint for all coverages',
        done([APP], [rules('GET %s answers anybody with a list of services')]),
      ),
      row(
        'found-18',
        'MAY',
        'A registry of payers may tell endpoints',
        client('The client’s and the operator’s choice.'),
      ),
      row(
        'found-24',
        'SHALL',
        'Prefetch is supported',
        done([DISCOVERY, 'src/fhir/chart.ts'], [rules('asks by prefetch in named queries'), oneUpdateEach]),
      ),
      row(
        'found-26',
        'MAY',
        'More or less than the standard prefetch may be asked for',
        notApplicable('The standard one is asked for.', [DISCOVERY]),
      ),
      row(
        'found-27',
        'SHOULD',
        'Prefetch asks only for what every call needs',
        done([DISCOVERY], [], 'The standard prefetch of the guide and nothing beside it.'),
      ),
      row(
        'found-28',
        'SHOULD',
        'What only some calls need is queried with the token',
        done(['src/hooks/read-call.ts'], [queried]),
      ),
      row(
        'found-29',
        'SHALL',
        'Prefetch is asked for in the expressions of the guide',
        done(
          ['src/hooks/crd/prefetch.ts'],
          [
            crdOffered(
              'asks for patient, coverage, Medications and the organizations of an order in the expressions of the guide',
            ),
          ],
        ),
      ),
      row(
        'found-32',
        'SHALL NOT',
        '412 is not the answer where the record merely lacks something',
        done(['src/hooks/open-call.ts'], [lacking]),
      ),
      row(
        'found-33',
        'SHALL',
        'Unexpected elements are ignored',
        done(['src/hooks/request.ts'], [unknownIgnored, odd]),
      ),
      row(
        'found-34',
        'SHALL',
        'What can be said on what there is, is said',
        done(
          ['src/criteria/assess.ts'],
          [lacking, orderSign('a recorded no still stands when another part could not be read')],
        ),
      ),
      row(
        'found-37',
        'SHALL',
        'All calls and answers are kept for disputes',
        done(
          [RECORD_CALL, 'src/http/answer.ts', 'src/record/store-journal.ts'],
          [
            everyAnswer,
            instances('one killed under load: no wrong answer, no call unanswered, no record lost, one whole chain'),
            instances(
              'the database stops under load: answers go out marked, readiness says why, and all is written when it is back',
            ),
            retained('keeps six years where nothing else is said'),
          ],
          'Written before the answer goes out; where the store is away the answer goes out marked, and is written later. Discovery, and calls of callers that are refused or send too many, are logged and counted instead.',
        ),
      ),
      row(
        'found-38',
        'SHALL',
        'Those who may can get at the record in time',
        client(
          'Who may look, and how soon, falls on the organization that runs the service. Commands find by patient, order, determination and time, verify the chain, and export FHIR.',
          ['src/commands/record-find.ts', 'src/commands/record-verify.ts', 'src/commands/record-export.ts'],
          [
            commands('finds by patient, order, determination and time'),
            commands('gives an AuditEvent for the call and a Provenance for the determination, valid FHIR R4'),
          ],
        ),
      ),
      row(
        'found-40',
        'SHOULD',
        'No white space is sent that means nothing',
        done([APP], [crdLaws('is written without white space between members')]),
      ),
    ],
  },
  {
    title: 'Hooks and errors',
    rows: [
      row(
        'hook-4',
        'SHALL',
        'Every hook and kind of order is served that is useful for the coverage',
        done(
          [ANSWER, 'src/hooks/orders.ts', REQUEST],
          [ungoverned, atDispatch, atBooking, atSelection],
          'Every kind of order, on order-sign, order-select, order-dispatch and appointment-book. At encounter-start and encounter-discharge no order is known, so there is nothing useful to say.',
        ),
      ),
      row('hook-5', 'MAY', 'Other hooks may be served', notApplicable('No hook outside the guide is offered.')),
      row(
        'hook-6',
        'SHOULD',
        'Other hooks keep to the same expectations',
        notApplicable('No hook outside the guide is offered.'),
      ),
      row('hook-9', 'SHALL', 'An error is a code that starts with 4 or 5', done([ERRORS, APP], refused)),
      row('hook-10', 'SHALL', 'An error comes with an OperationOutcome', done([ERRORS], refused)),
      row(
        'hook-13',
        'SHALL',
        '400 and 422 are used as FHIR uses them; 400 where no single coverage of ours is to be had',
        done([ERRORS, 'src/hooks/crd/coverage.ts'], [badRequest, noCoverage, otherVersion]),
      ),
      row(
        'hook-14',
        'MAY',
        'All may be 400 where they are not told apart',
        notApplicable('They are told apart.', [ERRORS], [badRequest, otherVersion]),
      ),
      row(
        'hook-16',
        'SHALL',
        'Primary hooks always get coverage information, unless nothing is new or it is an error',
        done([ANSWER], [oneUpdateEach, ungoverned, atDispatch, atBooking]),
      ),
      row(
        'hook-19',
        'SHALL NOT',
        'Secondary hooks do not ask for documents',
        done(['src/hooks/crd/assertion.ts', ANSWER], [atSelection]),
      ),
      row(
        'hook-22',
        'SHALL NOT',
        'An answer does not depend on data outside the profiles',
        done([SOURCES], [unknownKind, lacking]),
      ),
      row(
        'hook-23',
        'SHALL',
        'Unknown members of the context are ignored',
        done(
          ['src/hooks/request.ts'],
          [odd, rules('is the same where the call holds members and extensions that nobody knows')],
        ),
      ),
      row('hook-25', 'MAY', 'appointment-book may tell who treats the patient', notApplicable(NO_ATTRIBUTION)),
      row(
        'hook-26',
        'SHALL',
        'appointment-book gets coverage information',
        done([ANSWER, SENT], [atBooking, bookedAlone]),
      ),
      row('hook-28', 'MAY', 'encounter-start may tell who treats the patient', notApplicable(NO_ATTRIBUTION)),
      row(
        'hook-30',
        'SHOULD',
        'On order-dispatch only what is dispatched is judged',
        done([SENT], [otherHooks('order-dispatch: the performer that was chosen tells the place')]),
      ),
      row('hook-32', 'MAY', 'order-dispatch may tell who treats the patient', notApplicable(NO_ATTRIBUTION)),
      row('hook-33', 'SHALL', 'order-dispatch gets coverage information', done([ANSWER, SENT], [atDispatch])),
      row('hook-34', 'SHOULD', 'On order-select only what is selected is judged', done([SENT], [atSelection])),
      row('hook-38', 'MAY', 'order-sign may tell who treats the patient', notApplicable(NO_ATTRIBUTION)),
      row(
        'hook-39',
        'SHALL',
        'order-sign gets coverage information',
        done(
          [ANSWER],
          [oneUpdateEach],
          'The statement prints order-select in the section on order-sign, a known slip.',
        ),
      ),
    ],
  },
  {
    title: 'Implementation, operation and security',
    rows: [
      row(
        'impl-2',
        'SHOULD',
        'The service is there 99.9 % of the time, and says what it can when parts fail',
        client(
          'Availability falls on the operator. What cannot be read leaves criteria open; the rest is answered.',
          ['src/criteria/outcome.ts'],
          [faultyParts('a server that does not know a kind of resource (404)')],
        ),
      ),
      row(
        'impl-3',
        'SHALL',
        'Several components behave to the outside as one',
        client('Falls on the operator who puts other components in front. The service itself is one process.'),
      ),
      row(
        'impl-5',
        'SHOULD',
        'What was inferred is said',
        done(
          [EXTENSION, ANSWER],
          [crdOrders('a drug that is known by its words alone says so in the answer')],
          'The line of business taken for granted stands in the stored determination.',
        ),
      ),
      row(
        'metric-1',
        'SHOULD',
        'The measures of the guide are collected',
        planned(
          'What they are computed from is kept for each call: hook, hookInstance, client, status, and the coverage-information sent. The share of answers within 5 seconds, by hook, is in `countersign_call_duration_seconds`. Not built: a command that computes the measures; in the record, when a call arrived and which kinds of resources were read for it.',
          [RECORD_CALL, 'src/operations/metrics.ts'],
          [
            measured('calls are counted by service, base, status and client, and timed in seconds'),
            commands('finds by patient, order, determination and time'),
          ],
        ),
      ),
      row(
        'ops-1',
        'SHOULD',
        'encounter-start and order-select are supported',
        planned('order-select is. encounter-start is not: no order is known there.', [REQUEST], [atSelection]),
      ),
      row(
        'sec-1',
        'SHALL',
        'The rules of security and privacy are kept to',
        done(
          ['SECURITY.md', 'src/http/known-caller.ts', 'src/network/agent.ts', RECORD_CALL],
          [
            tokenMatrix('the token matrix'),
            outbound('a token goes to the client’s own server, and nowhere else'),
            agents('a name that leads where no outsider may send us is not followed'),
            canary,
          ],
          'SECURITY.md lists the threats, what answers each, and what is left to operators. Nobody else has examined it.',
        ),
      ),
      row(
        'sec-2',
        'SHALL',
        'Exchanges use TLS',
        client(
          'Who operates the service gives it a certificate (`tls`) or ends TLS in front of it. What it calls itself is https, but on loopback.',
          [SERVER, 'src/client-settings.ts'],
          [configured('http beyond loopback'), ownTls('%s is spoken')],
        ),
      ),
      row(
        'sec-3',
        'SHOULD',
        'A least version of TLS is enforced',
        done(
          [SERVER],
          [ownTls('%s is refused, where a careless server would speak it')],
          'TLS 1.2 or newer where the service has its own certificate; else where TLS ends in front.',
        ),
      ),
      row(
        'sec-5',
        'SHALL',
        'What is received serves coverage and decision support alone',
        done(
          [ANSWER, WORLD],
          [
            outbound('a token goes to the client’s own server, and nowhere else'),
            started(
              'finishes a call in flight before it stops, and prints neither token nor patient, even when asked to debug',
            ),
          ],
        ),
      ),
      row(
        'sec-6',
        'SHALL NOT',
        'What is received is kept for nothing but audit and forms',
        done(
          [RECORD_CALL, 'src/record/retention.ts'],
          [
            canary,
            retained(
              'takes rows away that are past their time, the chain stays whole, and the record says what it did',
            ),
          ],
          'Calls, answers and feedback are in the record alone, for as long as is configured. What is read over FHIR beside them is not kept but for what determinations quote.',
        ),
      ),
    ],
  },
];
