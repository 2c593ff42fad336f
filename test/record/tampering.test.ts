import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openArchive } from '../../src/record/archive.ts';
import { digestOf, GENESIS } from '../../src/record/digest.ts';
import { DIGESTED, type Row } from '../../src/record/tables.ts';
import { anEntry, entries, onBothEngines, open, type TestStore, verifyAt } from '../support/record.ts';

onBothEngines('a record on %s that somebody had their hands on', (_, make) => {
  const engine = make();
  let store: TestStore;
  beforeAll(engine.start, 60_000);
  afterAll(engine.stop);
  beforeEach(async () => {
    store = await engine.newStore();
    const record = open(store.address);
    await record.journal.append(entries(5));
    await record.close();
  });
  const spoil = (...statements: readonly string[]) => store.run(...engine.unguard, ...statements);
  const verified = (known?: { sequence: number; digest: string }) => verifyAt(store.address, known);
  const copied = DIGESTED.filter((column) => column !== 'sequence').join(', ');

  test('nobody: it is whole', async () => {
    expect(await verified()).toMatchObject({ kind: 'whole', rows: 5, head: { sequence: 5 } });
  });

  test.each([
    ["update record set content = '{}' where sequence = 3"],
    ['update record set outcome = null where sequence = 3'],
    ['delete from record where sequence = 3'],
    ['delete from record'],
  ])('the database refuses: %s', async (statement) => {
    await expect(store.run(statement)).rejects.toThrow('append-only');
    expect(await verified()).toMatchObject({ kind: 'whole', rows: 5 });
  });

  test('the database refuses a row in place of another', async () => {
    const other = `select 3, ${copied}, digest from record where sequence = 4`;
    const statement =
      engine.name === 'sqlite'
        ? `insert or replace into record (sequence, ${copied}, digest) ${other}`
        : `insert into record (sequence, ${copied}, digest) ${other}
           on conflict (sequence) do update set content = excluded.content`;
    await expect(store.run(statement)).rejects.toThrow();
    const sameId = `insert or replace into record (sequence, ${copied}, digest) select 6, ${copied}, digest from record where sequence = 4`;
    await expect(store.run(engine.name === 'sqlite' ? sameId : 'truncate record')).rejects.toThrow('append-only');
    expect(await verified()).toMatchObject({ kind: 'whole', rows: 5 });
  });

  test('one changed character of any column is found', async () => {
    await spoil();
    const [row] = await store.run('select * from record');
    const columns = Object.keys(row ?? {}).filter((column) => column !== 'sequence' && column !== 'status');
    expect(columns).toHaveLength(18);
    const found: Record<string, unknown> = {};
    for (const column of columns) {
      await store.run(`update record set ${column} = ${column} || 'x' where sequence = 3`);
      found[column] = await verified();
      await store.run(`update record set ${column} = substr(${column}, 1, length(${column}) - 1) where sequence = 3`);
    }
    const changed = { kind: 'broken', fault: 'changed', at: 3 };
    expect(found).toEqual(Object.fromEntries(columns.map((column) => [column, changed])));
    expect(await verified()).toMatchObject({ kind: 'whole', rows: 5 });
  });

  test('a changed status is found, and one that was taken away', async () => {
    await spoil('update record set status = 412 where sequence = 3');
    expect(await verified()).toEqual({ kind: 'broken', fault: 'changed', at: 3 });
    await store.run('update record set status = null where sequence = 3');
    expect(await verified()).toEqual({ kind: 'broken', fault: 'changed', at: 3 });
  });

  test('a character that moved to the next column is found', async () => {
    await spoil("update record set patient = 'Patient/', order_reference = '1' || order_reference where sequence = 3");
    expect(await verified()).toEqual({ kind: 'broken', fault: 'changed', at: 3 });
  });

  test('a row that was written anew, with a digest of its own, is found by the row after it', async () => {
    const archive = openArchive(store.address);
    const rows: Row[] = [];
    for await (const row of archive.rows()) rows.push(row);
    await archive.close();
    const row = { ...rows[2], content: '{}' } as Row;
    await spoil(`update record set content = '{}', digest = '${digestOf(row)}' where sequence = 3`);
    expect(await verified()).toEqual({ kind: 'broken', fault: 'unchained', at: 4 });
  });

  test('a row taken away from the middle is found', async () => {
    await spoil('delete from record where sequence = 3');
    expect(await verified()).toEqual({ kind: 'broken', fault: 'missing', at: 3 });
  });

  test('the first row taken away is found, also where the table of retentions was made to say so', async () => {
    await spoil('delete from record where sequence = 1');
    expect(await verified()).toEqual({ kind: 'broken', fault: 'start-missing', at: 1 });
    await store.run(`insert into retention values (1, '${GENESIS}', '2026-01-01T00:00:00.000Z')`);
    expect(await verified()).toEqual({ kind: 'broken', fault: 'start-missing', at: 1 });
  });

  test('two rows that changed places are found', async () => {
    const move = (from: number, to: number) => `update record set sequence = ${to} where sequence = ${from}`;
    await spoil(move(2, 90), move(3, 2), move(90, 3));
    expect(await verified()).toEqual({ kind: 'broken', fault: 'changed', at: 2 });
  });

  test('a row put in before the first, or after the last, is found', async () => {
    const put = (at: number) =>
      `insert into record (sequence, ${copied}, digest)
         select ${at}, ${copied.replace(' id,', ` '${at}',`)}, digest from record where sequence = 5`;
    await spoil(put(6));
    expect(await verified()).toEqual({ kind: 'broken', fault: 'changed', at: 6 });
    await store.run(put(0));
    expect(await verified()).toMatchObject({ kind: 'broken', at: 0 });
  });

  test('rows cut off at the end are found by a head that was noted', async () => {
    const whole = await verified();
    const head = whole.kind === 'whole' ? whole.head : { sequence: 0, digest: '' };
    await spoil('delete from record where sequence = 5');
    expect(await verified()).toMatchObject({ kind: 'whole', rows: 4 });
    expect(await verified(head)).toEqual({ kind: 'broken', fault: 'cut-off', at: 5 });
    await store.run('delete from record');
    expect(await verified(head)).toEqual({ kind: 'broken', fault: 'cut-off', at: 1 });
  });

  test('a chain that was written anew is found by a head that was noted', async () => {
    const whole = await verified();
    const head = whole.kind === 'whole' ? whole.head : { sequence: 0, digest: '' };
    await spoil('delete from record where sequence = 5');
    const record = open(store.address);
    await record.journal.append([anEntry()]);
    await record.close();
    expect(await verified()).toMatchObject({ kind: 'whole', rows: 5 });
    expect(await verified(head)).toEqual({ kind: 'broken', fault: 'other-head', at: 5 });
    expect(await verified({ sequence: 4, digest: head.digest })).toEqual({
      kind: 'broken',
      fault: 'other-head',
      at: 4,
    });
  });
});
