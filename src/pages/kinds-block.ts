import type { Test } from '../criteria/criterion.ts';
import {
  age,
  any,
  attested,
  criterion,
  diagnosis,
  documents,
  everHad,
  inhibitor,
  kit,
  neverReceived,
  ownLevel,
  prophylaxis,
  quantity,
  titer,
} from '../criteria/write.ts';
import { code, plain, table } from './markdown.ts';
import { testInWords } from './test-in-words.ts';
import { statusWords } from './words.ts';

const one = criterion('X-1a', 'First way', attested(), { name: 'first way', section: 'X' });
const other = criterion('X-1b', 'Second way', attested(), { name: 'second way', section: 'X' });

/** One example of every kind of test, as a policy writes it. A new kind does not compile until it has one. */
export const examples: Readonly<Record<Test['kind'], () => Test>> = {
  age: () => age('>= 18 years'),
  diagnosis: () => diagnosis(['hemophiliaB'], ['hemophiliaA']),
  'own-level': () =>
    ownLevel('factorIXActivity', '<= 2 %', { product: 'factorIX', notAfter: ['hemgenix'], orStated: false }),
  prophylaxis: () => prophylaxis('factorIX', 'intolerance'),
  'inhibitor-negative': () => inhibitor('factorIXInhibitor', '< 0.6 BU', 21).negative(),
  'inhibitor-never': () => inhibitor('factorIXInhibitor', '< 0.6 BU', 21).never(['factorIXInhibitor']),
  'inhibitor-retest': () => inhibitor('factorIXInhibitor', '< 0.6 BU', 21).retest(),
  titer: () =>
    titer('aav5Antibody', '7-point', { limits: { '7-point': '<= 1:678', '9-point': '<= 1:898' }, notAfter: [] }),
  'never-received': () => neverReceived(['hemgenix', 'beqvez'], { hints: ['geneTherapyHistory'] }),
  'ever-had': () => everHad({ plain: ['intracranialHemorrhage'], judged: ['hemarthrosis'] }),
  attested: () => attested({ showing: ['alt'], when: ['hepatitisB'] }),
  quantity: () => quantity('<= 1 unit'),
  kit: () => kit({ millilitersPerKilogram: '2', millilitersPerVial: 10, weightDays: 30 }),
  documents: () => documents('X-1', 'X-2'),
  group: () => any(one, other),
};

/** The table of the kinds: what each looks at, what it can be, and how it is written. */
export function kindsBlock(): readonly string[] {
  return table(
    ['Kind', 'What it looks at', 'Can be', 'Written as'],
    Object.entries(examples).map(([kind, example]) => {
      const { looksAt, statuses } = testInWords(example());
      const can = Object.keys(statuses).map((status) => statusWords[status as keyof typeof statusWords].toLowerCase());
      return [kind, plain(looksAt), can.join(', ') || 'what its lines make it', code(written(example))];
    }),
  );
}

/** The source of an example, on one line. */
const written = (example: () => Test): string =>
  example
    .toString()
    .replace(/^\(\)\s*=>\s*/, '')
    .replace(/\s+/g, ' ')
    .replace(/,? ([)}])/g, (match, bracket: string) => (bracket === '}' ? match : bracket))
    .replace(/\( /g, '(');
