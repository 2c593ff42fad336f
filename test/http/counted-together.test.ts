import { describe, expect, test } from 'vitest';
import { CountedTogether } from '../../src/http/counted-together.ts';

const at = (time: string) => new Date(`2026-08-14T${time}Z`);
const BEGIN = at('15:00:00.000');

describe('calls of a client, counted by several processes', () => {
  test('are those of this one and what the others told, each client for itself, until the minute is over', () => {
    const [one, other] = [new CountedTogether(), new CountedTogether()];
    expect(one.count('hospital', BEGIN)).toEqual({ totalHits: 1, resetTime: at('15:01:00.000') });
    one.count('hospital', BEGIN);
    one.count('clinic', BEGIN);
    expect(other.count('hospital', BEGIN).totalHits).toBe(1);
    const news = one.news(BEGIN);
    expect(news).toEqual({
      minute: BEGIN.getTime() / 60_000,
      calls: [
        ['hospital', 2],
        ['clinic', 1],
      ],
    });
    if (news) other.hear(news, BEGIN);
    expect(other.count('hospital', at('15:00:59.999')).totalHits).toBe(4);
    expect(other.count('hospital', at('15:01:00.000'))).toEqual({ totalHits: 1, resetTime: at('15:02:00.000') });
  });

  test('nothing is told twice, nothing that was heard is told on, and no news is none', () => {
    const [one, other] = [new CountedTogether(), new CountedTogether()];
    expect(one.news(BEGIN)).toBeUndefined();
    one.count('hospital', BEGIN);
    const news = one.news(BEGIN);
    expect(one.news(BEGIN)).toBeUndefined();
    if (news) other.hear(news, BEGIN);
    expect(other.news(BEGIN)).toBeUndefined();
    one.count('hospital', BEGIN);
    expect(one.news(BEGIN)?.calls).toEqual([['hospital', 1]]);
  });

  test('what is told of a minute that is over counts for nothing', () => {
    const [one, other] = [new CountedTogether(), new CountedTogether()];
    one.count('hospital', at('15:00:59.999'));
    const news = one.news(at('15:00:59.999'));
    if (news) other.hear(news, at('15:01:00.000'));
    expect(other.count('hospital', at('15:01:00.000')).totalHits).toBe(1);
    one.count('hospital', at('15:01:59.999'));
    expect(one.news(at('15:02:00.000'))).toBeUndefined();
  });
});
