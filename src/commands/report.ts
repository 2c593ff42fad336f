import { onRecord, say, spanOf } from './command.ts';
import { inColumns, printable } from './layout.ts';
import { type OverrideRates, overrideRates, type Tally } from './override-rates.ts';

/** `npm run report`: how often the cards of each policy, and of each criterion that stood open on them, were overridden, and why. */

const USAGE = 'npm run report -- [--from …] [--to …] [--json] [--storage file:…|postgres://…]';

await onRecord({ usage: USAGE, values: ['from', 'to'], flags: ['json'] }, async (archive, values) => {
  const rates = await overrideRates(archive, spanOf(values));
  await say(values.json === 'true' ? JSON.stringify(rates) : table(rates));
  return 0;
});

function table({ policies, unknownCards, unreadable }: OverrideRates): string {
  const rows = policies.flatMap((each) => [
    row(`${each.policy} ${each.version}`.trim(), each),
    ...Object.entries(each.criteria)
      .toSorted(([, one], [, other]) => other.overridden - one.overridden)
      .map(([id, tally]) => row(`  ${id}`, tally)),
  ]);
  const cells = [['policy and criterion', 'accepted', 'overridden', 'rate', 'reasons'], ...rows];
  return [...inColumns(cells), '', `on cards that are not known: ${unknownCards}; not readable: ${unreadable}`].join(
    '\n',
  );
}

function row(name: string, { accepted, overridden, reasons }: Tally): readonly string[] {
  const rate = `${Math.round((100 * overridden) / (accepted + overridden))} %`;
  const counted = Object.entries(reasons)
    .toSorted(([, one], [, other]) => other - one)
    .map(([code, times]) => `${short(code)} ×${times}`);
  return [short(name), String(accepted), String(overridden), rate, counted.join(', ')];
}

/** Codes come from outside, and may be of any length. */
function short(text: string): string {
  return printable(text).slice(0, 80);
}
