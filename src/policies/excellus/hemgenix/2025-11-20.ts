import {
  all,
  criterion,
  diagnosis,
  documentedHistory,
  exposureDays,
  policy,
  reading,
} from '../../../criteria/write.ts';
import { labPerformed, ownLevel } from '../../../criteria/write-lab.ts';
import {
  adult,
  bleeds,
  exclusions,
  hemophiliaGeneTherapies,
  noGeneTherapy,
  notForConvenience,
  notices,
  pharmacy109,
  treatmentCenter,
} from '../pharmacy-109.ts';
import { about, factorIXInhibitor } from './about.ts';

/** Hemgenix under PHARMACY-109 of Excellus BlueCross BlueShield, as reviewed on 2025-11-20. */
export default policy({
  ...pharmacy109,
  ...about,
  notices: notices('P109-HEM-9', 'P109-HEM-10'),

  criteria: all(
    treatmentCenter('P109-HEM-1', 'Hemgenix, item 1'),
    adult('P109-HEM-2', 'Hemgenix, item 2'),

    criterion(
      'P109-HEM-3',
      'Congenital hemophilia B with factor IX no higher than 2 % of normal',
      all(
        criterion(
          'P109-HEM-3a',
          'Congenital hemophilia B is diagnosed',
          diagnosis(['hemophiliaB'], ['acquiredFactorDeficiency', 'hemophiliaA']),
          { name: 'hemophilia B diagnosis', section: 'Hemgenix, item 3' },
        ),
        criterion(
          'P109-HEM-3b',
          'Factor IX activity no higher than 2 % of normal',
          ownLevel('factorIXActivity', '<= 2 %', {
            product: 'factorIX',
            notAfter: hemophiliaGeneTherapies,
            orStated: false,
          }),
          { name: 'factor IX activity', section: 'Hemgenix, item 3' },
        ),
      ),
      {
        name: 'hemophilia B, factor IX level',
        section: 'Hemgenix, item 3',
        ask: "Coded diagnosis of hemophilia B (ICD-10-CM D67), and a factor IX activity of 2 % or lower: the patient's own level, drawn off factor IX product, of any age",
        reading: reading(
          '2026-11-21',
          "The patient's own level is meant: any usable result at or under 2 % settles it; a higher one disproves it only when drawn before the first recorded product (register 13).",
        ),
      },
    ),

    criterion(
      'P109-HEM-4',
      'A life-threatening bleed at any time, or repeated serious spontaneous bleeds while on routine factor IX prophylaxis',
      documentedHistory(bleeds),
      {
        name: 'documented bleeding history',
        section: 'Hemgenix, item 4',
        ask: 'Records of a life-threatening bleed at any time, or of repeated serious spontaneous bleeds despite routine factor IX prophylaxis',
        reading: reading(
          '2026-11-21',
          'Prophylaxis qualifies the repeated bleeds only (register 19) and is not enough by itself; a statement needs a note behind it (ruling R6), and intracranial bleeding counts by its code (ruling R11).',
        ),
      },
    ),

    criterion(
      'P109-HEM-4a',
      'While on factor IX prophylaxis: at least 150 exposure days',
      exposureDays('factorIX', '>= 150 days', { count: 'factorIXExposureDays', freshMonths: 12 }),
      {
        name: '150 exposure days',
        section: 'Hemgenix, item 4a',
        ask: 'Number of factor IX exposure days, at least 150, as documented in the record',
        reading: reading(
          '2026-11-21',
          'A documented number counts; recorded doses are only a floor (register 20). A lower number more than 12 months old is stale, since the days only grow (our convention).',
        ),
      },
    ),

    notForConvenience('P109-HEM-4b', 'Hemgenix, item 4b'),

    criterion(
      'P109-HEM-5',
      'Screened for neutralizing antibodies against AAV5, with any result',
      labPerformed('aav5Antibody'),
      {
        name: 'anti-AAV5 screening',
        section: 'Hemgenix, item 5',
        ask: 'Report of the anti-AAV5 neutralizing antibody test; its result does not matter here',
        reading: reading('2026-11-21', 'Taken at its word: a test is asked for and no limit is printed (register 21).'),
      },
    ),

    criterion(
      'P109-HEM-6',
      'No factor IX inhibitor now, and none at any time before',
      all(
        criterion('P109-HEM-6a', 'Newest factor IX inhibitor test is negative', factorIXInhibitor.negative(), {
          name: 'factor IX inhibitor test',
          section: 'Hemgenix, item 6',
        }),
        criterion(
          'P109-HEM-6b',
          'No factor IX inhibitor at any time before',
          factorIXInhibitor.never(['factorIXInhibitor']),
          { name: 'no inhibitor history', section: 'Hemgenix, item 6', answeredBy: 'P109-HEM-6' },
        ),
      ),
      {
        name: 'no factor IX inhibitor',
        section: 'Hemgenix, item 6',
        ask: "Factor IX inhibitor test that is negative by the laboratory's own limit, and the statement that there never was an inhibitor",
        reading: reading(
          '2026-11-21',
          'No limit is printed, so the laboratory must call the result negative (register 23; 0.6 BU is only a reference). An answer settles the history half only (ruling R18); one positive with a negative re-test within 21 days is a false positive (ruling R12).',
        ),
      },
    ),

    noGeneTherapy('P109-HEM-7', 'Hemgenix, item 7'),
    exclusions('P109-HEM-8', 'Hemgenix, item 8', 'hemophiliaA', 'hemophilia B'),
  ),
});
