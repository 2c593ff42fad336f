import { resourceFaults } from './base-resource.ts';
import { shapeFaults } from './coverage-information.ts';
import { type Annotated, echoFaults, freshRepetitions, repetitionsOf } from './echo.ts';
import { broken, invariants, ownRules } from './invariants.ts';
import { readRepetition } from './repetition.ts';
import { responseFaults } from './response.ts';

/** An answer to a CRD call that is no error. */
export interface CrdAnswer {
  readonly cards: readonly unknown[];
  readonly systemActions: readonly {
    readonly type: string;
    readonly description: string;
    readonly resource: Annotated;
  }[];
}

/** How an order is told from the others of its call. */
export const nameOf = (order: unknown): string => {
  const { resourceType, id } = order as { resourceType?: string; id?: string };
  return `${resourceType}/${id}`;
};

const repeats = (values: readonly unknown[]): boolean => new Set(values).size !== values.length;

function orderFaults(returned: Annotated, sent: Annotated | undefined): readonly string[] {
  if (sent === undefined) return ['not an order of the call'];
  const all = repetitionsOf(returned).map(readRepetition);
  const before = new Set(resourceFaults(sent));
  return [
    ...echoFaults(sent, returned),
    ...freshRepetitions(sent, returned).flatMap((each) => [
      ...shapeFaults(each),
      ...broken(each, invariants),
      ...broken(each, ownRules),
    ]),
    ...(repeats(all.map(({ id }) => id)) ? ['coverage-assertion-id: the same for two'] : []),
    ...(repeats(all.map(({ coverage }) => coverage)) ? ['coverage: answered twice'] : []),
    ...resourceFaults(returned).filter((fault) => !before.has(fault)),
  ];
}

/** Every check of an answer to the orders of a call; empty where nothing is wrong. */
export function answerFaults(answer: unknown, orders: readonly unknown[]): readonly string[] {
  const response = responseFaults(answer);
  if (response.length > 0) return response;
  const { cards, systemActions } = answer as CrdAnswer;
  const names = systemActions.map(({ resource }) => nameOf(resource));
  return [
    ...(cards.length > 0 ? ['cards: a coverage answer is no card (resp-12, resp-25)'] : []),
    ...(repeats(names) ? ['systemActions: two for one order'] : []),
    ...systemActions.flatMap(({ resource }) => {
      const sent = orders.find((each) => nameOf(each) === nameOf(resource)) as Annotated | undefined;
      return orderFaults(resource, sent).map((fault) => `${nameOf(resource)}: ${fault}`);
    }),
  ];
}
