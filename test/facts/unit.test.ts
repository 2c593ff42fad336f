import { describe, expect, test } from 'vitest';
import { decimalOf, divideRoundingUp, intervalOf } from '../../src/facts/interval.ts';
import type { LabName } from '../../src/facts/labs.ts';
import { convert } from '../../src/facts/unit.ts';

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
    ['ferritin', '0', 'ng/mL'],
    ['platelets', '0', 'K/uL'],
    ['fibrinogen', '0', 'mg/dL'],
    ['ast', '0', 'U/L'],
  ])('%s %s %s is not plausible', (lab, value, code) =>
    expect(convert(lab, intervalOf('=', value), { code })).toBe('implausible'));

  test.each<[LabName, string, string]>([
    ['cd4', '0', '/uL'],
    ['hivRna', '0', 'copies/mL'],
    ['factorIXActivity', '0', '%'],
    ['factorIXInhibitor', '0', 'BU'],
  ])('%s of %s %s is a result', (lab, value, code) =>
    expect(convert(lab, intervalOf('=', value), { code })).toEqual(intervalOf('=', '0')));

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
