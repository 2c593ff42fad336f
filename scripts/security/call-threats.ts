import { client, done } from '../conformance/row.ts';
import {
  badInput,
  bugs,
  cards,
  exactJson,
  faultyServer,
  orderSign,
  otherPatient,
  outbound,
  overHttp,
  packages,
  roundTrip,
  sent,
} from '../conformance/test-files.ts';
import { type ThreatSection, threat } from './threat.ts';

const BODY = 'src/http/body.ts';
const SERVER = 'src/server.ts';
const CHART = 'src/fhir/chart.ts';
const API1 = 'API1';
const API4 = 'API4';

/** What a call may hold. */
export const callThreats: ThreatSection = {
  title: 'What is sent',
  threats: [
    threat(
      'I-1',
      'A body that is huge, or small on the wire and huge unpacked',
      'At most 10 MB, unpacked too: 413',
      API4,
      done([BODY], [badInput('9 MB are read, 11 MB are not, and neither is a small body that unfolds to 11 MB')]),
    ),
    threat(
      'I-2',
      'A body that nests thousands deep',
      'At most 64 levels: 400',
      API4,
      done(
        ['src/fhir/exact-json.ts'],
        [
          badInput('20,000 %s inside each other are refused, anywhere'),
          exactJson('64 deep is read, 65 is not, and no depth exhausts the stack'),
        ],
      ),
    ),
    threat(
      'I-3',
      'Members named `__proto__` or `constructor`',
      'They are names like others and reach no prototype',
      'API3',
      done(['src/hooks/request.ts'], [badInput('members named __proto__ and constructor change nothing')]),
    ),
    threat(
      'I-4',
      'A member that stands twice, so that two readers read two things',
      'Refused: 400',
      'API3',
      done(['src/fhir/exact-json.ts', BODY], [sent('%s: %i')]),
    ),
    threat(
      'I-5',
      'Another content type, another charset, no JSON',
      '415 and 400, in JSON, with the member that is wrong',
      'API8',
      done([BODY, 'src/hooks/request.ts'], [badInput('content type %s: %i'), badInput('bodies that are no call')]),
    ),
    threat(
      'I-6',
      'Headers or bodies that drip, thousands of idle connections',
      '5 seconds for headers, 15 for a request, 4,000 connections',
      API4,
      done(
        [SERVER],
        [sent('beside 1,000 connections that say nothing, a call is answered')],
        'A proxy in front is the better place to stop a flood.',
      ),
    ),
    threat(
      'I-7',
      'Headers beyond measure, two lengths, a length and chunks (request smuggling)',
      '16 kB of headers; what is no clear HTTP is answered 400 or 431 and hung up on',
      'API4, API8',
      done([SERVER], [sent('%s: %i')]),
    ),
    threat(
      'I-8',
      'A body of a stranger is read, and costs',
      'Callers are known before the body is asked for; where they are refused the connection ends',
      API4,
      done(
        ['src/http/known-caller.ts', BODY],
        [
          overHttp('the body of a refused caller is not read: 50 MB are cut off'),
          overHttp('a caller that waits for leave to send is given it once it is known, and not before'),
        ],
      ),
    ),
    threat(
      'I-9',
      'A caller that hangs up half-way',
      'The rest of the service does not notice',
      API4,
      done(['src/http/errors.ts'], [badInput('a client that hangs up halfway does no harm')]),
    ),
    threat(
      'I-10',
      'A number that is changed by reading it',
      'Every digit is kept, in judging, in the record and on the way back',
      'resp-37',
      done(
        ['src/fhir/exact-json.ts'],
        [
          exactJson('any number, wherever it stands, is written as it was'),
          exactJson('a copy keeps the numbers that it does not change'),
        ],
      ),
    ),
    threat(
      'I-11',
      'Text of the chart that holds instructions, HTML, links or Markdown',
      'Shown as plain text, never obeyed; cards are made from templates, and have no link',
      'API10',
      done(
        ['src/hooks/markdown.ts', 'src/hooks/cards.ts'],
        [
          faultyServer('%s: shown at most, never obeyed'),
          faultyServer('%s, as the name of a payer'),
          cards('text from the chart is shown and never interpreted'),
        ],
      ),
    ),
    threat(
      'I-12',
      'A reference written as a pattern that takes for ever to match',
      'References are compared, not turned into patterns',
      API4,
      done(['src/fhir/reference.ts'], [outbound('a reference that is a pattern finds nothing and breaks nothing: %s')]),
    ),
    threat(
      'I-13',
      'Addresses that nobody thought of',
      '404 or 400 in JSON; a page of errors is never shown',
      'API8, API9',
      done(['src/http/app.ts'], [badInput('%s %s: 404'), badInput('a broken address is a 4xx as well')]),
    ),
    threat(
      'I-14',
      'An error that tells of the program or the chart',
      'An id, by which operators find its kind and place; its message is written nowhere',
      'API8',
      done(
        ['src/http/errors.ts', 'src/operations/bug.ts'],
        [
          bugs('shows nothing of a message that looks like frames'),
          bugs('thrown here and now has no path of this machine'),
        ],
      ),
    ),
    threat(
      'I-15',
      'A page in a browser calls with a clinician’s rights',
      'Pages may call, as the standard asks. There is no cookie: a page has no rights but the token that it holds itself',
      'H-79, API8',
      done(['src/http/app.ts'], [badInput('a browser may call %s')]),
    ),
    threat(
      'I-17',
      'A call with thousands of orders, or of a few orders on an enormous chart, that nobody else is judged beside',
      'At most 1,000 orders and a second or two of judging in one call; beyond it 413',
      API4,
      done(['src/hooks/call-limits.ts', 'src/fhir/exact-json.ts'], [sent('%s: %i')]),
    ),
    threat(
      'I-16',
      'A library with a hole, or one that runs code when it is installed',
      'Few, each with a reason, in exact versions; scripts of packages do not run at installation',
      'API8',
      client('Operators run `npm audit` and take new versions.', ['docs/decisions/0005-dependencies.md', '.npmrc']),
    ),
  ],
};

