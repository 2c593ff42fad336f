import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalOf, divideRoundingUp, intervalOf, multiply, scale } from '../../src/facts/interval.ts';
import { type LabName, labDefinition, labNames } from '../../src/facts/labs.ts';
import { convert, factorOf } from '../../src/facts/unit.ts';

describe('units, exactly', () => {
  test.each<[LabName, string, string, string]>([
    ['factorIXActivity', '2', '%', '2'],
    ['factorIXActivity', '2', 'IU/dL', '2'],
    ['factorIXActivity', '0.02', '[IU]/mL', '2'],
    ['factorIXActivity', '0.02', 'U/mL', '2'],
    ['factorIXActivity', '0.07', 'IU/mL', '7'],
    ['factorIXActivity', '20', '[IU]/L', '2'],
    ['factorIXInhibitor', '0.6', "[beth'U]", '0.6'],
    ['factorIXInhibitor', '0.6', 'Bethesda units', '0.6'],
    ['factorIXInhibitor', '0.6', 'NBU/mL', '0.6'],
    ['alt', '0.4', 'ukat/L', '24'],
    ['weight', '79000', 'g', '79'],
    ['weight', '100', '[lb_av]', '45.359237'],
    ['aav5Antibody', '678', '{titer}', '678'],
  ])('%s %s %s is %s in its own unit', (lab, value, code, expected) => {
    expect(convert(lab, intervalOf('=', value), { code })).toEqual(intervalOf('=', expected));
  });

  test.each<[LabName, { code?: string; text?: string }]>([
    ['factorIXActivity', { code: "[beth'U]" }],
    ['factorIXActivity', {}],
    ['factorIXActivity', { code: '%', text: 'IU/mL' }],
    ['factorIXActivity', { code: '{ratio}' }],
    ['factorIXInhibitor', { code: '%' }],
    ['factorIXInhibitor', { code: '[IU]/dL' }],
    ['factorIXInhibitor', { code: 'U/mL' }],
    ['ast', { code: 'mmol/L' }],
    ['weight', { code: 'mmHg', text: 'kg' }],
  ])('%s in %j is refused', (lab, unit) => expect(convert(lab, intervalOf('=', '1'), unit)).toBe('unit-unknown'));

  test.each<[LabName, string, string]>([
    ['weight', '155', 'mg'],
    ['weight', '155', 'g'],
    ['weight', '7900', 'kg'],
    ['factorIXActivity', '-1', '%'],
    ['factorIXActivity', '401', '%'],
  ])('%s %s %s is not plausible, or not a unit', (lab, value, code) =>
    expect(convert(lab, intervalOf('=', value), { code })).toMatch(/implausible|unit-unknown/));

  test('an accepted unit in another case is the same unit: no two spellings of a test collide', () => {
    for (const lab of labNames) {
      const units = Object.keys(labDefinition(lab).units);
      for (const unit of units) {
        const factors = units
          .filter((other) => other.toLowerCase() === unit.toLowerCase())
          .map((other) => factorOf(lab, { code: other }));
        expect(new Set(factors).size, `${lab} ${unit}`).toBe(1);
      }
    }
  });

  const decimal = fc
    .tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 6 }))
    .map(([digits, places]) => decimalOf(`${digits}e-${places}`) ?? '0');
  test('converting there and back changes nothing', () => {
    fc.assert(
      fc.property(decimal, fc.constantFrom('100', '0.1', '60', '0.001'), (value, factor) => {
        const inverse = { '100': '0.01', '0.1': '10', '60': undefined, '0.001': '1000' }[factor];
        if (inverse !== undefined) expect(multiply(multiply(value, factor), inverse)).toBe(value);
        expect(scale(intervalOf('<', value), factor)).toEqual(intervalOf('<', multiply(value, factor)));
      }),
    );
  });

  test.each([
    ['100', 10, 10],
    ['100.0', 10, 10],
    ['100.2', 10, 11],
    ['90', 10, 9],
    ['0', 10, 0],
  ])('%s mL in vials of %i: %i', (milliliters, vial, vials) => expect(divideRoundingUp(milliliters, vial)).toBe(vials));

  test.each([
    ['1e3', '1000'],
    ['0.10', '0.1'],
    ['-0.5', '-0.5'],
    ['1e400', undefined],
    ['1,5', undefined],
    ['NaN', undefined],
    ['', undefined],
  ])('%j as a decimal is %j', (text, expected) => expect(decimalOf(text)).toBe(expected));
});
