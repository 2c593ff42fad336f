import type { Day } from '../facts/day.ts';
import { type GeneName, genesNamedIn, genesOf, geneticAnswers } from '../facts/genes.ts';
import { codesOf, wordsOf } from './codes.ts';
import { at, isResource, itemsAt, type Resource, textAt } from './json.ts';
import { effectiveDay, isFinal, loincOf } from './observation.ts';
import { referenceTo, type SentResources } from './reference.ts';

/** A variant in a gene of our tables, as a final result states it in codes. */
export interface Variant {
  readonly reference: string;
  readonly gene: GeneName;
  /** Whether a code that may decide, or the gene's symbol, names the gene. */
  readonly decides: boolean;
  /** Pathogenic or likely pathogenic, in the germline as far as stated; all else is uncertain. */
  readonly pathogenic: boolean;
  readonly zygosity?: 'homozygous' | 'heterozygous' | 'hemizygous';
  /** How the change is written, by the code it is written under, to tell two variants apart. */
  readonly changes: Readonly<Record<string, string>>;
  readonly day?: Day;
}

/** What one result says, before the results that lean on each other are put together. */
interface Statement {
  readonly resource: Resource;
  readonly genes: readonly { readonly gene: GeneName; readonly decides: boolean }[];
  readonly significance: readonly string[];
  readonly present: boolean;
  readonly germline: boolean;
  readonly zygosity?: Variant['zygosity'];
  readonly changes: Variant['changes'];
  readonly about: readonly Resource[];
}

/** The variants in Observations and in what DiagnosticReports contain or conclude in codes. Prose is not read. */
export function readVariants(
  observations: readonly Resource[],
  reports: readonly Resource[],
  sent: SentResources,
): readonly Variant[] {
  const final = reports.filter(isFinal);
  const results = final.flatMap((report) => resultsOf(report, sent));
  const all = [...new Set([...observations, ...results])]
    .filter((each) => isFinal(each) && mayState(each))
    .map((each) => statedBy(each, sent));
  const concluded = final.map(concludedBy);
  const leaning = leaningOn(all);
  return [...all, ...concluded].flatMap((statement) => variantOf(statement, leaning.get(statement.resource) ?? []));
}

/** The results of a report: contained, or sent along and about the same patient. */
function resultsOf(report: Resource, sent: SentResources): readonly Resource[] {
  return itemsAt(report, 'result').flatMap((reference) => {
    const result = sent.resolve(reference, report);
    if (result === undefined || !isResource(result, 'Observation')) return [];
    const contained = textAt(reference, 'reference')?.startsWith('#') === true;
    const same = textAt(result, 'subject', 'reference') === textAt(report, 'subject', 'reference');
    return contained || same ? [result] : [];
  });
}

/** Whatever else it says: without components, and without a gene in its name, it is no part of a variant. */
const mayState = (observation: Resource): boolean =>
  itemsAt(observation, 'component').length > 0 || namesGene(at(observation, 'code'));

const namesGene = (concept: unknown): boolean =>
  codesOf(concept).some((code) => genesOf(code).length > 0) ||
  wordsOf(concept).some((text) => genesNamedIn(text).length > 0);

const CHANGES = ['48004-6', '81290-9', '48005-3', '81252-9'];

function statedBy(observation: Resource, sent: SentResources): Statement {
  const valuesOf = (code: string): readonly unknown[] =>
    itemsAt(observation, 'component')
      .filter((component) => loincOf(at(component, 'code')).includes(code))
      .map((component) => at(component, 'valueCodeableConcept') ?? { text: at(component, 'valueString') });
  const answersTo = (code: string) => valuesOf(code).flatMap(loincOf);
  const isAbout = itemsAt(observation, 'derivedFrom').flatMap((each) => sent.resolve(each, observation) ?? []);
  const value = loincOf(at(observation, 'valueCodeableConcept'));
  const source = answersTo('48002-0');
  return {
    resource: observation,
    genes: genesIn([at(observation, 'code'), ...valuesOf('48018-6')]),
    significance: answersTo('53037-8'),
    present: value.length === 0 ? !saysAbsent(observation) : holds(value, 'present'),
    germline: source.length === 0 || holds(source, 'germline'),
    ...zygosityIn(answersTo('53034-5')),
    changes: Object.fromEntries(
      CHANGES.flatMap((code) => {
        const [written] = valuesOf(code).flatMap((each) => [
          ...itemsAt(each, 'coding').map((coding) => textAt(coding, 'code')),
          textAt(each, 'text'),
        ]);
        return written === undefined ? [] : [[code, changeOf(written)]];
      }),
    ),
    about: isAbout,
  };
}

