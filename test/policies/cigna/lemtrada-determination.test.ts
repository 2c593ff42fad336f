import { describe, expect, test } from 'vitest';
import { determine } from '../../../src/hooks/determination.ts';
import v20240301 from '../../../src/policies/cigna/lemtrada/2024-03-01.ts';
import { msB, secondCourse } from './ms-b.ts';

describe('lemtrada-cigna 2024-03-01 in a determination', () => {
  const occasion = { id: 'id', order: msB.order.reference, asOf: msB.asOf, notices: [] };
  const noticesOn = (asOf: string, authored = asOf) =>
    determine(
      v20240301,
      { ...msB, asOf, order: { ...msB.order, authored } },
      { ...occasion, asOf },
    ).determination.notices.join('\n');

  test.each([
    ['2025-02-28', undefined, false],
    ['2025-03-01', undefined, false],
    ['2025-03-02', undefined, true],
    ['2025-03-01', '2025-03-02', true],
  ])('on %s (ordered %s): past the review date is %s', (asOf, authored, past) => {
    expect(noticesOn(asOf, authored).includes('past its review date')).toBe(past);
  });

  test('is judged all the same, and says what the frame of the document says', () => {
    const { determination } = determine(v20240301, msB, occasion);
    expect(determination).toMatchObject({ outcome: 'likely-approval', request: 'initial' });
    for (const word of ['supersedes', 'delegated vendor', 'HIV', 'REMS'])
      expect(determination.notices.join('\n')).toContain(word);
  });

  test('is a continuation once Lemtrada was given', () => {
    expect(determine(v20240301, secondCourse(msB), occasion).determination.request).toBe('continuation');
  });
});
