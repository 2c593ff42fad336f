import { scheduleWords, stopWords, treatmentKindWords } from '../criteria/assess-history.ts';
import { conditionDefinition } from '../facts/conditions.ts';
import { completedYears, dayOf } from '../facts/day.ts';
import { drugDisplay } from '../facts/drugs.ts';
import type { Facts, LabReading, Treatment } from '../facts/facts.ts';
import { labDefinition } from '../facts/labs.ts';
import { specialtyDisplay } from '../facts/specialties.ts';
import { lowered, plain } from './markdown.ts';
import { unitInWords } from './words.ts';

/** The patient from whom the rows of a decision table differ, in a few lines. */
export function patientSection(facts: Facts): readonly string[] {
  const born = dayOf(facts.birthDate);
  const age =
    born === undefined ? [] : [`${completedYears(born, facts.asOf)} years old on ${facts.asOf}, the as-of date`];
  const answered = (value: boolean) => facts.answers.filter((answer) => answer.value === value);
  return [
    ...age.map((words) => `- ${words}.`),
    ...listed(
      'Diagnoses',
      facts.conditions.map(({ condition, day }) => conditionDefinition(condition).display + on(day)),
    ),
    ...listed('Results', facts.labs.map(shownReading)),
    ...listed('Drugs', facts.treatments.map(shownTreatment)),
    ...listed(
      'Allergies',
      facts.allergies.map(({ drug, day }) => drugDisplay(drug) + on(day)),
    ),
    ...listed(
      'Answered yes',
      answered(true).map(({ criterion }) => criterion),
    ),
    ...listed(
      'Answered no',
      answered(false).map(({ criterion }) => criterion),
    ),
    ...listed(
      'Clinicians',
      facts.clinicians.map(
        ({ role, specialties, organizations }) =>
          `${role}, ${[...specialties.map((each) => lowered(specialtyDisplay(each))), ...organizations].join(', ')}`,
      ),
    ),
    ...listed(
      'Counts on record',
      facts.counts.map(({ shown, day }) => `exposure days ${shown}${on(day)}`),
    ),
    ...listed(
      'Notes',
      facts.notes.map(({ shown, day }) => shown + on(day)),
    ),
    '',
  ];
}

const listed = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`- ${title}: ${items.map(plain).join('; ')}.`];

const on = (day: string | undefined): string => (day === undefined ? '' : ` (${day})`);

const WORDS: ReadonlySet<string> = new Set(['detected', 'not-detected']);

function shownReading({ lab, shown, assay, day }: LabReading): string {
  const { display, unit } = labDefinition(lab);
  const how = assay === 'not-stated' ? '' : ` by ${assay}`;
  const value = WORDS.has(shown)
    ? shown.replace('-', ' ')
    : unit === 'titer'
      ? `1:${shown}`
      : unit === 'qualitative'
        ? shown
        : `${shown} ${unitInWords(unit)}`;
  return `${display} ${value}${how}${on(day)}`;
}

function shownTreatment({ drug, kind, schedule, from, stopped }: Treatment): string {
  const since = from === undefined ? '' : `, from ${from}`;
  return `${drugDisplay(drug)}, ${treatmentKindWords[kind]}${scheduleWords[schedule]}${since}${stopped === undefined ? '' : stopWords[stopped]}`;
}
