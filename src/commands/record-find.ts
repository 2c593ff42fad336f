import { onRecord, say, spanOf } from './command.ts';
import { UsageError } from './told.ts';

/** `npm run record:find`: what the record holds about a patient, an order, a determination or a time, a JSON line each. It shows patient data. */

const USAGE =
  'npm run record:find -- [--patient …] [--order …] [--determination …] [--from …] [--to …] [--storage file:…|postgres://…]';

await onRecord(
  { usage: USAGE, values: ['patient', 'order', 'determination', 'from', 'to'] },
  async (archive, values) => {
    const by = ['patient', 'order', 'determination'].filter((name) => values[name] !== undefined);
    const patient = values.patient?.replace(/^Patient\//, '');
    const sought = {
      ...Object.fromEntries(by.map((name) => [name, values[name]])),
      ...(patient !== undefined && { patient }),
      ...spanOf(values),
    };
    if (Object.keys(sought).length === 0) throw new UsageError('say what to find');
    for await (const { content, ...found } of archive.entries(sought))
      await say(`${JSON.stringify(found).slice(0, -1)},"content":${inOneLine(content)}}`);
    return 0;
  },
);

/** The content as it is kept, digit by digit; written anew only where that would break the line. */
function inOneLine(content: string): string {
  try {
    const value: unknown = JSON.parse(content);
    return /[\r\n]/.test(content) ? JSON.stringify(value) : content;
  } catch {
    return JSON.stringify(content);
  }
}
