import type { ConditionName } from '../facts/conditions.ts';
import type { ConditionFact } from '../facts/facts.ts';
import { codesOf, wordsOf } from './codes.ts';
import { conditionsIn, readConditions, verificationOf } from './condition.ts';
import { at, isResource, itemsAt, type Resource, shownText, textAt } from './json.ts';
import type { SentResources } from './reference.ts';

const DUE_TO = 'http://hl7.org/fhir/StructureDefinition/condition-dueTo';

/** Causes that belong to the indication itself, and the ones that name it primary. */
const STILLS: readonly ConditionName[] = ['systemicJia', 'adultOnsetStill'];
const PRIMARY: readonly ConditionName[] = ['primaryHlh'];
const ITSELF: readonly ConditionName[] = ['hlhOrMas'];

/** What a Condition of hemophagocytic lymphohistiocytosis says of its own cause: another disease, Still's disease, or that it is primary (policies.md R1). */
export function readHlhCauses(resource: Resource, sent: SentResources): readonly ConditionFact[] {
  const [hlh] = readConditions(resource).filter(({ condition, decides }) => condition === 'hlhOrMas' && decides);
  if (hlh === undefined) return [];
  const causes = itemsAt(resource, 'extension')
    .filter((extension) => textAt(extension, 'url') === DUE_TO)
    .flatMap((extension) => causeIn(extension, resource, sent));
  return [
    ...wordsOf(at(resource, 'code'))
      .filter(namesPrimary)
      .slice(0, 1)
      .map((text) => ({ ...hlh, condition: 'primaryHlh' as const, shown: shownText(text, 100) })),
    ...causes.flatMap((cause) => byCause(hlh, cause)),
  ];
}

/** The cause, and whether it is certain: a Condition behind a reference has a status of its own. */
interface Cause {
  readonly concept: unknown;
  readonly certain: boolean;
}

function causeIn(extension: unknown, holder: Resource, sent: SentResources): readonly Cause[] {
  const concept = at(extension, 'valueCodeableConcept');
  if (concept !== undefined) return [{ concept, certain: true }];
  const cause = sent.resolve(at(extension, 'valueReference'), holder);
  if (cause === undefined || !isResource(cause, 'Condition')) return [];
  const verification = verificationOf(cause);
  if (verification === 'refuted' || verification === 'entered-in-error') return [];
  return [{ concept: at(cause, 'code'), certain: verification === 'confirmed' }];
}

function byCause(hlh: ConditionFact, { concept, certain }: Cause): readonly ConditionFact[] {
  const named = conditionsIn({ resourceType: 'Condition' }, concept);
  const [diagnosis] = codesOf(concept).filter(
    ({ system, code }) => system === 'SNOMED' || (system === 'ICD-10-CM' && !/^[RZ]/.test(code)),
  );
  const fact = (condition: ConditionName, decides: boolean): ConditionFact => ({
    ...hlh,
    condition,
    shown: shownText(`${hlh.shown}, due to ${wordsOf(concept)[0] ?? diagnosis?.code ?? 'another condition'}`, 100),
    certain: hlh.certain && certain,
    decides,
  });
  if (diagnosis === undefined || named.some(({ condition }) => ITSELF.includes(condition))) return [];
  const known = named.filter(({ condition }) => STILLS.includes(condition) || PRIMARY.includes(condition));
  if (known.length > 0) return known.map(({ condition, decides }) => fact(condition, decides));
  return [fact('hlhOfOtherCause', !mayBeStills(concept))];
}

/** A wider or unspecific diagnosis that Still's disease may hide behind, or a code that shows no words: shown, never decides. */
function mayBeStills(concept: unknown): boolean {
  const classified = codesOf(concept).filter(({ system }) => system === 'ICD-10-CM');
  const words = wordsOf(concept);
  return classified.length > 0
    ? classified.some(({ code }) => /^(?:M08\.[089]|M06\.[89])/.test(code))
    : words.length === 0 || words.some((each) => NEAR_STILLS.test(each));
}

const NEAR_STILLS = /\bstill|juvenile|arthritis|rheumat|connective tissue|auto-?immun|auto-?inflammat|inflammatory d/i;

/** "Familial" or "primary" said of the disease, not of its place on a list; not where the words weigh it against something. */
const namesPrimary = (text: string): boolean =>
  /\b(?:familial|primary)\b(?!\s+(?:diagnos|problem|care|admission|reason))/i.test(text) &&
  !/\b(?:no|not|non|secondary|versus|vs|or|rule|exclude[ds]?|possible|probable|suspected|unlikely)\b|\?/i.test(text);
