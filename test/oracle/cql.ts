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
  /** A day about so many calendar months before `planned`. */
  readonly monthsBack: string;
  readonly exposureDays: number;
}

type Results = Readonly<Record<string, unknown>>;

/** Translates limits.cql and runs every definition over the cases. Throws on a translation error. */
export async function runCql(cases: readonly Case[]): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const Cases = cases.map((each) => ({
    ...each,
    born: cql.Date.parse(each.born),
    earlier: cql.Date.parse(each.earlier),
    planned: cql.Date.parse(each.planned),
    monthsBack: cql.Date.parse(each.monthsBack),
  }));
  const results = await run(readFileSync(new URL('./limits.cql', import.meta.url), 'utf8'), { Cases });
  return results as Record<string, readonly unknown[]>;
}

/** Those of these UCUM units in which the engine cannot tell 1 from 2. */
export async function incomparable(units: readonly string[]): Promise<readonly string[]> {
  const quantity = (value: string, unit: string) =>
    `System.Quantity { value: ${value}, unit: '${unit.replaceAll("'", "\\'")}' }`;
  const lines = units.map((unit, index) => `define "${index}": ${quantity('1.0', unit)} < ${quantity('2.0', unit)}`);
  const results = await run(["library Units version '1.0.0'", ...lines].join('\n'), {});
  return units.filter((_, index) => results[index] !== true);
}

async function run(source: string, parameters: Readonly<Record<string, unknown>>): Promise<Results> {
  const executor = new cql.Executor(new cql.Library(translated(source)), undefined, parameters);
  return (await executor.exec(new cql.PatientSource([]))).unfilteredResults as Results;
}

function translated(source: string) {
  const modelManager = new ModelManager();
  const System = SystemModelInfoProvider as unknown as new () => Parameters<
    typeof modelManager.modelInfoLoader.registerModelInfoProvider
  >[0];
  modelManager.modelInfoLoader.registerModelInfoProvider(new System());
  const elm = JSON.parse(CqlTranslator.fromText(source, new LibraryManager(modelManager)).toJson()) as {
    library: { annotation: { errorSeverity?: string; message?: string }[] };
  };
  const {
    library: { annotation },
  } = elm;
  const errors = annotation.filter(({ errorSeverity }) => errorSeverity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return elm;
}
