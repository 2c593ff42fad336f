import * as chart from './records.ts';

/** What both gene therapies of one payer ask for: clear labs of the last three months, a bleed, a treatment center. */
export const center = chart.prescriber('207RH0000X', 'Synthetic Hemophilia Treatment Center');
export const platelets = (result: number | string, unit = '10*9/L', day = '2026-07-15') =>
  chart.measured('platelets', '777-3', result, unit, day);
export const stiffness = (result: number | string, unit = 'kPa', day = '2026-07-15') =>
  chart.measured('stiffness', '77615-3', result, unit, day);
export const hiv = (word: 'positive' | 'negative', day = '2026-07-15') => chart.found('hiv', '56888-1', word, day);
export const hepatitisC = (word: 'positive' | 'negative', day = '2026-07-15') =>
  chart.found('hepatitis-c', '16128-1', word, day);
export const helperCells = (result: number | string, unit = '/uL', day = '2026-07-15') =>
  chart.measured('helper-cells', '24467-3', result, unit, day);
export const intracranialBleed = chart.condition('bleed', 'I61.9');

export const clearLabs = [
  chart.found('hepatitis-b', '5195-3', 'negative', '2026-07-15'),
  hepatitisC('negative'),
  hiv('negative'),
  platelets(220),
  stiffness(5.2),
];
export const excellus = chart.insured('Excellus BlueCross BlueShield');
