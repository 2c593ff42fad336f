import type { NamedPlace, NamedPlaces, Place, PlaceKind, PlaceRecord, PlaceWord } from './place.ts';

/** A place of a hospital that is not yet known to be in- or outpatient: itself one, or belonging to one. */
type Pending = 'hospital' | 'of-hospital';
type Candidate = Exclude<PlaceKind, 'not-named'> | Pending;

const OUTPATIENT: Readonly<Record<Pending, PlaceKind>> = {
  hospital: 'hospital-outpatient',
  'of-hospital': 'hospital-affiliated',
};
const isPending = (candidate: Candidate): candidate is Pending => candidate in OUTPATIENT;

const HOSPITAL: readonly PlaceWord[] = ['hospital', 'outpatientDepartment'];

/**
 * Where an order is to be carried out. The order's own words come first; the encounter is asked where the order names no
 * place, and whether a stay in hospital is meant where it names a hospital without saying so. Pure.
 */
export function placeOf({ order, coded, pointed, encounter }: NamedPlaces): Place {
  const telling = coded.filter(({ record }) => record.words.length > 0);
  const own = [...telling, ...pointed.filter((place) => telling.length === 0 || isTold(place))];
  const named = own.length > 0 ? own : coded;
  if (named.length > 0) return placed(named, encounter?.visit);
  if (encounter === undefined) return { kind: 'not-named', reference: order, says: 'The order names no place' };
  const { visit, places } = encounter;
  const visited = placesOf(visit, places);
  return visited.length === 0
    ? { kind: 'not-named', reference: order, says: 'Neither the order nor its encounter names a place' }
    : { ...placed(visited, visit), via: 'encounter' };
}

/** What an encounter tells: the class of the visit where it settles the place, then its places, else who runs it. */
function placesOf(visit: NamedPlace, places: readonly NamedPlace[]): readonly NamedPlace[] {
  const inHand = places.map((place) => within(place, visit));
  if (visit.record.words.some((word) => word !== 'visit')) return [visit, ...inHand.filter(isTold)];
  if (inHand.length > 0) return inHand;
  return visit.unread || visit.record.words.length > 0 ? [visit] : [];
}

/** The places of an encounter belong to whoever runs it. */
const within = (place: NamedPlace, visit: NamedPlace): NamedPlace => ({
  ...place,
  belongsTo: [...place.belongsTo, ...visit.belongsTo],
  unread: place.unread || visit.unread,
});

const isTold = (place: NamedPlace): boolean => candidatesOf(place).some((each) => each !== 'affiliation-unknown');

/** The one place that the records agree on. */
function placed(places: readonly NamedPlace[], visit: NamedPlace | undefined): Place {
  const found = places.flatMap(candidatesOf);
  const stay = visit?.record.words.includes('inpatient') === true;
  const agreed = agree(visit === undefined ? found : found.map((each) => inStay(each, stay)));
  const records = places.flatMap(({ record, belongsTo }) => [record, ...belongsTo.filter(isHospital)]);
  const stayUnread = isPending(agreed) && visit?.unread === true && visit.record.words.length === 0;
  const unread = stayUnread || places.some((place) => place.unread);
  const kind = !isPending(agreed) ? agreed : stayUnread ? 'affiliation-unknown' : OUTPATIENT[agreed];
  return {
    kind,
    reference: places[0]?.record.reference ?? '',
    says: [...new Set(records.map(({ shown }) => shown).filter((shown) => shown !== ''))].join(', '),
    ...(kind === 'affiliation-unknown' && unread && { unread: 'not-read' }),
  };
}

/** In a stay, a place of the hospital is inpatient unless it is called an outpatient department or an office. */
const inStay = (candidate: Candidate, stay: boolean): Candidate =>
  stay && isPending(candidate) ? 'inpatient' : candidate;

const isHospital = ({ words }: PlaceRecord): boolean => words.some((word) => HOSPITAL.includes(word));

/** What one place says of itself, seen with what it belongs to. */
function candidatesOf({ record, belongsTo, unread }: NamedPlace): readonly Candidate[] {
  const affiliated = belongsTo.some(isHospital);
  const told = record.words.flatMap((word) => candidateOf(word, affiliated, unread));
  if (told.length > 0) return told;
  if (affiliated) return ['of-hospital'];
  const ofOffice = !unread && belongsTo.some(({ words }) => words.includes('office'));
  return [ofOffice ? 'less-intensive' : 'affiliation-unknown'];
}

function candidateOf(word: PlaceWord, affiliated: boolean, unread: boolean): readonly Candidate[] {
  switch (word) {
    case 'outpatientDepartment':
      return ['hospital-outpatient'];
    case 'hospital':
      return ['hospital'];
    case 'home':
    case 'inpatient':
      return [word];
    case 'office':
      return [affiliated ? 'hospital-affiliated' : unread ? 'affiliation-unknown' : 'less-intensive'];
    case 'visit':
      return [];
  }
}

/** Words that fit together are one place; words that contradict each other settle nothing. */
function agree(candidates: readonly Candidate[]): Candidate {
  const kinds = new Set(candidates);
  if (kinds.has('hospital-outpatient')) kinds.delete('hospital-affiliated');
  if (kinds.has('of-hospital')) kinds.delete('hospital');
  const told = [...kinds].filter((kind) => !isPending(kind));
  const settled = told.some(
    (kind) => kind === 'hospital-outpatient' || kind === 'hospital-affiliated' || kind === 'inpatient',
  );
  const [only, ...others] = settled ? told : kinds;
  return only === undefined || others.length > 0 ? 'affiliation-unknown' : only;
}
