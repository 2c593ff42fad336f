import { isIP, isIPv4, isIPv6 } from 'node:net';
import { rangesOf } from './ranges.ts';

/** Where an IP address leads: out to the internet, or to what an outsider must not reach through us. */
export type AddressKind = 'public' | 'loopback' | 'private' | 'link-local' | 'reserved';

/** IANA registries of special-purpose addresses, IPv4 and IPv6 (RFC 6890 and later). */
const SPECIAL = [
  ['loopback', rangesOf(['127.0.0.0/8', '::1/128'])],
  // With the shared space of providers, where Alibaba keeps its metadata (100.100.100.200); that of AWS is fd00:ec2::254.
  ['private', rangesOf(['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10'])],
  // The metadata of most clouds is 169.254.169.254.
  ['link-local', rangesOf(['169.254.0.0/16', 'fe80::/10'])],
  [
    'reserved',
    rangesOf([
      '0.0.0.0/8',
      '192.0.0.0/24',
      '192.0.2.0/24',
      '192.88.99.0/24',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '224.0.0.0/4',
      '240.0.0.0/4',
      // Not in the registry: Azure answers its virtual machines here.
      '168.63.129.16/32',
      '2001::/23',
      '2001:db8::/32',
      '3fff::/20',
    ]),
  ],
] as const;

/** What IANA gives out of IPv6; all else of it is reserved, so that a new special range is never taken for public. */
const GLOBAL_UNICAST = rangesOf(['2000::/3']);

/** Judges one address, with or without a zone (`fe80::1%eth0`). What cannot be read is `reserved`. */
export function kindOfAddress(ip: string): AddressKind {
  const address = withoutMapping(ip);
  if (isIP(address) === 0) return 'reserved';
  const translated = translatedBy(address);
  // RFC 6052 3.1: no translator may be asked for an address that is not public, loopback of its own least of all.
  if (translated !== undefined) return kindOfAddress(translated) === 'public' ? 'public' : 'reserved';
  const special = SPECIAL.find(([, ranges]) => ranges.has(address))?.[0];
  return special ?? (isIPv4(address) || GLOBAL_UNICAST.has(address) ? 'public' : 'reserved');
}

/** Whether the host of a URL is this machine: 127.0.0.0/8, ::1 or `localhost` (contract.md 3), and nothing that only leads there. */
export const isLoopbackHost = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && kindOfAddress(hostname) === 'loopback');

const MAPPED = rangesOf(['::ffff:0:0/96']);
const NAT64 = rangesOf(['64:ff9b::/96']);
const SIX_TO_FOUR = rangesOf(['2002::/16']);

/** The address that a socket is opened to: without its zone, and as IPv4 where it is IPv4 in the clothes of IPv6. */
export function withoutMapping(ip: string): string {
  const [address = ''] = ip.split('%');
  return MAPPED.has(address) ? dotted(groupsOf(address).slice(6)) : address;
}

/** The IPv4 address that a gateway sends to for this one (RFC 6052, RFC 3056). */
function translatedBy(address: string): string | undefined {
  if (NAT64.has(address)) return dotted(groupsOf(address).slice(6));
  return SIX_TO_FOUR.has(address) ? dotted(groupsOf(address).slice(1, 3)) : undefined;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): readonly number[] {
  if (!isIPv6(address)) return [];
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const known = [...(before ?? []), ...(after ?? [])].length;
  return [...(before ?? []), ...Array<string>(8 - known).fill('0'), ...(after ?? [])].map((group) =>
    parseInt(group, 16),
  );
}

const dotted = (groups: readonly number[]): string => groups.flatMap((group) => [group >> 8, group & 255]).join('.');
