import { client, done } from '../conformance/row.ts';
import {
  canary,
  commands,
  instances,
  killed,
  logged,
  measured,
  readiness,
  recordAway,
  recordFailure,
  recordFile,
  recordKept,
  recordLaws,
  retained,
  spans,
  started,
  tampered,
  traced,
} from '../conformance/test-files.ts';
import { type ThreatSection, threat } from './threat.ts';

const ANSWER = 'src/http/answer.ts';
const RECORD_CALL = 'src/http/record-call.ts';
const JOURNAL = 'src/record/store-journal.ts';
const QUEUE = 'src/record/queue.ts';
const APPEND_ONLY = 'src/record/append-only.ts';
const VERIFY = 'src/record/verify.ts';
const RETENTION = 'src/record/retention.ts';
const SQLITE = 'src/record/sqlite.ts';
const AUDIT = '164.312(b)';
const stopped = instances(
  'the database stops under load: answers go out marked, readiness says why, and all is written when it is back',
);

/** What is kept, and what could become of it. */
export const recordThreats: ThreatSection = {
  title: 'The record',
  threats: [
    threat(
      'R-1',
      'An answer that nobody can prove was given',
      'Call, answer and determinations are written before the answer leaves',
      `found-37, ${AUDIT}`,
      done(
        [ANSWER, RECORD_CALL],
        [killed('kill -9 under load, %s')],
        'Calls of callers that are refused or send too many, and discovery, are logged and counted instead.',
      ),
    ),
    threat(
      'R-2',
      'The process dies in the middle',
      'What was said to be kept is on the disk; twenty kills under load lose no call that had its 200',
      AUDIT,
      done(
        [JOURNAL, SQLITE],
        [
          killed('kill -9 under load, %s'),
          instances('one killed under load: no wrong answer, no call unanswered, no record lost, one whole chain'),
        ],
      ),
    ),
    threat(
      'R-3',
      'Power fails, or a database that commits too soon',
      'SQLite syncs every commit; PostgreSQL is told to, where its own setting is weaker',
      AUDIT,
      done(
        [SQLITE, 'src/record/postgres.ts'],
        [
          recordKept('commits are on the disk before they are said to be, also where the file is opened again'),
          recordAway('that commits before the disk has it is told not to'),
        ],
      ),
    ),
    threat(
      'R-4',
      'The disk is full, or the database away',
      'Answers go out marked; counted, logged, seen in readiness; written when there is room',
      AUDIT,
      done(
        [JOURNAL, QUEUE, 'src/operations/health.ts'],
        [
          stopped,
          recordFile('on a full disk: the call goes on, and what it said is written when there is room'),
          recordFile('that may only be read'),
        ],
        'A process that ends meanwhile takes with it what waited.',
      ),
    ),
    threat(
      'R-5',
      'A gap that nobody notices',
      'What had to be dropped stands in the chain itself, by count and times',
      AUDIT,
      done(
        [QUEUE, 'src/record/own-rows.ts'],
        [recordAway('for too long: what is beyond ten thousand entries is lost, and the record says so')],
      ),
    ),
    threat(
      'R-6',
      'Memory fills up while the store is away',
      '10,000 entries or 64 MB wait, no more',
      'API4',
      done([QUEUE], [recordAway('holds back no more text than 64 megabytes')]),
    ),
    threat(
      'R-7',
      'A slow store holds answers up',
      'A second is waited for, then the answer goes out without it',
      'found-2',
      done(
        [JOURNAL, 'src/service.ts'],
        [recordAway('keeps nobody waiting: the call goes on, and what it said is written when the store is back')],
      ),
    ),
    threat(
      'R-8',
      'A row is changed',
      'The database refuses it; who gets around that is found by the digest of the row',
      AUDIT,
      done(
        [APPEND_ONLY, VERIFY],
        [
          tampered('the database refuses: %s'),
          tampered('one changed character of any column is found'),
          recordLaws('the digest tells all rows apart: a character that moves to the next column changes it'),
        ],
      ),
    ),
    threat(
      'R-9',
      'A row is taken away, put in, or changes its place',
      'Each row holds the digest of the one before',
      AUDIT,
      done(
        [VERIFY],
        [
          tampered('a row taken away from the middle is found'),
          tampered('a row put in before the first, or after the last, is found'),
          tampered('two rows that changed places are found'),
        ],
      ),
    ),
    threat(
      'R-10',
      'The end is cut off, or all of it written anew',
      'Found against a head that was noted elsewhere',
      AUDIT,
      done(
        [VERIFY, 'src/commands/record-verify.ts'],
        [
          tampered('rows cut off at the end are found by a head that was noted'),
          tampered('a chain that was written anew is found by a head that was noted'),
        ],
        'Only by who has noted one.',
      ),
    ),
    threat(
      'R-11',
      'Retention as a cover for taking rows away',
      'What it takes is said in the chain, up to which row and digest',
      '164.316(b)(2)(i)',
      done(
        [RETENTION],
        [
          retained('takes rows away that are past their time, the chain stays whole, and the record says what it did'),
          tampered('the first row taken away is found, also where the table of retentions was made to say so'),
        ],
      ),
    ),
    threat(
      'R-12',
      'The record is gone before its time',
      'Six years, unless the configuration says otherwise',
      '164.316(b)(2)(i)',
      done([RETENTION, 'src/config.ts'], [retained('keeps six years where nothing else is said')]),
    ),
    threat(
      'R-13',
      'Two instances write two truths',
      'One chain for all, kept by a lock',
      AUDIT,
      done(
        ['src/record/locked.ts', 'src/record/write.ts'],
        [
          recordKept('two journals that write at once make one chain, and nothing is lost'),
          recordKept('two processes on one store make one chain'),
        ],
      ),
    ),
    threat(
      'R-14',
      'Text that breaks a statement, a column or the chain',
      'Values are bound, never part of a statement; NUL and half characters are replaced',
      'API8',
      done(
        ['src/record/storable.ts', 'src/record/write.ts'],
        [recordKept('NUL and lone surrogates in any column do no harm, and the chain holds what is read back')],
      ),
    ),
    threat(
      'R-15',
      'One entry that the store never takes keeps all others out',
      'It is set aside and counted as a gap',
      'API4',
      done([JOURNAL], [recordAway('one entry that the store never takes keeps no other out')]),
    ),
    threat(
      'R-16',
      'Others on the machine read the file of the record',
      'Its files are for their owner alone',
      'sec-1',
      done(
        [SQLITE],
        [recordKept('its files are for their owner alone')],
        'It holds chart data in clear: encryption at rest is the operator’s.',
      ),
    ),
    threat(
      'R-17',
      'A record that nobody can read when it is wanted',
      'Found by patient, order, determination and time; exported as FHIR AuditEvent and Provenance',
      `found-38, ${AUDIT}`,
      done(
        ['src/commands/record-find.ts', 'src/commands/record-export.ts'],
        [
          commands('finds by patient, order, determination and time'),
          commands('gives an AuditEvent for the call and a Provenance for the determination, valid FHIR R4'),
        ],
      ),
    ),
    threat(
      'R-18',
      'Feedback that is thanked for and lost',
      'Acknowledged once it is durable; else 503, to be sent again',
      'H-67',
      done(['src/http/feedback.ts'], [stopped]),
    ),
    threat(
      'R-19',
      'Codes from outside steer a terminal that shows a report',
      'Characters that do not print are replaced',
      'API10',
      done(['src/commands/report.ts'], [commands('is a table for people')]),
    ),
    threat(
      'R-20',
      'The record is read by somebody who should not',
      'Who may read it is granted in database and file system',
      'sec-6, 164.312(b)',
      client('The operator’s part: see below.'),
    ),
  ],
};

