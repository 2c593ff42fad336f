import { attested, criterion, documents, policy, reading, replacing } from '../../../criteria/write.ts';
import { ownLevel } from '../../../criteria/write-lab.ts';
import current from './2026-07-23.ts';
import { about, document, hemophiliaGeneTherapies, planFirst } from './about.ts';

/**
 * The first wording, in force from 2026-01-08 to 2026-07-22. It is known from the revision log alone: the lines the log
 * quotes stand here, the others are taken as in 2026-07-23, and every answer says so.
 */
export default policy({
  ...about,
  version: '2026-01-08',
  effective: { from: '2026-01-08', until: '2026-07-22' },
  source: { ...document, revised: '2025-12-09' },
  notices: [
    planFirst,
    'The wording of 2026-01-08 is known from the revision log; lines the log does not mention are judged as worded on 2026-07-23.',
  ],

  criteria: replacing(
    current.criteria,
    criterion(
      'HKS-III.0',
      'Medical records come with the request',
      documents('HKS-III.2a', 'HKS-III.2c', 'HKS-III.5a'),
      {
        name: 'supporting documents',
        section: 'III, opening paragraph',
        reading: reading('2026-11-21', 'Met when the lines that need a record rest on one (ruling R28).'),
      },
    ),

    criterion(
      'HKS-III.2b',
      'Bleeding phenotype with factor IX activity no higher than 2 % of normal, attested by the managing physician',
      ownLevel('factorIXActivity', '<= 2 %', {
        product: 'factorIX',
        notAfter: hemophiliaGeneTherapies,
        orStated: true,
      }),
      {
        name: 'factor IX activity',
        section: 'III, bullet 2',
        ask: 'The managing physician attests a bleeding phenotype with factor IX activity of 2 % of normal or lower',
        reading: reading(
          '2026-11-21',
          'A recorded result at or under 2 % is as good as the attestation that this wording asks for.',
        ),
      },
    ),

    criterion(
      'HKS-III.8',
      'The managing physician takes a baseline anti-AAV5 antibody titer into account',
      attested({ showing: ['aav5Antibody'] }),
      {
        name: 'anti-AAV5 titer',
        section: 'III, bullet 8',
        ask: 'The managing physician uses a baseline anti-AAV5 antibody titer in the evaluation',
        reading: reading('2026-11-21', 'This wording sets no limit on the titer.'),
      },
    ),
  ),
});
