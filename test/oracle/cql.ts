import { readFileSync } from 'node:fs';
import { SystemModelInfoProvider } from '@cqframework/cql/cql';
import { CqlTranslator, LibraryManager, ModelManager } from '@cqframework/cql/cql-to-elm';
import cql from 'cql-execution';

/** One generated patient, in plain numbers and days. */
export interface Case {
  readonly low: number;
  readonly high: number;
  readonly lowClosed: boolean;
  readonly highClosed: boolean;
  readonly born: string;
  readonly earlier: string;
  readonly planned: string;
  readonly milligrams: number;
  readonly kilograms: number;
  readonly doses: number;
  readonly perHours: number;
}

/** Translates the CQL library and runs every definition over the cases. Throws on a translation error. */
export async function runCql(cases: readonly Case[]): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const modelManager = new ModelManager();
  const System = SystemModelInfoProvider as unknown as new () => Parameters<
    typeof modelManager.modelInfoLoader.registerModelInfoProvider
  >[0];
  modelManager.modelInfoLoader.registerModelInfoProvider(new System());
  const source = readFileSync(new URL('./limits.cql', import.meta.url), 'utf8');
  const elm = JSON.parse(CqlTranslator.fromText(source, new LibraryManager(modelManager)).toJson()) as {
    library: { annotation: { errorSeverity?: string; message?: string }[] };
  };
  const errors = elm.library.annotation.filter(({ errorSeverity }) => errorSeverity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  const Cases = cases.map((each) => ({
    ...each,
    born: cql.Date.parse(each.born),
    earlier: cql.Date.parse(each.earlier),
    planned: cql.Date.parse(each.planned),
  }));
  const executor = new cql.Executor(new cql.Library(elm), undefined, { Cases });
  const { unfilteredResults } = await executor.exec(new cql.PatientSource([]));
  return unfilteredResults as Record<string, readonly unknown[]>;
}
