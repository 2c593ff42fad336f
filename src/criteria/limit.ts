import { compareDecimals, type End, type Interval } from '../facts/interval.ts';
import type { LabName, TiterName, UnitOf } from '../facts/labs.ts';

/** How a limit compares. */
export type LimitSign = '<' | '<=' | '>' | '>=';

/**
 * A limit as a policy writes it, in the test's own unit: `<= 2 %`, `< 0.6 BU`; for titers `<= 1:678`, which means a
 * reciprocal of at most 678. The compiler refuses another unit, a sign that is none, and a titer without `1:`.
 */
export type Limit<Name extends LabName> = Name extends TiterName
  ? `${LimitSign} 1:${number}`
  : `${LimitSign} ${number} ${UnitOf<Name>}`;

/** A limit taken apart. `value` is an exact decimal; for titers the reciprocal. */
export interface ParsedLimit {
  readonly sign: LimitSign;
  readonly value: string;
}

const PATTERN = /^(<=|>=|<|>) (?:1:)?(\d+(?:\.\d+)?)(?: .+)?$/;

/** Takes a limit apart. Throws on text that is no limit: a policy that was not written with the constructors. */
export function parseLimit(limit: string): ParsedLimit {
  const [, sign, value] = PATTERN.exec(limit) ?? [];
  if (sign === undefined || value === undefined) throw new Error(`not a limit: ${limit}`);
  return { sign: sign as LimitSign, value };
}

/** How a reading stands to a limit: wholly within, wholly beyond, or on both sides (policies.md CR-5, CR-6). */
export type Standing = 'within' | 'beyond' | 'straddles';

/** Compares a reading that may stand for many numbers with a limit, exactly. */
export function standing(reading: Interval, limit: string): Standing {
  const { sign, value } = parseLimit(limit);
  switch (sign) {
    case '<':
      return settle(below(reading.high, value, false), notBelow(reading.low, value, true));
    case '<=':
      return settle(below(reading.high, value, true), notBelow(reading.low, value, false));
    case '>':
      return settle(notBelow(reading.low, value, false), below(reading.high, value, true));
    case '>=':
      return settle(notBelow(reading.low, value, true), below(reading.high, value, false));
  }
}

function settle(all: boolean, none: boolean): Standing {
  if (all) return 'within';
  return none ? 'beyond' : 'straddles';
}

/** Every number up to this upper end is below the value, or equal to it where `orEqual`. */
function below(high: End | undefined, value: string, orEqual: boolean): boolean {
  if (high === undefined) return false;
  const order = compareDecimals(high.at, value);
  return order < 0 || (order === 0 && (orEqual || high.open));
}

/** Every number from this lower end on is above the value, or equal to it where `orEqual`. */
function notBelow(low: End | undefined, value: string, orEqual: boolean): boolean {
  if (low === undefined) return false;
  const order = compareDecimals(low.at, value);
  return order > 0 || (order === 0 && (orEqual || low.open));
}
