import { BlockList, isIP } from 'node:net';

/** A set of ranges of IP addresses. */
export interface Ranges {
  /** Whether an address, without a zone, lies in one of them. */
  has(address: string): boolean;
}

const CIDR = /^([^/%]+)\/(\d{1,3})$/;

/** Whether a text names a range as an address and the length of its prefix: `10.0.0.0/8`, `fd00::/8`. */
export function isRange(text: string): boolean {
  const [, address = '', length = ''] = CIDR.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(length) <= (family === 4 ? 32 : 128);
}

/** The union of ranges. Throws RangeError where a text is none: a range that is not understood would protect nothing. */
export function rangesOf(texts: readonly string[]): Ranges {
  // Apart, for one BlockList alone finds every IPv4 address in ::ffff:0:0/96.
  const lists = { 4: new BlockList(), 6: new BlockList() };
  for (const text of texts) {
    if (!isRange(text)) throw new RangeError('not a range of addresses');
    const [address = '', length] = text.split('/');
    if (isIP(address) === 4) lists[4].addSubnet(address, Number(length), 'ipv4');
    else lists[6].addSubnet(address, Number(length), 'ipv6');
  }
  return {
    has(address) {
      const family = isIP(address);
      return family === 4 ? lists[4].check(address, 'ipv4') : family === 6 && lists[6].check(address, 'ipv6');
    },
  };
}
