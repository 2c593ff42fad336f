import { besideStatement } from './assess-statement.ts';
import type { Test } from './criterion.ts';
import type { Finding, Question } from './finding.ts';
import { open } from './finding.ts';
import type { UsableReading } from './lab-series.ts';
import { type Standing, standing } from './limit.ts';
import { recentEvidence, recentReadings, undocumented, warningOf } from './recent.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** How results of one day stand to a limit: those on both sides settle nothing. Undefined where there are none. */
export function standingOfDay(readings: readonly UsableReading[], limit: string): Standing | 'conflicting' | undefined {
  const standings = new Set(
    readings.map(({ value }) => (value.kind === 'number' ? standing(value.interval, limit) : 'straddles')),
  );
  if (standings.has('within') && standings.has('beyond')) return 'conflicting';
  return (['beyond', 'within', 'straddles'] as const).find((each) => standings.has(each));
}

/** The newest result of a window against a limit: policies.md 5.1 (P109-HEM-8c). A stale unfavourable one is a remark. */
export function assessRecentLab(test: TestOf<'recent-lab'>, question: Question): Finding {
  const { facts } = question;
  const found = recentReadings(facts, test.lab, test.months);
  const shown = (counts: boolean) => recentEvidence(found, counts);
  const place = standingOfDay(found.newest, test.limit);
  switch (place) {
    case 'within':
      return facts.unread.laboratory === undefined
        ? besideStatement(question, 'met', shown(true))
        : open('doc-missing', facts.unread.laboratory, shown(false));
    case 'beyond':
      return besideStatement(question, 'not-met', shown(true));
    case 'conflicting':
      return undocumented(question, 'conflicting', shown(false));
    case 'straddles':
      return undocumented(question, 'straddles-limit', shown(false));
    case undefined: {
      const low = standingOfDay(found.stale, test.limit) === 'beyond' ? found.stale : [];
      return warningOf(undocumented(question, found.because, shown(false)), question, low);
    }
  }
}
