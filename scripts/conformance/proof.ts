import { posix } from 'node:path';
import { plain } from '../../src/pages/markdown.ts';
import type { Shown } from './row.ts';

/** Files and tests as links, seen from a page in `folder` of the project; '' is its root. */
export function proofFrom(folder: string) {
  const address = (file: string): string => posix.relative(folder, file);
  return {
    file: (file: string): string => `[${file.slice(file.lastIndexOf('/') + 1)}](${address(file)})`,
    test: ({ file, title }: Shown): string => `[“${plain(title)}”](${address(file)})`,
  };
}
