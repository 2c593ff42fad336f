import { expect, test } from 'vitest';
import { newId } from '../src/new-id.ts';

test('ids are UUIDs of version 7, none twice, and sort as they were made, millisecond by millisecond', async () => {
  const early = Array.from({ length: 1_000 }, newId);
  await new Promise((later) => setTimeout(later, 5));
  const late = Array.from({ length: 1_000 }, newId);
  for (const id of [...early, ...late])
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set([...early, ...late]).size).toBe(2_000);
  expect(
    early
      .toSorted()
      .at(-1)
      ?.localeCompare(late.toSorted()[0] ?? ''),
  ).toBe(-1);
});
