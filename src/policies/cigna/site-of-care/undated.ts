import type { SiteOfCarePolicy } from '../../../criteria/site-of-care-policy.ts';
import { othersDecide, planFirst } from '../standing.ts';

/** Where drugs of Cigna's site-of-care list are given. The copy of the document carries no date. */
const siteOfCareCigna: SiteOfCarePolicy = {
  id: 'site-of-care-cigna',
  version: 'undated',
  payer: 'cigna',
  title: 'Medication administration site of care',
  source: { title: 'Medication Administration Site of Care', publisher: 'Cigna' },
  notices: [
    'The copy of the site-of-care policy carries no date, and its drug list looks like late 2021: ask Cigna for the current one.',
    'The list may be incomplete and may change: a drug that is not on it is not thereby exempt.',
    planFirst,
    othersDecide,
  ],

  places: {
    'hospital-outpatient': 'justified',
    'hospital-affiliated': 'justified',
    'less-intensive': 'accepted',
    home: 'accepted',
    inpatient: 'not-addressed',
    'affiliation-unknown': 'open',
    'not-named': 'open',
  },

  gate: {
    id: 'SOC-0',
    text: 'The drug is on the site-of-care list, and its own criteria do not head for denial',
    name: 'listed drug, own criteria first',
    section: 'Medical necessity criteria, opening; drug list',
    ask: 'Name the product on the order, by its brand or by the code that is its own',
    reading: {
      says: 'The list is read by drug: a code of a class, an ingredient without a product, or a code misprinted beside a drug does not put an order on it (register 25).',
      signed: '2026-11-21',
    },
  },

  limbs: [
    {
      id: 'SOC-1',
      text: "The drug's FDA label restricts where it may be given",
      name: 'label restricts the setting',
      section: 'Hospital criteria, bullet 1',
      by: { kind: 'label' },
      ask: "The part of the drug's label that restricts where it may be given",
      confirm: "The drug's FDA label restricts it to a setting such as the one ordered",
      reading: {
        says: 'A restriction to certified or equipped settings is not one to hospitals: it is never met by itself, and a statement is asked for (ruling R24, register 25).',
        signed: '2026-11-21',
      },
    },
    {
      id: 'SOC-2',
      text: 'An earlier adverse event with this drug calls for closer care, and prevention cannot manage it',
      name: 'adverse event with this drug',
      section: 'Hospital criteria, bullet 2',
      by: { kind: 'event', hints: ['infusionReaction'] },
      ask: 'Record of the adverse event, naming this drug: an allergy entry, an adverse event report or a note',
      confirm:
        'The documented adverse event with this drug needs closer care, and premedication or other prevention cannot manage it',
      reading: {
        says: 'Met by a record of an event with this drug and a statement; a reaction whose drug is not named keeps the line open, and a statement alone is not shown (ruling R24).',
        signed: '2026-11-21',
      },
    },
    {
      id: 'SOC-3',
      text: 'A significant comorbidity or a fluid-overload concern on record precludes a less intensive setting',
      name: 'comorbidity precludes other settings',
      section: 'Hospital criteria, bullet 3',
      by: { kind: 'comorbidity', of: ['siteOfCareComorbidity'] },
      ask: 'Record of the comorbidity or of the fluid-overload concern: a confirmed diagnosis or a note',
      confirm: 'The documented comorbidity or fluid-overload concern precludes treatment at a less intensive site',
      reading: {
        says: 'Met by a diagnosis on record and a statement; the diagnoses looked for are prompts, since the document names none but a cardiopulmonary disorder (ruling R24).',
        signed: '2026-11-21',
      },
    },
  ],

  transition: {
    id: 'SOC-5',
    text: 'A request that begins at a hospital may get one approval of 30 days for moving to another site',
    name: 'one-time transition of 30 days',
    section: 'Medical necessity criteria, transition',
    notice:
      'A request that begins at a hospital outpatient setting may get one approval of 30 days for the move; whether it does is for the plan to say.',
  },

  alternatives: [
    { place: 'less-intensive', says: 'an ambulatory infusion center not affiliated with a hospital' },
    { place: 'less-intensive', says: "a physician's office" },
    { place: 'home', says: 'home infusion' },
  ],

  labels: [
    {
      drug: 'lemtrada',
      says: "Lemtrada's label (REMS) limits it to certified settings with emergency equipment and trained staff on site; home infusion does not fit it",
      notAt: ['home'],
      reading: {
        says: 'From general knowledge of the label and its REMS program, not from the payer; it says nothing of hospitals (ruling R24).',
        signed: '2026-11-21',
      },
    },
  ],

  askPlace:
    'Name on the order where the drug is to be given, and whether that place belongs to a hospital (for example its CMS place-of-service code)',
};

export default siteOfCareCigna;
