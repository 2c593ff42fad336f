import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DecisionTable } from './decision-table.ts';

const FOLDER = resolve(import.meta.dirname, '../policies');

/** The decision tables of all policies: whatever files that end in `.table.ts` stand below test/policies. */
export async function readTables(): Promise<readonly DecisionTable[]> {
  const files = (readdirSync(FOLDER, { recursive: true }) as string[]).filter((file) => file.endsWith('.table.ts'));
  const modules = await Promise.all(
    files.sort().map((file) => import(join(FOLDER, file)) as Promise<{ readonly tables: readonly DecisionTable[] }>),
  );
  return modules.flatMap(({ tables }) => tables);
}
