import * as fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Limit, parseLimit, type Standing, standing } from '../../src/criteria/limit.ts';
import { type Comparator, intervalOf } from '../../src/facts/interval.ts';
import { nestedIntervals } from '../support/intervals.ts';

describe('a reading against a limit', () => {
  test.each<[Comparator, string, string, Standing]>([
    // factor IX activity
    ['=', '1.99', '<= 2 %', 'within'],
    ['=', '2', '<= 2 %', 'within'],
    ['=', '2.00', '<= 2 %', 'within'],
    ['=', '2.000000000000000001', '<= 2 %', 'beyond'],
    ['=', '2.01', '<= 2 %', 'beyond'],
    ['<', '1', '<= 2 %', 'within'],
    ['<', '2', '<= 2 %', 'within'],
    ['<=', '2', '<= 2 %', 'within'],
    ['<', '3', '<= 2 %', 'straddles'],
    ['>', '1', '<= 2 %', 'straddles'],
    ['>=', '2', '<= 2 %', 'straddles'],
    ['>', '2', '<= 2 %', 'beyond'],
    ['>=', '3', '<= 2 %', 'beyond'],
    // inhibitor
    ['=', '0.59', '< 0.6 BU', 'within'],
    ['=', '0.6', '< 0.6 BU', 'beyond'],
    ['=', '0.61', '< 0.6 BU', 'beyond'],
    ['<', '0.6', '< 0.6 BU', 'within'],
    ['<=', '0.6', '< 0.6 BU', 'straddles'],
    ['<', '1.0', '< 0.6 BU', 'straddles'],
    ['>', '0.6', '< 0.6 BU', 'beyond'],
    ['>=', '0.6', '< 0.6 BU', 'beyond'],
    ['>', '0.5', '< 0.6 BU', 'straddles'],
    // the other two signs, on published Gamifant limits
    ['=', '684', '> 684 ng/mL', 'beyond'],
    ['=', '684.1', '> 684 ng/mL', 'within'],
    ['>', '684', '> 684 ng/mL', 'within'],
    ['>', '500', '> 684 ng/mL', 'straddles'],
    ['<=', '684', '> 684 ng/mL', 'beyond'],
    ['=', '12', '>= 12 months', 'within'],
    ['<', '12', '>= 12 months', 'beyond'],
    ['>=', '12', '>= 12 months', 'within'],
    // titers
    ['=', '678', '<= 1:678', 'within'],
    ['=', '679', '<= 1:678', 'beyond'],
  ])('%s %s against %s: %s', (comparator, value, limit, expected) => {
    expect(standing(intervalOf(comparator, value), limit)).toBe(expected);
  });

  test('a more exact reading settles more, and never turns anything round', () => {
    fc.assert(
      fc.property(
        nestedIntervals(['0', '0.59', '0.6', '0.6000000000000001', '2', '181']),
        fc.constantFrom('<', '<=', '>', '>='),
        fc.constantFrom('0', '0.6', '2'),
        ({ wide, narrow }, sign, value) => {
          const limit = `${sign} ${value} BU`;
          if (standing(wide, limit) !== 'straddles') expect(standing(narrow, limit)).toBe(standing(wide, limit));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('what is no limit is refused', () => {
    for (const text of ['=< 2 %', '<=2 %', '2 %', '<= two', '']) expect(() => parseLimit(text)).toThrow('not a limit');
  });

  test('the compiler refuses a wrong unit, a wrong sign, and a titer without 1:', () => {
    expectTypeOf<'<= 2 %'>().toExtend<Limit<'factorIXActivity'>>();
    expectTypeOf<'<= 2 IU/mL'>().not.toExtend<Limit<'factorIXActivity'>>();
    expectTypeOf<'=< 2 %'>().not.toExtend<Limit<'factorIXActivity'>>();
    expectTypeOf<'<= 2'>().not.toExtend<Limit<'factorIXActivity'>>();
    expectTypeOf<'< 0.6 BU'>().toExtend<Limit<'factorIXInhibitor'>>();
    expectTypeOf<'< 0.6 %'>().not.toExtend<Limit<'factorIXInhibitor'>>();
    expectTypeOf<'<= 1:678'>().toExtend<Limit<'aav5Antibody'>>();
    expectTypeOf<'<= 678'>().not.toExtend<Limit<'aav5Antibody'>>();
    expectTypeOf<'<= 678 titer'>().not.toExtend<Limit<'aav5Antibody'>>();
    expectTypeOf<'factorIXActvity'>().not.toExtend<import('../../src/facts/labs.ts').LabName>();
  });
});
