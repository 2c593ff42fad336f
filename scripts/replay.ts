import { existsSync } from 'node:fs';
import { bodiesIn } from './replay/bodies.ts';
import { replay, sandboxApp } from './replay/run.ts';
import { report } from './replay/table.ts';

/**
 * `npm run replay -- <folder>`: posts every request body of a folder to the service, as found and with each governed drug
 * grafted in, in every form in which a chart can name one. Checks that there is always an answer, in JSON and in time;
 * that drugs of no policy get no card; and that the same drug on the same body comes to the same determination in every
 * form. What may differ: the remark that the drug was read from text, and the kit that only an NDC names. Ends with 1 on
 * a violation. Only servers on this machine are contacted.
 */

const [folder, ...more] = process.argv.slice(2);
const bodies = folder === undefined || more.length > 0 || !existsSync(folder) ? [] : bodiesIn(folder);
if (bodies.length === 0) {
  process.stderr.write('usage: npm run replay -- <folder with request bodies, *.json>\n');
  process.exitCode = 2;
} else {
  const replayed = await replay(bodies, sandboxApp());
  process.stdout.write(`${report(replayed)}\n`);
  process.exitCode = replayed.some(({ violations }) => violations.length > 0) ? 1 : 0;
}
