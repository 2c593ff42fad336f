import { all, criterion, diagnosis, documentedHistory, policy, reading } from '../../../criteria/write.ts';
import { antibodyNotDetected, ownLevel } from '../../../criteria/write-lab.ts';
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
import { about, factorVIIIInhibitor } from './about.ts';

/** Roctavian under PHARMACY-109 of Excellus BlueCross BlueShield, as reviewed on 2025-11-20. */
export default policy({
  ...pharmacy109,
  ...about,
  notices: notices('P109-ROC-10', 'P109-ROC-11'),

  criteria: all(
    treatmentCenter('P109-ROC-1', 'Roctavian, item 1'),
    adult('P109-ROC-2', 'Roctavian, item 2'),

    criterion(
      'P109-ROC-3',
      'Severe congenital hemophilia A with factor VIII activity under 1 IU/dL',
      all(
        criterion(
          'P109-ROC-3a',
          'Congenital hemophilia A is diagnosed',
          diagnosis(['hemophiliaA'], ['acquiredFactorDeficiency', 'hemophiliaB']),
          { name: 'hemophilia A diagnosis', section: 'Roctavian, item 3' },
        ),
        criterion(
          'P109-ROC-3b',
          'Factor VIII activity under 1 IU/dL',
          ownLevel('factorVIIIActivity', '< 1 IU/dL', {
            product: 'factorVIII',
            disturbing: ['emicizumab'],
            notAfter: hemophiliaGeneTherapies,
            orStated: false,
          }),
          { name: 'factor VIII activity', section: 'Roctavian, item 3' },
        ),
      ),
      {
        name: 'severe hemophilia A, factor VIII level',
        section: 'Roctavian, item 3',
        ask: "Coded diagnosis of hemophilia A (ICD-10-CM D66), and a factor VIII activity under 1 IU/dL: the patient's own level, drawn off factor VIII product, of any age",
        reading: reading(
          '2026-11-21',
          "The patient's own level is meant: any usable result under 1 settles it; a higher one disproves it only when drawn before factor VIII product and before emicizumab, which disturbs the assay (register 13, ruling R27).",
        ),
      },
    ),

    criterion(
      'P109-ROC-4',
      'A life-threatening bleed at any time, or repeated serious spontaneous bleeds while on routine factor VIII prophylaxis',
      documentedHistory(bleeds),
      {
        name: 'documented bleeding history',
        section: 'Roctavian, item 4',
        ask: 'Records of a life-threatening bleed at any time, or of repeated serious spontaneous bleeds despite routine factor VIII prophylaxis',
        reading: reading(
          '2026-11-21',
          'Prophylaxis qualifies the repeated bleeds only (register 19), and emicizumab is no factor VIII (ruling R27); a statement needs a note behind it (ruling R6), and intracranial bleeding counts by its code (ruling R11).',
        ),
      },
    ),

    criterion(
      'P109-ROC-5',
      'Tested for antibodies against AAV5, and none were found',
      antibodyNotDetected('aav5Antibody', '<= 1:50'),
      {
        name: 'no anti-AAV5 antibodies',
        section: 'Roctavian, item 5',
        ask: 'Anti-AAV5 antibody test with the result "not detected"',
        reading: reading(
          '2026-11-21',
          'Any titer is a finding (register 21). "Below 1:n" is none where n can be an assay\'s lowest dilution, taken as 1:50 at most (our convention). The total antibody companion test counts and is flagged (ruling R23).',
        ),
      },
    ),

    criterion(
      'P109-ROC-6',
      'No factor VIII inhibitor now, and none at any time before',
      all(
        criterion('P109-ROC-6a', 'Newest factor VIII inhibitor test is negative', factorVIIIInhibitor.negative(), {
          name: 'factor VIII inhibitor test',
          section: 'Roctavian, item 6',
        }),
        criterion(
          'P109-ROC-6b',
          'No factor VIII inhibitor at any time before',
          factorVIIIInhibitor.never(['factorVIIIInhibitor']),
          { name: 'no inhibitor history', section: 'Roctavian, item 6', answeredBy: 'P109-ROC-6' },
        ),
      ),
      {
        name: 'no factor VIII inhibitor',
        section: 'Roctavian, item 6',
        ask: "Factor VIII inhibitor test that is negative by the laboratory's own limit, and the statement that there never was an inhibitor",
        reading: reading(
          '2026-11-21',
          'No limit is printed, so the laboratory must call the result negative (register 23; 0.6 BU is only a reference). An answer settles the history half only (ruling R18); one positive with a negative re-test within 21 days is a false positive (ruling R12).',
        ),
      },
    ),

    notForConvenience('P109-ROC-7', 'Roctavian, item 7'),
    noGeneTherapy('P109-ROC-8', 'Roctavian, item 8'),
    exclusions('P109-ROC-9', 'Roctavian, item 9', 'hemophiliaB', 'hemophilia A'),
  ),
});
