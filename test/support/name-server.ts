import type { LookupAddress } from 'node:dns';
import { isIPv6 } from 'node:net';
import type { Resolve } from '../../src/network/agent.ts';

/** A name server that gives these answers one after the other, the last one for ever, and remembers who asked. */
export function answering(...answers: readonly (readonly string[])[]): { resolve: Resolve; asked: string[] } {
  const asked: string[] = [];
  const addressed = (address: string): LookupAddress => ({ address, family: isIPv6(address) ? 6 : 4 });
  return {
    asked,
    resolve: async (hostname) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
      asked.push(hostname);
      return answer.map(addressed);
    },
  };
}
