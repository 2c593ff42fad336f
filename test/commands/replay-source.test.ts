import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replayCommand } from '../../src/commands/replay.ts';
import { openSource } from '../../src/commands/replay-source.ts';
import type { Place } from '../../src/commands/stored-calls.ts';
import { endingOf } from '../../src/commands/told.ts';
import { anEntry, onBothEngines, open } from '../support/record.ts';

/** The names of the calls of a source, and their places. */
async function callsIn(written: string, span: { after?: number; upTo?: number } = {}) {
  const source = openSource(written);
  const places = new Map<string, Place>();
  for await (const { name, place } of source.calls({ upTo: (await source.extent()).last, ...span }))
    places.set(name, place);
  await source.close();
  return places;
}

async function holds(written: string, place: Place): Promise<boolean> {
  const source = openSource(written);
  try {
    return await source.holds(place);
  } finally {
    await source.close();
  }
}

describe('a folder that is gone on with', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-source-'));
  beforeAll(() => {
    mkdirSync(join(folder, 'b'));
    for (const name of ['a.json', 'b/1.json', 'b/2.json', 'c.json', 'notes.txt'])
      writeFileSync(join(folder, name), '{}');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('begins behind a file, whatever folder that is in, and ends with the file it was to end with', async () => {
    const all = await callsIn(folder);
    expect([...all]).toEqual(
      ['a.json', 'b/1.json', 'b/2.json', 'c.json'].map((name, index) => [name, { number: index + 1, mark: name }]),
    );
    expect([...(await callsIn(folder, { after: 2 })).keys()]).toEqual(['b/2.json', 'c.json']);
    expect([...(await callsIn(folder, { after: 1, upTo: 3 })).keys()]).toEqual(['b/1.json', 'b/2.json']);
  });

  test('must hold that file in its place: a file more before it, or fewer files, are seen', async () => {
    expect(await holds(folder, { number: 3, mark: 'b/2.json' })).toBe(true);
    expect(await holds(folder, { number: 5, mark: 'd.json' })).toBe(false);
    writeFileSync(join(folder, 'aa.json'), '{}');
    expect(await holds(folder, { number: 3, mark: 'b/2.json' })).toBe(false);
  });
});

onBothEngines('a record that is gone on with, %s', (_, makeEngine) => {
  const engine = makeEngine();
  beforeAll(engine.start, 60_000);
  afterAll(engine.stop);

  test('begins behind a call with its determinations, and ends with the row it was to end with', async () => {
    const { address } = await engine.newStore();
    const record = open(address);
    const call = (id: string) => anEntry({ kind: 'call', id, call: id, content: '{}' });
    await record.journal.append(
      ['first', 'second', 'third'].flatMap((id) => [call(id), anEntry({ call: id }), anEntry({ kind: 'feedback' })]),
    );
    const places = await callsIn(address);
    expect([...places].map(([name, { number }]) => [name, number])).toEqual([
      ['first', 1],
      ['second', 4],
      ['third', 7],
    ]);
    expect([...(await callsIn(address, { after: 1 })).keys()]).toEqual(['second', 'third']);
    expect([...(await callsIn(address, { after: 1, upTo: 6 })).keys()]).toEqual(['second']);
    const second = places.get('second') ?? { number: 0, mark: '' };
    expect(await holds(address, second)).toBe(true);
    expect(await holds(address, { ...second, mark: places.get('third')?.mark ?? '' })).toBe(false);
    expect(await holds(address, { number: 99, mark: second.mark })).toBe(false);
    await record.close();
  });

  test('an empty one begins and ends at nothing', async () => {
    const { address } = await engine.newStore();
    const record = open(address);
    await record.journal.append([]);
    await record.close();
    const source = openSource(address);
    expect(await source.extent()).toEqual({ before: 0, last: 0 });
    await source.close();
  });
});

describe('a number of workers that is none', () => {
  test.each(['0', '1025', '2.5', '-1', 'many', ''])('%j', async (written) => {
    const ending = await replayCommand(['.', `--workers=${written}`]).then(
      (code) => ({ code }),
      (error) => endingOf(error, 'USAGE'),
    );
    expect(ending).toEqual({ code: 2, says: '--workers must be a number from 1 to 1024\nUSAGE' });
  });
});
