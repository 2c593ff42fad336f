import { done, notApplicable, row, type Section } from './row.ts';
import {
  crdConfiguration,
  crdCoverages,
  crdDefinition,
  crdEcho,
  crdInvariants,
  crdLaws,
  crdOrders,
  crdPatients,
  crdResponse,
  crdServer,
  drugForms,
  orderedDrug,
  otherHooks,
  roundTrip,
  rules,
} from './test-files.ts';

const ANSWER = 'src/hooks/crd/answer-on-orders.ts';
const ANNOTATE = 'src/hooks/crd/annotate.ts';
const EXTENSION = 'src/hooks/crd/coverage-information.ts';
const ASSERTION = 'src/hooks/crd/assertion.ts';
const REASON = 'src/hooks/crd/reason.ts';
const BILLING = 'src/hooks/crd/billing.ts';
const COVERAGE = 'src/hooks/crd/coverage.ts';
const CARDS = 'src/hooks/cards.ts';

const NO_CARDS = 'CRD clients get no card: all there is to say stands in the extension on the order.';
const PLAIN_CARDS = `${NO_CARDS} The cards of the plain base keep to it.`;
const NO_LINKS = 'No such card is offered: there is no page to send a clinician to that the answer does not sum up.';
const NO_ALTERNATIVES =
  'Not offered: which drug to give instead is the clinician’s choice, and the policies do not make it.';
const NO_ADDITIONS =
  'Not offered to CRD clients: the tests that are lacking are named in the reason. The plain base suggests orders for them.';
const NO_FORMS = 'Not offered: where the guide for DTR serves, forms are to come by that way and no other.';
const NO_COVERAGE_CHANGE = 'Not offered: the service holds policies, no membership, so it knows no better coverage.';
const NO_APPLICATION = 'Not offered: there is no application to launch.';
const PACKAGE = 'src/http/dtr-routes.ts';

const noCard = [crdOrders('has one update, and no card'), crdPatients];
const oneUpdateEach = crdOrders(
  'each with an id has one update and its own determination, in whatever order they come',
);
const notAgain = crdLaws('is not given again where the order already holds it');
const apart = crdCoverages('both of two: each has its own answer, with its own id');
const ownId = crdLaws('has an id that no other has');
const kept = crdOrders('its determination is kept under the id of the assertion');
const rightMembers = [crdPatients, crdDefinition];
const nothingElse = [crdEcho('an odd order comes back as it was sent'), crdPatients];
const reasoned = [crdInvariants('the invariants'), crdInvariants('our own rules'), crdPatients];
const billable = [
  crdLaws('names what to bill where it says covered'),
  crdOrders('names what to bill, and how much the policy allows'),
];

