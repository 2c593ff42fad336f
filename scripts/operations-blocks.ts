import { EVENTS } from '../src/operations/events.ts';
import { createMetrics } from '../src/operations/metrics.ts';
import { code, plain, table } from '../src/pages/markdown.ts';
import { inWords } from './in-words.ts';
import { configured, fromEnvironment, type Setting } from './operations/schema.ts';
import { settings, variables } from './operations/settings.ts';

/** The blocks of docs/operations.md: what the log can say, what is measured, what can be set. */
export async function operationsBlocks(): Promise<Readonly<Record<string, readonly string[]>>> {
  return { events: eventsBlock(), metrics: await metricsBlock(), settings: settingsBlock() };
}

const NOTHING = '–';

const eventsBlock = (): readonly string[] =>
  table(
    ['Event', 'Level', 'Means', 'What to do'],
    Object.entries(EVENTS).map(([event, { level, means, ...more }]) => [
      code(event),
      level,
      inWords(means),
      'remedy' in more ? inWords(more.remedy) : NOTHING,
    ]),
  );

async function metricsBlock(): Promise<readonly string[]> {
  const text = await countedOnce();
  const helps = [...text.matchAll(/^# HELP (countersign_\w+) (.+)$/gm)];
  const rows = helps.map(([, name = '', help = '']) => [
    code(name),
    new RegExp(`^# TYPE ${name} (\\w+)$`, 'm').exec(text)?.[1] ?? '',
    labelsOf(name, text).map(code).join(', ') || NOTHING,
    plain(help),
  ]);
  return [
    ...table(['Metric', 'Type', 'Labels', 'What it is'], rows),
    '',
    'Beside them the usual figures of the process, `process_*` and `nodejs_*`.',
  ];
}

/** Throws where a metric has no sample: then nobody knows its labels. */
function labelsOf(name: string, text: string): readonly string[] {
  const sample = new RegExp(`^${name}(?:_count)?(?:\\{(.*)\\})? \\S+$`, 'm').exec(text);
  if (sample === null) throw new Error(`${name} was not counted`);
  return [...(sample[1] ?? '').matchAll(/(\w+)="/g)].map(([, label = '']) => label);
}

/** The metrics of a service in which everything happened once. */
async function countedOnce(): Promise<string> {
  const lists = { clients: [], policies: [], versions: [], refusals: [] };
  const known = { ...lists, recordReasons: [], keySetReasons: [], settings: [] };
  const record = () => ({ storage: 'ready', waiting: 0, notKept: 0, lost: 0 }) as const;
  const metrics = createMetrics(known, { inFlight: () => 0, record, keySets: () => [] }, '');
  metrics.answered({ service: 'order-sign', base: 'crd', status: 200, milliseconds: 1 });
  metrics.determined({ outcome: 'not-governed' });
  metrics.fhirRead({ result: 'read', milliseconds: 1 });
  metrics.feedback('accepted');
  metrics.refused({ refusal: '' });
  metrics.rateLimited(undefined);
  return metrics.text();
}

/** Throws where a setting is not explained. */
function settingsBlock(): readonly string[] {
  const read = new Set(fromEnvironment.map(({ name }) => name));
  const others = Object.keys(variables).filter((name) => !read.has(name));
  return [
    'In the configuration file:',
    '',
    ...table(
      ['Setting', 'Means', 'May be', 'Default'],
      configured.map((each) => [...explained(each, settings), mayBe(each), defaultOf(each)]),
    ),
    '',
    'In the environment:',
    '',
    ...table(
      ['Variable', 'Means', 'May be', 'Default'],
      [
        ...fromEnvironment.map((each) => [...explained(each, variables), mayBe(each), defaultOf(each)]),
        ...others.map((name) => [code(name), variables[name] ?? '', 'text', NOTHING]),
      ],
    ),
  ];
}

function explained({ name }: Setting, meanings: Readonly<Record<string, string>>): readonly string[] {
  const meaning = meanings[name];
  if (meaning === undefined) throw new Error(`${name} is not explained`);
  return [code(name), meaning];
}

function mayBe({ schema }: Setting): string {
  const { type, minimum, maximum } = schema;
  if (schema.enum !== undefined) return schema.enum.map((each) => code(String(each))).join(', ');
  if (type === 'integer') return maximum === Number.MAX_SAFE_INTEGER ? `from ${minimum}` : `${minimum} to ${maximum}`;
  return { string: 'text', array: 'list', object: 'object', boolean: '`true`, `false`' }[String(type)] ?? '';
}

function defaultOf({ schema, required }: Setting): string {
  if (required) return 'must be given';
  const { default: value } = schema;
  if (value === undefined) return NOTHING;
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}
