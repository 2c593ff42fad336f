import type { KnownWords } from '../../src/operations/words.ts';

/** Two hospitals, two policies, a few reasons. */
export const known: KnownWords = {
  clients: ['general-hospital', 'st-elsewhere'],
  policies: ['hemgenix-bcbsks', 'gamifant-cigna'],
  versions: ['2026-01-08', 'undated'],
  refusals: ['expired', 'unknown-key'],
  recordReasons: ['disk-full', 'too-slow'],
  keySetReasons: ['unreachable', 'not-json'],
  settings: ['127.0.0.1', '0.1.0'],
};

export const NOW = new Date('2026-08-14T15:00:00.123Z');
export const TRACE = '0af7651916cd43dd8448eb211c80319c';
export const UUID = '5c2a4a6e-5b0c-4f0e-9a53-0b1a8a3f9d11';

/** What must come out nowhere. */
export const CANARIES = ['Zebediah Quagga', 'MRN-00998877', 'eyJcanarytoken', 'http://ehr.example.org/Patient/canary'];
