/** How one command is used. */
export interface CommandHelp {
  readonly usage: readonly string[];
  /** One line for the list of commands. */
  readonly about: string;
  readonly options: readonly (readonly [option: string, says: string])[];
  /** What is worth knowing beside, in sentences. */
  readonly more: readonly string[];
  /** Exit codes beside 2, wrong usage. */
  readonly ends: readonly (readonly [code: number, says: string])[];
}

/** The names of the commands. */
export const commandNames = ['judge', 'policies', 'diff', 'replay', 'serve', 'record', 'report'] as const;

/** One of them. */
export type CommandName = (typeof commandNames)[number];

const BAD_INPUT = [1, 'the input cannot be used; one line on stderr says why'] as const;
const STORAGE = [
  '--storage <address>',
  'the record, file:<path> or postgres://…; else that of the configuration',
] as const;
const SPAN = [
  ['--from <instant>', 'from this day or instant on'],
  ['--to <instant>', 'before this day or instant'],
] as const;

/** All of them, as `--help` and docs/cli.md tell. */
export const help: Readonly<Record<CommandName, CommandHelp>> = {
  judge: {
    usage: ['countersign judge <bundle.json> [--order <order>] [--payer <id>] [--as-of <day>] [--json]'],
    about: "Judge the orders of a chart by the payer's policy, as the service does.",
    options: [
      [
        '<bundle.json>',
        'a FHIR Bundle with the whole chart of one patient and orders, or a request of a hook as sent; - is stdin',
      ],
      ['--order <order>', 'judge this order alone: its reference, id or fullUrl; without it every draft is judged'],
      ['--payer <id>', 'the payer to assume where the chart has no coverage in force'],
      ['--as-of <day>', 'the day of service, in place of the one that the order plans'],
      ['--json', 'the determinations, as the service gives them, in a list'],
    ],
    more: [
      'A Bundle is taken for the whole chart: what is not in it is not on record. In a request only what was prefetched is known; no server is asked. Nothing is kept.',
      'Payers and their names are those of the configuration that COUNTERSIGN_CONFIG names.',
    ],
    ends: [[0, 'judged'], BAD_INPUT, [3, 'nothing to judge: no order is for a drug that a held policy concerns']],
  },
  policies: {
    usage: ['countersign policies [<id> [<version>]] [--json]'],
    about: 'List the policies that are held, or tell one of them line by line.',
    options: [
      ['<id>', 'tell this policy: its lines, our test of each, our readings'],
      ['<version>', 'that version of it; without it the newest'],
      ['--json', 'the list, or the policy itself, as data'],
    ],
    more: [],
    ends: [
      [0, 'told'],
      [1, 'no such policy or version is held'],
    ],
  },
  diff: {
    usage: ['countersign diff <policy> <version> <version> [--json]'],
    about: 'Tell in words what differs between two versions of a policy.',
    options: [['--json', 'the differences as data']],
    more: [],
    ends: [
      [0, 'told, whether anything differs or not'],
      [1, 'no such policy or version is held'],
    ],
  },
  replay: {
    usage: [
      'countersign replay <folder or record> [--with <policy>@<version>] [--workers <number>] [--resume <file>] [--json]',
    ],
    about: 'Judge stored calls again, and tell which determinations would change.',
    options: [
      ['<folder or record>', 'a folder of requests (*.json), or a record: file:<path> or postgres://…'],
      ['--with <policy>@<version>', 'judge by that version, whatever the day of the order'],
      ['--workers <number>', 'how many calls are judged at once; without it one for each core'],
      ['--resume <file>', 'keep in this file how far it is, and go on from there where the file is there already'],
      ['--json', 'a JSON line for each determination that would change, and a last one with the counts'],
    ],
    more: [
      'A stored call is judged on its own day, by what was prefetched then. Where the chart was read from a server, it cannot be replayed: that is counted, never guessed.',
      'A file of a folder is a request, or { "request": …, "answer": … } as the record keeps a call. Without a stored answer --with is needed, and both sides are judged now.',
      'A change is another outcome or reason, or a line that stands otherwise; wording, evidence and notices are not compared.',
      'What is told, and its order, is the same with any number of workers. Calls that are written while it runs are left out.',
      'With --resume, Ctrl-C and SIGTERM stop it in order (130, 143). Where a worker breaks off there are no counts (70).',
    ],
    ends: [
      [0, 'replayed, and nothing would change'],
      BAD_INPUT,
      [3, 'nothing to replay: no call, or none that can be'],
      [4, 'replayed, and something would change'],
    ],
  },
  serve: {
    usage: ['countersign serve'],
    about: 'Start the service, as npm start does.',
    options: [],
    more: [
      'Settings are in docs/operations.md: HOST, PORT, COUNTERSIGN_CONFIG, WORKERS. npm start also sets MALLOC_ARENA_MAX=2, which keeps memory level, and NODE_COMPILE_CACHE, which makes later starts faster.',
    ],
    ends: [
      [0, 'stopped by a signal'],
      [1, 'it cannot listen'],
    ],
  },
  record: {
    usage: [
      'countersign record verify [--head <sequence>:<digest>] [--storage <address>]',
      'countersign record find [--patient …] [--order …] [--determination …] [--from …] [--to …] [--storage <address>]',
      'countersign record export [--from …] [--to …] [--storage <address>]',
    ],
    about: 'Check the record, find in it, or give it out as FHIR.',
    options: [
      ['verify', 'walk the whole chain'],
      ['find', 'entries about a patient, an order, a determination or a time, a JSON line each'],
      ['export', 'an AuditEvent for each call, a Provenance for each determination, a JSON line each'],
      ...SPAN,
      STORAGE,
    ],
    more: [],
    ends: [
      [0, 'done; verify: the record is whole'],
      [1, 'verify: the record is not whole'],
    ],
  },
  report: {
    usage: ['countersign report [--from …] [--to …] [--json] [--storage <address>]'],
    about: 'How often cards were overridden, by policy and criterion, and why.',
    options: [...SPAN, ['--json', 'the same as data'], STORAGE],
    more: [],
    ends: [[0, 'done']],
  },
};