/** What gets out beside the answers. */
export const leakThreats: ThreatSection = {
  title: 'Logs, metrics, traces, errors',
  threats: [
    threat(
      'L-1',
      'A token is written down',
      'Taken out of every call before it is kept, and looked for wherever else in it it may stand',
      'H-27, trap 40',
      done(
        ['src/http/without-tokens.ts', RECORD_CALL],
        [canary],
        'Known as one where it is sent as one: in `fhirAuthorization` or in the Authorization header.',
      ),
    ),
    threat(
      'L-2',
      'A patient’s name or number in log, files, metrics or errors',
      'A name and a token that stand nowhere else are sent through every fault, and looked for everywhere',
      'sec-1',
      done(['src/operations/log.ts', 'src/operations/members.ts'], [canary]),
    ),
    threat(
      'L-3',
      'A log line that somebody adds tomorrow with too much in it',
      'Members are let in by name and kind; what is in no table is never written',
      'API8',
      done(
        ['src/operations/events.ts', 'src/operations/members.ts'],
        [
          logged('one JSON line comes out, with members of the table and nothing of a person'),
          logged('of an event that is not in the table says only that there was one'),
        ],
      ),
    ),
    threat(
      'L-4',
      'A label of a metric that comes from a chart, or of which there is no end',
      'Words of closed lists; anything else is `other`',
      'API4, API8',
      done(
        ['src/operations/metrics.ts', 'src/operations/words.ts'],
        [measured('no label has a value that is on no list, and the page keeps its format')],
      ),
    ),
    threat(
      'L-5',
      'Traces carry addresses, headers or bodies to a collector',
      'Spans hold the same closed words',
      'API8',
      done(
        ['src/operations/tracing.ts'],
        [spans('nothing of a person reaches the collector: not from address, heads, body, attributes or errors')],
      ),
    ),
    threat(
      'L-6',
      'A header of the caller writes into the log',
      'A trace id of 32 hexadecimal digits, or a new one',
      'API8',
      done(['src/operations/trace.ts'], [traced('is a new one: %s')]),
    ),
    threat(
      'L-7',
      'Health and metrics tell strangers about clients and patients',
      'Health tells numbers alone; metrics name clients, never a patient',
      'API8, API9',
      done(
        ['src/http/operation-routes.ts', 'src/operations/health.ts'],
        [readiness('is told with storage, keys by state, and the number of policies')],
        'Both are open: keep `/metrics` inside the network.',
      ),
    ),
    threat(
      'L-8',
      'The password of the database in a message',
      'Failures of the store are words of a closed list',
      'API8',
      done(
        ['src/record/failure.ts'],
        [recordAway('that does not know the password: said so, and no more'), recordFailure('%s is told as %s')],
      ),
    ),
    threat(
      'L-9',
      'A log that cannot be written stops the service',
      'Lines are dropped, calls are not',
      'API4',
      done(['src/operations/output.ts', 'src/operations/log.ts'], [logged('a destination that throws')]),
    ),
    threat(
      'L-10',
      'Calls are lost when the service is stopped',
      'Calls in flight are finished, and what waits is written',
      AUDIT,
      done(
        ['src/instance.ts'],
        [
          started(
            'finishes a call in flight before it stops, and prints neither token nor patient, even when asked to debug',
          ),
          recordKept('a journal that is closed writes what waits, and keeps nothing after'),
        ],
      ),
    ),
  ],
};
