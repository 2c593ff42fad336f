import { treatmentEvidence } from './assess-history.ts';
import { besideStatement, byStatement } from './assess-statement.ts';
import { earlierCourses, GIVEN, monthsKeep } from './courses.ts';
import type { Test } from './criterion.ts';
import { type Finding, open, type Question, settled, silence, stated } from './finding.ts';

type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** Under treatment now: a recent dose on record; an older one asks whether the treatment goes on. policies.md 2.1 (LEM-C.iv). */
export function assessReceiving({ product, limit }: TestOf<'receiving'>, question: Question): Finding {
  const { facts } = question;
  const courses = earlierCourses(facts, product);
  const shown = (counts: boolean) => courses.treatments.map((each) => treatmentEvidence(each, counts));
  switch (courses.kind) {
    case 'none':
    case 'unclear': {
      const { value, evidence } = stated(question);
      if (value === false) return settled('not-met', [...evidence, ...shown(false)]);
      const because = courses.kind === 'none' ? 'not-on-record' : courses.because;
      return open('doc-missing', because, [...shown(false), ...stated(question, false).evidence]);
    }
    case 'given': {
      const { day, recorded } = courses.last;
      if (day !== undefined && recorded && monthsKeep(day, facts.asOf, limit))
        return besideStatement(question, 'met', shown(true));
      return byStatement(question, {}, shown(false), day === undefined ? 'undated' : 'too-old');
    }
  }
}

/** Months since the last dose; only a continuation has one. policies.md 2.2 (LEM-R2), ruling R5, register 10. */
export function assessMonthsSince({ product, limit }: TestOf<'months-since'>, { facts }: Question): Finding {
  const courses = earlierCourses(facts, product);
  const shown = (counts: boolean) => courses.treatments.map((each) => treatmentEvidence(each, counts));
  switch (courses.kind) {
    case 'none':
      return settled('n/a', [], 'not-triggered');
    case 'unclear':
      return open('doc-missing', courses.because, shown(false));
    case 'given': {
      const { day, certain, recorded } = courses.last;
      const kept = day !== undefined && monthsKeep(day, facts.asOf, limit);
      if (day !== undefined && recorded && !kept) return settled('not-met', shown(true));
      if (!kept || !certain) return open('doc-missing', 'undated', shown(false));
      const unread = silence(facts, GIVEN, 'undated');
      return unread === 'undated' ? settled('met', shown(true)) : open('doc-missing', unread, shown(false));
    }
  }
}
