import type { Test } from '../criteria/criterion.ts';
import { statusWords } from '../criteria/status.ts';
import {
  age,
  any,
  attested,
  criterion,
  currentType,
  diagnosis,
  documentedHistory,
  documents,
  dose,
  everHad,
  exposureDays,
  indication,
  kit,
  neverReceived,
  notedStatement,
  priorResponse,
  prophylaxis,
  quantity,
  received,
  specialist,
  specialistAt,
  statedReason,
  underlying,
} from '../criteria/write.ts';
import {
  controlledInfection,
  noActiveInfection,
  noAdvancedDisease,
  noDiagnosis,
  noInfection,
  noOtherUse,
  recentLab,
} from '../criteria/write-exclusion.ts';
import {
  antibodyNotDetected,
  baseline,
  improved,
  inhibitor,
  labPerformed,
  ownLevel,
  titer,
} from '../criteria/write-lab.ts';
import {
  courseDose,
  monthsSince,
  noConcurrent,
  previousTreatment,
  receiving,
  stepTherapy,
} from '../criteria/write-treatment.ts';
import { code, plain, table } from './markdown.ts';
import { testInWords } from './test-in-words.ts';

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
  baseline: () => baseline('platelets', '< 181 10*9/L', { before: 'gamifant', days: 30 }),
  improved: () => improved({ since: 'gamifant', lower: ['ferritin'], higher: ['platelets'] }),
  indication: () => indication(['hlhOrMas'], ['systemicJia']),
  underlying: () => underlying(['systemicJia'], ['hlhOfOtherCause']),
  'other-use': () => noOtherUse({ indications: ['hlhOrMas'], otherCause: ['hlhOfOtherCause'], spared: ['primaryHlh'] }),
  'prior-response': () => priorResponse({ drugs: ['etoposide'], needs: 'exposure', unexposed: 'doc-missing' }),
  received: () => received('gamifant'),
  dose: () => dose('<= 10 mg/kg', 72),
  specialist: () => specialist('neurology'),
  'specialist-at': () => specialistAt(['hematology'], ['hemophilia treatment center']),
  'current-type': () =>
    currentType('required', ['msRelapsingRemitting'], { types: ['msRelapsingRemitting', 'msPrimaryProgressive'] }),
  'noted-statement': () => notedStatement({ after: 'lemtrada' }),
  'stated-reason': () => statedReason('msRelapsingRemitting'),
  'step-therapy': () => stepTherapy({ named: ['fingolimod'], others: ['ofatumumab'], brands: ['gilenya'] }),
  'previous-treatment': () => previousTreatment(['ocrelizumab'], { near: ['ocrelizumabSubcutaneous'] }),
  receiving: () => receiving('lemtrada', '<= 24 months'),
  'months-since': () => monthsSince('lemtrada', '>= 12 months'),
  'course-dose': () =>
    courseDose({ product: 'lemtrada', milligrams: '12', firstDays: 5, laterDays: 3, claimedBy: 'X-1' }),
  'no-concurrent': () => noConcurrent(['fingolimod', 'ocrelizumab']),
  'exposure-days': () => exposureDays('factorIX', '>= 150 days', { count: 'factorIXExposureDays', freshMonths: 12 }),
  'documented-history': () => documentedHistory({ plain: ['intracranialHemorrhage'], judged: ['hemarthrosis'] }),
  'lab-performed': () => labPerformed('aav5Antibody'),
  'lab-negative': () => antibodyNotDetected('aav5Antibody', '<= 1:50'),
  'recent-lab': () => recentLab('platelets', '>= 50 10*9/L', 3),
  'no-infection': () => noInfection({ conditions: ['hiv'], confirming: ['hivRna'], screening: ['hivScreen'] }),
  'no-active-infection': () =>
    noActiveInfection({
      screen: 'hepatitisCAntibody',
      finds: 'exposure',
      confirm: 'hepatitisCRna',
      conditions: ['hepatitisC'],
      months: 3,
    }),
  'controlled-infection': () =>
    controlledInfection('cd4', '<= 200 /uL', {
      screen: 'hivScreen',
      confirm: 'hivRna',
      conditions: ['hiv'],
      months: 3,
    }),
  'no-advanced-disease': () => noAdvancedDisease('liverStiffness', '< 9 kPa', { conditions: ['cirrhosis'], months: 3 }),
  'no-diagnosis': () => noDiagnosis(['otherCoagulationDisorder']),
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
