import { MAX_DEPTH, MOST_WRITTEN, shapeOf, type WrittenNumber } from './json-shape.ts';

/** JSON that is not taken: it nests too deep. What is no JSON at all is a SyntaxError, as from JSON.parse. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep';
}

/** Ten megabytes of the densest real chart that was collected are 600,000. */
const MOST_VALUES = 1_000_000;
/** Of one object: a resource has dozens. */
const MOST_MEMBERS = 10_000;

/** JSON that is not taken: it holds more values than any chart, and reading each of them would take seconds. */
export class TooMany extends Error {
  override readonly name = 'TooMany';
}

/** JSON that is not taken: a name stands twice in one object, and readers differ on which of the two counts (RFC 8259, 4). */
export class RepeatedName extends Error {
  override readonly name = 'RepeatedName';
}

/**
 * Parses JSON without losing a digit: a number that a double cannot hold comes as the text it was written in, and the
 * readers of quantities take both (FHIR R4 datatypes, decimal: the precision matters). Throws SyntaxError, TooDeep,
 * TooMany or RepeatedName. `bytes` are the same text in UTF-8, where they are at hand.
 */
export function parseExactly(text: string, bytes: Buffer = Buffer.from(text)): unknown {
  const { depth, members, values, most, numbers } = shapeOf(bytes);
  if (depth > MAX_DEPTH) throw new TooDeep();
  if (values > MOST_VALUES || most > MOST_MEMBERS || numbers.length > MOST_WRITTEN) throw new TooMany();
  const value: unknown = numbers.length === 0 ? JSON.parse(text) : parsedWith(numbers, bytes, text);
  if (typeof value === 'object' && value !== null && membersIn(value) !== members) throw new RepeatedName();
  return value;
}

/**
 * Such numbers are read as marked texts, and put in place afterwards: a reviver would look at every value there is, at ten
 * times the cost. It is for the odd body whose own texts hold the mark.
 */
function parsedWith(numbers: readonly WrittenNumber[], bytes: Buffer, text: string): unknown {
  if (text.includes(MARK)) return JSON.parse(text, remembering);
  return unmarked(JSON.parse(withNumbers(numbers, bytes, ({ source }) => `"${MARK}${source}"`)));
}

/** A control character, which no text of a chart holds, as JSON writes it and as it is read. */
const [MARK, MARK_READ] = ['\\u0001', '\u0001'];

function unmarked(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith(MARK_READ)) return numberOf(value.slice(MARK_READ.length));
  if (typeof value === 'object' && value !== null) for (const name of Object.keys(value)) unmark(value, name);
  return value;
}

function unmark(holder: object, name: string): void {
  const members = holder as Record<string, unknown>;
  const value = members[name];
  const read = unmarked(value);
  if (read === value) return;
  members[name] = read;
  remember(holder, name, String(value).slice(MARK_READ.length));
}

function remembering(
  this: object,
  name: string,
  value: unknown,
  { source }: { readonly source?: string } = {},
): unknown {
  if (typeof value !== 'number' || source === undefined || source === String(value)) return value;
  remember(this, name, source);
  return numberOf(source);
}

function remember(holder: object, name: string, source: string): void {
  const numbers = written.get(holder) ?? new Map<string, string>();
  written.set(holder, numbers.set(name, source));
}

/** How numbers were written that JavaScript would print otherwise (1.10, 1e2), by the object or list they stand in. */
const written = new WeakMap<object, Map<string, string>>();

/** Writes what was parsed exactly, or holds parts of it: each such number as it was sent (FHIR R4, decimal). */
export function writeExactly(value: unknown): string {
  if (!holdsWritten(value)) return JSON.stringify(value);
  const numbers = written.get(value);
  const memberOf = (name: string, each: unknown): string => numbers?.get(name) ?? writeExactly(each);
  if (Array.isArray(value)) return `[${value.map((each, index) => memberOf(String(index), each)).join(',')}]`;
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${memberOf(name, each)}`).join(',')}}`;
}

/** Most hold no such number, and JSON.stringify writes them. */
function holdsWritten(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return written.has(value) || Object.values(value).some(holdsWritten);
}

/** A copy with some members changed; the numbers of the others are written as they were sent. */
export function copyWith<Sent extends object, Changed extends object>(sent: Sent, changed: Changed): Sent & Changed {
  const copy = { ...sent, ...changed };
  const numbers = written.get(sent);
  if (numbers !== undefined)
    written.set(copy, new Map([...numbers].filter(([member]) => !Object.hasOwn(changed, member))));
  return copy;
}

/** The same JSON with numbers that a double cannot hold as text, for a reader that parses by itself. Throws TooDeep. */
export function withExactNumbers(text: string): string {
  const bytes = Buffer.from(text);
  const { depth, numbers } = shapeOf(bytes);
  if (depth > MAX_DEPTH) throw new TooDeep();
  const lost = numbers.filter(({ source }) => !isHeld(source));
  return lost.length === 0 ? text : withNumbers(lost, bytes, ({ source }) => `"${source}"`);
}

/** A double holds every decimal of 15 digits. */
const isHeld = (source: string): boolean =>
  Number.isFinite(Number(source)) && (source === String(Number(source)) || source.replace(/\D/g, '').length <= 15);

/** What such a number comes as. */
const numberOf = (source: string): number | string => (isHeld(source) ? Number(source) : source);

/** The text with some of its numbers written in another way; what is no number in JSON, or stands for a name, is left. */
function withNumbers(
  numbers: readonly WrittenNumber[],
  bytes: Buffer,
  write: (number: WrittenNumber) => string,
): string {
  let [written, from] = ['', 0];
  for (const number of numbers) {
    const end = number.start + number.source.length;
    if (!JSON_NUMBER.test(number.source) || isName(bytes, end)) continue;
    written += bytes.toString('utf8', from, number.start) + write(number);
    from = end;
  }
  return written + bytes.toString('utf8', from);
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A colon comes next. */
function isName(bytes: Buffer, end: number): boolean {
  let next = end;
  while (BLANKS.includes(bytes[next] ?? COLON)) next += 1;
  return bytes[next] === COLON;
}

const COLON = 58;
const BLANKS: readonly number[] = [9, 10, 13, 32];

/** How many members the objects of a value have; at most as deep as was let through. */
function membersIn(value: object): number {
  let members = 0;
  if (Array.isArray(value)) {
    for (const each of value) if (typeof each === 'object' && each !== null) members += membersIn(each);
    return members;
  }
  for (const name in value) {
    const each: unknown = value[name as keyof typeof value];
    members += 1;
    if (typeof each === 'object' && each !== null) members += membersIn(each);
  }
  return members;
}
