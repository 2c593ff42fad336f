import { clientSettings } from '../../src/client-settings.ts';
import { readConfiguration } from '../../src/config.ts';
import type { CardSettings } from '../../src/hooks/world.ts';
import { createWorld } from '../../src/world.ts';

/** What an operator may set about the cards of a client. */
export interface Wished {
  readonly topicCodes: 'crd' | 'alphanumeric';
  readonly cardText: 'gfm' | 'plain';
  readonly foldedCriteria: boolean;
  readonly smartLinks: boolean;
}

/** How a client takes its cards, as the configuration file says it. */
export function settingsOf(wished: Partial<Wished> = {}): CardSettings {
  const client = clientSettings.parse({ id: 'c', iss: 'https://ehr.example.org', jwks: { keys: [] }, ...wished });
  return createWorld({ ...readConfiguration({}, []), clients: [client] }, 'c').cards;
}

/** Every way to set them, with words for it. */
export const everySetting: readonly (readonly [string, Wished])[] = (['gfm', 'plain'] as const).flatMap((cardText) =>
  (['crd', 'alphanumeric'] as const).flatMap((topicCodes) =>
    [true, false].flatMap((foldedCriteria) =>
      [true, false].map(
        (smartLinks) =>
          [
            `${cardText}, ${topicCodes}${foldedCriteria ? ', all criteria' : ''}${smartLinks ? ', links' : ''}`,
            { cardText, topicCodes, foldedCriteria, smartLinks },
          ] as const,
      ),
    ),
  ),
);
