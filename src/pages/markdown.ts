/** Text in which nothing becomes markup, in a sentence or in a table cell. */
export const plain = (text: string): string =>
  text.replace(/[\\`*_[\]|~]/g, '\\$&').replace(/<(?=[A-Za-z/!?])/g, '\\<');

/** A code or a unit as it is written in a record. */
export const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

/** A table, its lines. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  row(header),
  row(header.map(() => '---')),
  ...rows.map(row),
];

/** The same lines indented, with a bar at their left. */
export const quoted = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line === '' ? '>' : `> ${line}`));

/** Lines as the text of a file, without blank lines that follow one another. */
export const page = (lines: readonly string[]): string =>
  `${lines
    .filter((line, index) => line !== lines[index - 1] || !/^[> ]*$/.test(line))
    .join('\n')
    .trimEnd()}\n`;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** "a, b or c"; with semicolons where an item holds a comma itself. */
export const either = (items: readonly string[]): string => joined(items, 'or');

/** "a, b and c"; with semicolons where an item holds a comma itself. */
export const both = (items: readonly string[]): string => joined(items, 'and');

function joined(items: readonly string[], last: string): string {
  const separator = items.some((item) => item.includes(',')) ? '; ' : ', ';
  return items.length < 2
    ? (items[0] ?? '')
    : `${items.slice(0, -1).join(separator)}${separator === '; ' ? ';' : ''} ${last} ${items[items.length - 1]}`;
}

/** Words in the middle of a sentence: "Factor IX activity" becomes "factor IX activity", "ALT" stays. */
export const lowered = (words: string): string =>
  /^[A-Z][a-z]/.test(words) ? `${words.charAt(0).toLowerCase()}${words.slice(1)}` : words;

/** Words at the start of a sentence. */
export const raised = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
