import type { Configuration } from '../config.ts';
import { dayOf } from '../facts/day.ts';
import { at } from '../fhir/json.ts';
import { answerInCards } from '../hooks/answer-in-cards.ts';
import type { Determination } from '../hooks/determination.ts';
import { payers } from '../policies/index.ts';
import { type Asked, callOfInput } from './call-of-input.ts';
import { type Command, configurationOf, NOTHING_TO_DO, readArguments } from './cli.ts';
import { say } from './command.ts';
import { determinationText } from './determination-text.ts';
import { offlineWorld } from './offline-world.ts';
import { readInput } from './read-input.ts';
import { BadInput, UsageError } from './told.ts';

/** What an input comes to, order by order, with the summary of each card. */
export interface JudgedInput {
  readonly determinations: readonly Determination[];
  readonly summaries: ReadonlyMap<string, string>;
}

/** Judges an input as the service does, without contacting or keeping anything. Throws BadInput, HookError. */
export async function judgeInput(
  input: unknown,
  asked: Asked & { readonly payer?: string },
  { configuration, now }: { readonly configuration: Configuration; readonly now: () => Date },
): Promise<JudgedInput> {
  const call = callOfInput(input, asked);
  const assumed = asked.payer === undefined ? configuration : { ...configuration, defaultPayer: asked.payer };
  const { world, made } = offlineWorld(assumed, { now });
  const { cards } = await answerInCards(call, world);
  return {
    determinations: made,
    summaries: new Map(cards.map(({ summary, extension }) => [extension['countersign.determination'].id, summary])),
  };
}

/** `countersign judge`. */
export const judgeCommand: Command = async (words) => {
  const { values, names } = readArguments(words, {
    values: ['order', 'payer', 'as-of'],
    flags: ['json'],
    names: [1, 1],
  });
  const asked = askedFor(values);
  const input = readInput(names[0] ?? '');
  const judged = await judgeInput(input, asked, { configuration: configurationOf(), now: () => new Date() });
  for (const each of remarksOn(input, asked.payer, judged)) process.stderr.write(`${each}\n`);
  if (values.json === 'true') await say(JSON.stringify(judged.determinations, null, 2));
  else for (const line of textOf(judged)) await say(line);
  return judged.determinations.length === 0 ? NOTHING_TO_DO : 0;
};

function askedFor({ order, payer, 'as-of': asOf }: Readonly<Record<string, string | undefined>>) {
  if (asOf !== undefined && dayOf(asOf) !== asOf) throw new UsageError('--as-of must be a day, as in 2026-08-14');
  if (payer !== undefined && !payers.some(({ id }) => id === payer))
    throw new BadInput(`--payer: one of ${payers.map(({ id }) => id).join(', ')} is expected`);
  return { ...(order && { order }), ...(payer && { payer }), ...(asOf && { asOf }) };
}

/** Said beside the answer, so that nobody takes silence for absence, or one payer for another. */
function remarksOn(input: unknown, payer: string | undefined, { determinations }: JudgedInput): readonly string[] {
  const server = at(input, 'fhirServer') ?? undefined;
  return [
    ...(server === undefined
      ? []
      : ['the request names a FHIR server, which is not asked: what was not prefetched is not read']),
    ...(payer !== undefined && determinations.some(({ coverage }) => coverage !== undefined)
      ? ['--payer was not needed: the chart holds a coverage, and that counts']
      : []),
  ];
}

function textOf({ determinations, summaries }: JudgedInput): readonly string[] {
  if (determinations.length === 0) return ['nothing to judge: no order is for a drug that a held policy concerns'];
  return determinations.flatMap((each, index) => [
    ...(index === 0 ? [] : ['', '-'.repeat(40), '']),
    ...determinationText(each, summaries.get(each.id)),
  ]);
}