/** The change itself, without the name of the sequence that it is counted on: two laboratories may write that differently. */
const changeOf = (written: string): string => /[cgp]\.[^\s,;:()]+/.exec(written)?.[0] ?? written;

/** A report that concludes in codes: gene, significance and allelic state. */
function concludedBy(report: Resource): Statement {
  const conclusions = itemsAt(report, 'conclusionCode');
  const answers = conclusions.flatMap(loincOf);
  return {
    resource: report,
    genes: genesIn([at(report, 'code'), ...conclusions]),
    significance: answers.filter((code) => isOneOf(code, 'pathogenic') || isOneOf(code, 'uncertain')),
    present: true,
    germline: true,
    ...zygosityIn(answers),
    changes: {},
    about: [],
  };
}

/** The statements that lean on each result. */
function leaningOn(all: readonly Statement[]): ReadonlyMap<Resource, readonly Statement[]> {
  const leaning = new Map<Resource, Statement[]>();
  for (const statement of all)
    for (const result of new Set(statement.about)) {
      const others = leaning.get(result);
      if (others === undefined) leaning.set(result, [statement]);
      else others.push(statement);
    }
  return leaning;
}

/** A variant is stated where one gene and a significance come together: in one result, or in one and those that lean on it. */
function variantOf(statement: Statement, leaning: readonly Statement[]): readonly Variant[] {
  const significance = [statement, ...leaning].flatMap((each) => each.significance);
  const [gene, another] = statement.genes;
  if (gene === undefined || another !== undefined || !statement.present || significance.length === 0) return [];
  const pathogenic = statement.germline && significance.every((code) => isOneOf(code, 'pathogenic'));
  if (!pathogenic && !significance.some((code) => isOneOf(code, 'pathogenic') || isOneOf(code, 'uncertain'))) return [];
  const day = effectiveDay(statement.resource);
  return [
    {
      reference: referenceTo(statement.resource),
      ...gene,
      pathogenic,
      changes: statement.changes,
      ...(statement.zygosity && { zygosity: statement.zygosity }),
      ...(day && { day }),
    },
  ];
}

function genesIn(concepts: readonly unknown[]): Statement['genes'] {
  const coded = concepts
    .flatMap(codesOf)
    .flatMap(genesOf)
    .map(({ name, decides }) => ({ gene: name, decides }));
  const named = concepts.flatMap(wordsOf).flatMap(genesNamedIn);
  return [...new Set([...coded.map(({ gene }) => gene), ...named])].map((gene) => ({
    gene,
    decides: named.includes(gene) || coded.some((each) => each.gene === gene && each.decides),
  }));
}

function zygosityIn(answers: readonly string[]): Pick<Statement, 'zygosity'> {
  const states = (['homozygous', 'heterozygous', 'hemizygous'] as const).filter((state) => holds(answers, state));
  const [zygosity] = states;
  return states.length === 1 && zygosity !== undefined ? { zygosity } : {};
}

const isOneOf = (code: string, answer: keyof typeof geneticAnswers): boolean =>
  (geneticAnswers[answer] as readonly string[]).includes(code);

const holds = (codes: readonly string[], answer: keyof typeof geneticAnswers): boolean =>
  codes.some((code) => isOneOf(code, answer));

const saysAbsent = (observation: Resource): boolean =>
  [...wordsOf(at(observation, 'valueCodeableConcept')), textAt(observation, 'valueString') ?? ''].some((word) =>
    /^(?:absent|negative|not detected|none detected|no (?:pathogenic )?variants?\b)/i.test(word),
  );