/** The statements of CRD 2.2.1 on the extensions and on what an answer may hold. */
export const crdAnswers: readonly Section[] = [
  {
    title: 'The extensions: billing options, coverage information, reasons',
    rows: [
      row(
        'billopt-2',
        'SHALL NOT',
        'An answer never depends on billing options being sent',
        done([BILLING], [crdOrders('is answered alike with the billing options of the guide on it and without them')]),
      ),
      row(
        'billopt-3',
        'SHALL',
        'Billing codes that are sent are considered',
        done(['src/fhir/medication.ts', BILLING], [drugForms('codes to bill by, beside a code of the hospital')]),
      ),
      row(
        'covinfo-1',
        'SHOULD',
        'Repeated coverage information does not overlap',
        done(
          [EXTENSION],
          [apart, crdOrders('an answer that stands there twice, once outdated, is replaced by one'), crdPatients],
          'One for each coverage.',
        ),
      ),
      row(
        'covinfo-2',
        'SHOULD',
        'Each reason says what it is the reason for',
        done([REASON], reasoned, 'One reason for each assertion; it names drug and criteria.'),
      ),
      row(
        'prof-15',
        'SHOULD',
        'The general reason codes go along once they exist',
        notApplicable('They are not published yet; the codes of the guide are used.', [EXTENSION]),
      ),
    ],
  },
  {
    title: 'Cards in general',
    rows: [
      row(
        'resp-1',
        'SHOULD',
        'The indicator is chosen from the clinician’s side',
        notApplicable(
          PLAIN_CARDS,
          [CARDS],
          [rules('knows the indicators info, warning and critical, and uses the first two')],
        ),
      ),
      row('resp-2', 'SHOULD', 'Most coverage requirements are marked info', notApplicable(NO_CARDS)),
      row(
        'resp-3',
        'SHALL',
        'Every suggestion has a UUID',
        notApplicable(
          PLAIN_CARDS,
          ['src/hooks/suggestions.ts'],
          [rules('gives each card and each suggestion a UUID of its own')],
        ),
      ),
      row(
        'resp-4',
        'SHALL',
        'The source of a card is the insurer by the name that the patient knows',
        notApplicable(
          `${PLAIN_CARDS} Where no payer is recognized, the source is this service.`,
          [CARDS],
          [rules('names the source of a card, and its topic with code and system')],
        ),
      ),
      row(
        'resp-5',
        'SHALL',
        'The source of a card has a topic',
        notApplicable(
          PLAIN_CARDS,
          [CARDS, 'src/world.ts'],
          [rules('names the source of a card, and its topic with code and system')],
        ),
      ),
      row('resp-6', 'SHOULD', 'The summary tells what can be done', notApplicable(PLAIN_CARDS, [CARDS])),
      row(
        'resp-7',
        'SHOULD',
        'Detail and links only where the summary is too short',
        notApplicable(PLAIN_CARDS, [CARDS]),
      ),
      row('resp-8', 'SHOULD', 'The detail has what matters most first', notApplicable(PLAIN_CARDS, [CARDS])),
      row('resp-9', 'SHOULD', 'The detail tells whether following a link is worth it', notApplicable(NO_CARDS)),
      row('resp-10', 'SHOULD', 'Links in the detail stand among the links too', notApplicable(NO_CARDS)),
      row('resp-11', 'SHOULD', 'A card tells enough to do by hand what it offers', notApplicable(PLAIN_CARDS, [CARDS])),
      row('resp-12', 'SHOULD NOT', 'A card does not repeat what a system action says', done([ANSWER], noCard)),
      row('resp-13', 'SHALL', 'Every answer keeps to the general profile', done([ANSWER], [crdPatients, crdResponse])),
      row(
        'resp-14',
        'SHALL',
        'Coverage information is supported',
        done([ANSWER, EXTENSION], [oneUpdateEach, ...rightMembers]),
      ),
      row(
        'resp-15',
        'SHOULD',
        'The other kinds of answer are supported',
        notApplicable('Not offered on purpose: each has its reason in the rows below.'),
      ),
      row(
        'resp-16',
        'SHOULD',
        'Advice beyond coverage only where the client cannot know better',
        notApplicable('Nothing but coverage and its documentation is spoken of.'),
      ),
    ],
  },
  {
    title: 'External references and instructions',
    rows: [
      row('resp-17', 'SHALL NOT', 'No reference leads to a portal to ask for authorization', done([ANSWER], noCard)),
      row('resp-18', 'SHALL', 'A reference has a link', notApplicable(NO_LINKS)),
      row('resp-19', 'SHALL', 'Its link is an absolute one', notApplicable(NO_LINKS)),
      row('resp-20', 'SHOULD', 'It sums up what the other page says', notApplicable(NO_LINKS)),
      row('resp-21', 'SHOULD', 'It leads to the very place', notApplicable(NO_LINKS)),
      row('resp-22', 'SHALL', 'It keeps to its profile', notApplicable(NO_LINKS)),
      row('resp-23', 'SHALL NOT', 'No instruction leads to a portal to ask for authorization', done([ANSWER], noCard)),
      row('resp-24', 'SHALL', 'Instructions keep to their profile', notApplicable(NO_CARDS)),
    ],
  },
  {
    title: 'Coverage information',
    rows: [
      row('resp-25', 'SHALL NOT', 'Coverage information is never a card', done([ANSWER], noCard)),
      row(
        'resp-26',
        'SHALL',
        'Coverage information comes on order-sign, order-dispatch and appointment-book',
        done(
          [ANSWER, 'src/hooks/orders-sent.ts'],
          [
            oneUpdateEach,
            otherHooks('for CRD the order goes back as the client has it, without the place that was read into it'),
            otherHooks('for CRD the update is of the order, not of the appointment'),
          ],
        ),
      ),
      row(
        'resp-27',
        'MAY',
        'Coverage information may come on other hooks',
        done(
          [ANSWER, 'src/hooks/orders-sent.ts'],
          [otherHooks('for CRD only the selected order is answered, and nothing is asked for')],
          'On order-select.',
        ),
      ),
      row(
        'resp-28',
        'SHALL',
        'It always comes where it is supported, unless the client switches it off',
        done(
          [ANSWER, 'src/hooks/crd/options.ts'],
          [
            oneUpdateEach,
            crdConfiguration('without any configuration the order is answered'),
            crdConfiguration('false: 200, nothing on the order, no action'),
          ],
        ),
      ),
      row(
        'resp-29',
        'SHALL',
        'Each order in scope gets a system action, unless nothing is new',
        done(
          [ANSWER, ANNOTATE],
          [oneUpdateEach, notAgain, crdOrders('without an id there is nothing to update')],
          'An order without an id gets none: nothing could name it.',
        ),
      ),
      row(
        'resp-30',
        'SHALL',
        'The conditions under which the assertion holds are stated with it',
        done(
          [EXTENSION, BILLING],
          [...billable, crdPatients],
          'Coverage, billing codes, the most units allowed, the day.',
        ),
      ),
      row('resp-32', 'SHALL', 'Assertions on different coverages have different ids', done([ANSWER], [apart, ownId])),
      row(
        'resp-33',
        'MAY',
        'Assertions on the same coverage may share an id',
        notApplicable(
          'Each assertion has an id of its own, by which its determination is read.',
          [ANSWER],
          [ownId, kept],
        ),
      ),
      row(
        'resp-35',
        'SHALL NOT',
        'An order is not updated unless something is new',
        done([ANNOTATE], [notAgain, crdEcho('and of which nothing is new: no action')]),
      ),
      row(
        'resp-36',
        'SHOULD',
        'An earlier decision may spare work',
        notApplicable(
          'On purpose each call is judged anew: the chart may have changed. What has not changed is not said again.',
          [ANNOTATE],
        ),
      ),
      row(
        'resp-37',
        'SHALL NOT',
        'Nothing of the order changes but its coverage information',
        done([ANNOTATE], nothingElse),
      ),
      row(
        'resp-38',
        'SHOULD',
        'Where documents are needed, the questionnaire is named',
        done([EXTENSION, PACKAGE], [roundTrip('from "documentation needed" to nothing needed')]),
      ),
      row(
        'resp-39',
        'SHOULD',
        'Data is read over FHIR before a person is asked',
        done(['src/hooks/read-call.ts'], [crdServer('a good token: the chart is read, and judged')]),
      ),
      row(
        'resp-42',
        'SHOULD',
        'Information that is lacking is asked for by questionnaire, or named as the reason',
        done([REASON, PACKAGE], [...reasoned, roundTrip('from "documentation needed" to nothing needed')]),
      ),
      row(
        'resp-43',
        'SHALL',
        'Technical trouble gives indeterminate, the reason technical, and words',
        done([ASSERTION, REASON], [crdServer('a token that is refused: 200, indeterminate, technical')]),
      ),
      row(
        'resp-44',
        'SHALL',
        'A patient who cannot be found gives not-covered, no member found',
        notApplicable(
          'No list of members is held: who is insured is read from the client’s Coverage, so nobody is looked up.',
        ),
      ),
      row(
        'resp-45',
        'SHALL',
        'Coverage that is not in force, or not one, gives not-covered with its reason',
        done(
          [ASSERTION, COVERAGE],
          [crdCoverages('%s: not covered, and no word on authorization')],
          'Several in force with none named by the order, or none at all, is refused with 400 (hook-13).',
        ),
      ),
      row(
        'resp-47',
        'SHALL',
        'The updated order keeps to its profile',
        done([ANNOTATE], nothingElse, 'It is the client’s own order; only the extension is added.'),
      ),
      row(
        'resp-48',
        'SHALL',
        'System actions are supported, so that nobody has to click',
        done([ANSWER], [oneUpdateEach]),
      ),
      row(
        'resp-51',
        'SHOULD',
        'What was not sent is inferred from what was',
        done(
          ['src/hooks/ordered-drug.ts', 'src/hooks/payer-of.ts'],
          [orderedDrug('words are a hint, and the card says so')],
          'A drug from its words, a payer from its name; never a missing result.',
        ),
      ),
      row(
        'resp-52',
        'SHALL',
        'Coverage information keeps to its profile',
        done([EXTENSION], [...rightMembers, crdInvariants('the invariants')]),
      ),
    ],
  },
  {
    title: 'Other kinds of answer',
    rows: [
      row(
        'resp-53',
        'SHOULD',
        'An alternative is one update, or one deletion and one creation',
        notApplicable(NO_ALTERNATIVES),
      ),
      row(
        'resp-54',
        'SHOULD',
        'The choice between them goes by how great the change is',
        notApplicable(NO_ALTERNATIVES),
      ),
      row('resp-55', 'SHALL', 'Alternative orders keep to their profiles', notApplicable(NO_ALTERNATIVES)),
      row('resp-56', 'SHALL', 'Answers with alternatives keep to their profile', notApplicable(NO_ALTERNATIVES)),
      row(
        'resp-57',
        'SHALL',
        'Additional orders keep to their profiles',
        notApplicable(NO_ADDITIONS, ['src/hooks/suggestions.ts']),
      ),
      row('resp-58', 'SHALL', 'Answers with additional orders keep to their profile', notApplicable(NO_ADDITIONS)),
      row('resp-60', 'MAY', 'A form may be asked for by a system action', notApplicable(NO_FORMS)),
      row('resp-62', 'SHALL', 'What asks for a form keeps to its profile', notApplicable(NO_FORMS)),
      row('resp-63', 'SHOULD', 'Forms are questionnaires of the known kinds', notApplicable(NO_FORMS)),
      row('resp-65', 'SHALL', 'Answers that ask for a form keep to their profile', notApplicable(NO_FORMS)),
      row('resp-66', 'MAY', 'Coverage may be corrected by a system action', notApplicable(NO_COVERAGE_CHANGE)),
      row(
        'resp-69',
        'SHALL NOT',
        'Coverage is not corrected where the law asks for X12',
        done([ANSWER], [oneUpdateEach], 'Coverage is never corrected: only orders are updated.'),
      ),
      row(
        'resp-70',
        'SHOULD NOT',
        'Clinicians get no card to correct coverage',
        done([ANSWER], [oneUpdateEach, ...noCard], 'Coverage is never corrected.'),
      ),
      row('resp-71', 'SHALL', 'Answers that correct coverage keep to their profile', notApplicable(NO_COVERAGE_CHANGE)),
      row(
        'resp-72',
        'SHALL',
        'Answers that launch an application keep to their profile',
        notApplicable(NO_APPLICATION),
      ),
    ],
  },
];