/** Whose data is seen, and by whom. */
export const patientThreats: ThreatSection = {
  title: 'Whose record it is',
  threats: [
    threat(
      'D-1',
      'Records of another patient come with a call, or from a server',
      'Left out, counted and said; also where a record of the patient points at them',
      API1,
      done(
        [CHART],
        [
          orderSign("another patient's results are left out and reported"),
          faultyServer("sends another patient's results: nothing of them is used, and they are counted"),
          otherPatient('a record of another patient that a record of the patient points at'),
        ],
      ),
    ),
    threat(
      'D-2',
      'An order for another patient',
      'Not judged, and said so',
      API1,
      done(['src/hooks/orders.ts'], [orderSign('an order for another patient is not judged')]),
    ),
    threat(
      'D-3',
      'A token that was given for another patient',
      'Not used',
      'API1, API5',
      done(['src/hooks/open-call.ts'], [orderSign('a token for another patient is not used')]),
    ),
    threat(
      'D-4',
      'A client reads the determination of another client',
      '404, as if there were none; that one was looked at is recorded',
      API1,
      done(
        ['src/http/determination.ts', 'src/service.ts'],
        [overHttp('it reads them, and of those of others not even that they exist')],
        'In the sandbox any id opens its determination.',
      ),
    ),
    threat(
      'D-5',
      'A form is asked for with the determination of another patient',
      'It opens only beside the coverage and the patient that it was made for, to the client it was made for',
      API1,
      done(
        ['src/hooks/dtr/package-request.ts', 'src/service.ts'],
        [
          packages('a determination opens only beside the coverage and the patient that it was made for'),
          overHttp('as the context of a form, too'),
        ],
      ),
    ),
    threat(
      'D-6',
      'A program’s filled-in answers pass for a person’s word',
      'They are no statements and are not counted',
      'API3',
      done(
        ['src/fhir/answer.ts'],
        [roundTrip('a form that comes back untouched says nothing: what we filled in is nobody’s word')],
      ),
    ),
    threat(
      'D-7',
      'Somebody else’s word stands for the prescriber’s',
      'Who prescribes is who requests the order, never who is logged in',
      'API3',
      done(['src/fhir/prescriber.ts'], [orderSign('is who requests the order, and never who is logged in')]),
    ),
    threat(
      'D-8',
      'One hospital’s FHIR server is read for another hospital',
      'Each client has a list of its own',
      'API1, API5',
      done(['src/world.ts'], [overHttp('nor that of another client')]),
    ),
  ],
};
