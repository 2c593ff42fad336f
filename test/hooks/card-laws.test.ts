import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownText } from '../../src/fhir/json.ts';
import { cardFor } from '../../src/hooks/cards.ts';
import { type Determination, determine } from '../../src/hooks/determination.ts';
import { writings } from '../../src/hooks/writing.ts';
import { bcbsks } from '../../src/policies/bcbsks/payer.ts';
import { policies } from '../../src/policies/index.ts';
import { mrA } from '../policies/bcbsks/mr-a.ts';
import { everySetting, settingsOf, type Wished } from '../support/card-settings.ts';
import { only } from '../support/patient.ts';

/** Whatever stands in a chart is shown as it stands, and nothing of it is ever read as a mark, a link or HTML. */

const { gfm, plain } = writings;

/** What a backslash before a sign comes to: the sign (CommonMark 2.4). */
const read = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
/** The signs that still mean something, once those that were taken away are gone. */
const live = (text: string): string => text.replace(/\\[!-/:-@[-`{-~]/g, 'x');

const nasty = [
  '**bold**',
  '_x_',
  '~~gone~~',
  '`code`',
  '```\n',
  '# heading',
  '> quote',
  '- item',
  '+ item',
  '1. item',
  '7) item',
  '---',
  '===',
  '| a | b |\n|---|---|',
  '[link](https://evil.example)',
  '![image](x)',
  '<https://evil.example>',
  'https://evil.example',
  'www.evil.example',
  '_www.evil.example',
  '(www.evil.example)',
  'WWW.evil.example',
  'a@evil.example',
  '</details>',
  '<summary>',
  '<img src=x onerror=alert(1)>',
  '<!-- ',
  '<?php',
  '&lt;b&gt;',
  '&#60;',
  '\\',
  '\\*',
  '\\\\',
  '\r\n\r\n',
  '\u2028',
  '\u0000\u001b[2J',
  '\u202e\u2066abc\u2069',
  '\u200f\u200d\u200b',
  '\ud800',
  '<1 %',
  'x'.repeat(3_000),
];
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(...nasty),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe('text of others, in Markdown', () => {
  test('reads as it was written, on one line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(read(gfm.quoted(text))).toBe(shownText(text, 600));
        expect(gfm.quoted(text)).not.toMatch(/[\r\n\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 2_000 },
    );
  });

  test('no sign in it means anything, wherever it stands', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const left = live(gfm.quoted(text));
        expect(left).not.toMatch(/[`*_[\]|~]|<[a-z/!?]|&#?\w+;|:\/\/|www\.|@/i);
        expect(left).not.toMatch(/^(?:[#>+=-]|\d{1,9}[.)](?:\s|$))/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('text of others, in plain text', () => {
  test('stands as it was written, but that no tag can begin', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = plain.quoted(text);
        expect(shown.replaceAll('‹', '<')).toBe(shownText(text, 600).replaceAll('‹', '<'));
        expect(shown).not.toMatch(/<[a-z/!?]/i);
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each([
  '患者 一郎',
  'Žofie Ñandú Þór',
  'אברהם כהן',
  'محمد عبد الله',
  'می‌خواهم',
  'क्षत्रिय',
  '👩🏽‍⚕️ Dr. Ö',
  'O’Brien-Søndergård, J. (2nd)',
  '<1 %',
  '5 % & more',
])('a name in any script stays whole: %s', (name) => {
  expect(plain.quoted(name)).toBe(name);
  expect(gfm.quoted(name)).toBe(name);
});

const policy = policies[1] as (typeof policies)[number];
const occasion = { id: 'id', order: 'MedicationRequest/1', coverage: 'Coverage/1', asOf: '2026-08-14', notices: [] };
const cases = [mrA, only('aav5Antibody')(mrA)].map((facts) => determine(policy, facts, occasion).determination);

/** The same determination with a text wherever a chart or a payer may have one. */
const saying = (determination: Determination, text: string): Determination => ({
  ...determination,
  order: `MedicationRequest/${text}`,
  coverage: `Coverage/${text}`,
  notices: [...determination.notices, `The coverage is with ${text}, it says.`],
  criteria: determination.criteria.map((line, index) => ({
    ...line,
    evidence: [{ reference: `Observation/${text}`, says: text, counts: index % 2 === 0 }, ...line.evidence],
  })),
});

const cardOf = (determination: Determination, wished: Wished) =>
  cardFor(determination, {
    uuid: 'card',
    drug: 'Hemgenix',
    payer: bcbsks,
    suggestions: [],
    held: [],
    settings: settingsOf(wished),
    publicUrl: 'https://cds.example.org',
  });

/** What a detail is built of: its lines, each by the marks that it begins with, and the live signs that it holds. */
const builtOf = (detail: string): readonly string[] =>
  detail
    .split('\n')
    .map(
      (line) => `${/^\s*(?:- )?(?:Not counted: )?/.exec(line)?.[0] ?? ''}${live(line).match(/\*\*|<\/?\w+>/g) ?? ''}`,
    );

test.each(everySetting)('%s: a card is built the same, whatever the chart says', (_, wished) => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(...cases), (text, determination) => {
      const bare = cardOf(saying(determination, 'word'), wished);
      const card = cardOf(saying(determination, `word ${text}`), wished);
      expect(card.summary).toBe(bare.summary);
      const built =
        wished.cardText === 'gfm'
          ? builtOf
          : (detail: string) => detail.split('\n').map((line) => /^\s*(?:- )?/.exec(line)?.[0]);
      expect(built(card.detail)).toEqual(built(bare.detail));
      expect(card.detail.isWellFormed()).toBe(true);
    }),
    { numRuns: 60 },
  );
});
