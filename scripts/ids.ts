import { type Comparison, comparisons, SHARED } from '../test/policies/appendix.ts';

/**
 * `npm run ids`: the criterion ids of each policy in the code against those of the reference document, both ways. Ends
 * with 1 on a difference. Where the reference does not lie beside the project, it says so and compares nothing.
 */

const found = comparisons();
if (found === undefined) process.stdout.write(`NOTHING COMPARED: ${SHARED}/policies.md is absent.\n`);
else {
  process.stdout.write(`${found.map(shown).join('\n')}\n`);
  process.exitCode = found.some(({ missing, beyond }) => missing.length + beyond.length > 0) ? 1 : 0;
}

function shown({ policy, appendix, ruled, code, parts, missing, beyond }: Comparison): string {
  const lines = [
    `${policy}: ${appendix} in the appendix, ${ruled} by rulings, ${code} in the code`,
    listed('parts of a row', parts),
    listed('NOT IN THE CODE', missing),
    listed('NOT IN THE REFERENCE', beyond),
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

function listed(title: string, ids: readonly string[]): string | undefined {
  return ids.length === 0 ? undefined : `  ${title}: ${ids.length} (${ids.join(', ')})`;
}
