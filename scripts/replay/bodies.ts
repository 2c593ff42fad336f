import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A request body: where it was found, and its text as it stands there. */
export interface Body {
  readonly name: string;
  readonly text: string;
}

/** Every `*.json` of a folder and the folders in it, by name. What is no JSON, or no call of a hook, is a body too. */
export const bodiesIn = (folder: string): readonly Body[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** Text as JSON; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
