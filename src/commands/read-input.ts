import { readFileSync } from 'node:fs';
import { parseExactly, RepeatedName, TooDeep, TooMany } from '../fhir/exact-json.ts';
import { BadInput } from './told.ts';

const FROM_STDIN = 0;
/** A mark at its start is no part of a text. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** A JSON file, or what comes in where the name is `-`; every digit is kept, as the service keeps it. Throws BadInput. */
export function readInput(path: string): unknown {
  return parsedInput(textOf(bytesOf(path)));
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? FROM_STDIN : path);
  } catch (error) {
    throw new BadInput(WHY[codeOf(error)] ?? 'the file cannot be read');
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'a file is expected, and this is a folder',
  EACCES: 'the file may not be read',
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function textOf(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new BadInput('the file is not UTF-8');
  }
}

/** A text as JSON. Throws BadInput. */
export function parsedInput(text: string): unknown {
  try {
    return parseExactly(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new BadInput('the file is not JSON, or not whole');
    if (error instanceof TooDeep) throw new BadInput('the file nests deeper than any resource does');
    if (error instanceof TooMany) throw new BadInput('the file holds more values than any chart does');
    if (error instanceof RepeatedName)
      throw new BadInput('a name stands twice in one object of the file, so which one counts is not known');
    throw error;
  }
}
