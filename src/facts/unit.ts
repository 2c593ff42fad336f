import { compareDecimals, type Interval, multiply, scale } from './interval.ts';
import { type LabName, labDefinition, labNames } from './labs.ts';
import type { Reason } from './reason.ts';
import { spelledUnit } from './unit-spelling.ts';

/** How a unit may be written: computable code, printed text, or none at all. */
export interface WrittenUnit {
  readonly code?: string;
  readonly text?: string;
}

/**
 * What one of the written unit is in the test's own unit, as an exact decimal. The code decides, as FHIR has it; the
 * printed text stands in where there is no code. Undefined where the unit is not one we accept for this test, or where
 * the text names another unit that we know. Never assumed (policies.md CR-7).
 */
export function factorOf(lab: LabName, { code, text }: WrittenUnit): string | undefined {
  if (code === undefined) return lookUp(lab, text ?? '');
  const factor = lookUp(lab, code);
  return text !== undefined && ANYWHERE.has(spelling(text)) && lookUp(lab, text) !== factor ? undefined : factor;
}

/** A reading in the test's own unit, or the reason it cannot be used. */
export function convert(
  lab: LabName,
  written: Interval,
  unit: WrittenUnit,
): Interval | Extract<Reason, 'unit-unknown' | 'implausible'> {
  const factor = factorOf(lab, unit);
  if (factor === undefined) return 'unit-unknown';
  const reading = factor.startsWith('~') ? widened(scale(written, factor.slice(1))) : scale(written, factor);
  const { from, to } = labDefinition(lab).plausible;
  const ends = [reading.low, reading.high].filter((end) => end !== undefined);
  return ends.every(({ at }) => compareDecimals(at, from) >= 0 && compareDecimals(at, to) <= 0)
    ? reading
    : 'implausible';
}

/** A factor known only about (written `~0.445`): 5 % to both sides, so that a reading near a limit does not settle it. */
const widened = ({ low, high }: Interval): Interval => ({
  ...(low && { low: { ...low, at: multiply(low.at, '0.95') } }),
  ...(high && { high: { ...high, at: multiply(high.at, '1.05') } }),
});

const FACTORS: ReadonlyMap<LabName, ReadonlyMap<string, string>> = new Map(
  labNames.map((lab) => [
    lab,
    new Map(Object.entries(labDefinition(lab).units).map(([unit, factor]) => [spelledUnit(unit), factor])),
  ]),
);

/** The units of all tests: a text that names one of them is no remark. */
const ANYWHERE: ReadonlySet<string> = new Set([...FACTORS.values()].flatMap((units) => [...units.keys()]));

const lookUp = (lab: LabName, written: string): string | undefined => FACTORS.get(lab)?.get(spelling(written));

/** The spelling of a unit; those of units that we know are remembered as they were met: a laboratory writes the same few. */
function spelling(written: string): string {
  const known = SPELLINGS.get(written);
  if (known !== undefined) return known;
  const spelled = spelledUnit(written);
  if (ANYWHERE.has(spelled) && SPELLINGS.size < MOST_SPELLINGS) SPELLINGS.set(written, spelled);
  return spelled;
}

const SPELLINGS = new Map<string, string>();
const MOST_SPELLINGS = 500;
