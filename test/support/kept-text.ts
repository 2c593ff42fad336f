import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive } from '../../src/record/archive.ts';

/** Everything that stands in a folder with a record, as text: the bytes of its files, and each entry unpacked. */
export async function keptText(folder: string, record = 'record.db'): Promise<string> {
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
  const archive = openArchive(`file:${join(folder, record)}`);
  try {
    for await (const entry of archive.entries()) texts.push(...Object.values(entry).map(String));
  } finally {
    await archive.close();
  }
  return texts.join('\n');
}
