import { type Status, statusWords } from '../../src/criteria/status.ts';

const MARK: Readonly<Record<Status, string>> = {
  met: '✓',
  'not-met': '✕',
  'doc-missing': '□',
  attest: '?',
  'n/a': '–',
};

/** A status as a sign and a word; its colour says nothing more. */
export const StatusMark = ({ status }: { readonly status: Status }) => (
  <span class={`status ${status.replace('/', '')}`}>
    <span aria-hidden="true">{MARK[status]}</span> {statusWords[status]}
  </span>
);
