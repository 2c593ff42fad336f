import { afterAll, beforeAll, expect, test } from 'vitest';
import { anEntry, entries, onBothEngines, open, verifyAt } from '../support/record.ts';

/** What the first migration made and a later one took away. */
const EARLIER = [
  'drop index record_order_given',
  'drop index record_card_given',
  'create index record_call on record (call)',
  'create index record_order on record (order_reference, sequence)',
  'create index record_card on record (card)',
  "delete from kysely_migration where name = '2026-11-indexes'",
];

onBothEngines('a store on %s that an earlier version made', (_, make) => {
  const engine = make();
  beforeAll(engine.start, 60_000);
  afterAll(engine.stop);

  test('is opened, brought to the newest form, and written on; what is sought in it is found', async () => {
    const store = await engine.newStore();
    const before = open(store.address);
    await before.journal.append(entries(5));
    await before.close();
    await store.run(...EARLIER);
    const record = open(store.address);
    const made = {
      ...anEntry({ id: 'new' }),
      kind: 'determination' as const,
      order: 'MedicationRequest/new',
      card: 'card-new',
    };
    expect(await record.journal.append([made])).toBe('kept');
    expect((await record.archive.find({ order: 'MedicationRequest/new' })).map(({ id }) => id)).toEqual(['new']);
    await record.close();
    expect(await verifyAt(store.address)).toMatchObject({ kind: 'whole', rows: 6 });
    const [indexes] = await store.run(
      engine.name === 'sqlite'
        ? "select group_concat(name) as names from sqlite_master where type = 'index' and name like 'record\\_%' escape '\\'"
        : "select string_agg(indexname, ',') as names from pg_indexes where tablename = 'record'",
    );
    const names = String(indexes?.names).split(',');
    for (const name of ['record_order_given', 'record_card_given']) expect(names).toContain(name);
    for (const name of ['record_order', 'record_card', 'record_call']) expect(names).not.toContain(name);
  });
});
