import type { ComponentChildren } from 'preact';

/**
 * The Markdown of our cards as elements: paragraphs, headings, lists, folded parts, bold, emphasis, code. Whatever else
 * stands there, HTML too, is shown as the text that it is.
 */
export function Markdown({ text }: { readonly text: string }) {
  return <>{blocksOf(text.split('\n'))}</>;
}

const FOLD = /^<details><summary>(.*)<\/summary>$/;
const ITEM = /^\s*[-*] (.*)$/;
const HEADING = /^#{1,6} (.*)$/;

function blocksOf(lines: readonly string[]): ComponentChildren[] {
  const blocks: ComponentChildren[] = [];
  let rest = lines;
  while (rest.length > 0) {
    const { block, length } = firstBlock(rest);
    if (block !== undefined) blocks.push(block);
    rest = rest.slice(length);
  }
  return blocks;
}

interface Block {
  readonly block?: ComponentChildren;
  /** How many lines it takes. */
  readonly length: number;
}

function firstBlock(lines: readonly string[]): Block {
  const [line = ''] = lines;
  const [, summary] = FOLD.exec(line) ?? [];
  if (summary !== undefined) return folded(summary, lines);
  const [, heading] = HEADING.exec(line) ?? [];
  if (heading !== undefined) return { block: <p class="heading">{inline(heading)}</p>, length: 1 };
  if (line.trim() === '') return { length: 1 };
  return ITEM.test(line) ? list(lines) : paragraph(lines);
}

function folded(summary: string, lines: readonly string[]): Block {
  const end = lines.indexOf('</details>');
  const inside = lines.slice(1, end === -1 ? undefined : end);
  const block = (
    <details>
      <summary>{inline(summary)}</summary>
      {blocksOf(inside)}
    </details>
  );
  return { block, length: inside.length + (end === -1 ? 1 : 2) };
}

/** Items, each with what stands indented under it. */
function list(lines: readonly string[]): Block {
  const indent = indentOf(lines[0]);
  const own = takeWhile(lines, (line) => ITEM.test(line) && indentOf(line) >= indent);
  const starts = own.flatMap((line, index) => (indentOf(line) === indent ? [index] : []));
  const items = starts.map((start, index) => own.slice(start, starts[index + 1]));
  const block = (
    <ul>
      {items.map(([item = '', ...under]) => (
        <li key={item}>
          {inline(ITEM.exec(item)?.[1] ?? '')}
          {blocksOf(under)}
        </li>
      ))}
    </ul>
  );
  return { block, length: own.length };
}

const indentOf = (line = ''): number => line.length - line.trimStart().length;

function paragraph(lines: readonly string[]): Block {
  const own = takeWhile(lines, (line) => line.trim() !== '' && !ITEM.test(line) && !FOLD.test(line));
  const taken = own.length === 0 ? lines.slice(0, 1) : own;
  return { block: <p>{inline(taken.join('\n'))}</p>, length: taken.length };
}

function takeWhile(lines: readonly string[], isIn: (line: string) => boolean): readonly string[] {
  const end = lines.findIndex((line) => !isIn(line));
  return end === -1 ? lines : lines.slice(0, end);
}

/** An escaped sign; bold; emphasis; code. Escaped signs within them stay what they are. */
const INLINE = /\\([!-/:-@[-`{-~])|\*\*((?:\\.|[^\\*])+)\*\*|\*((?:\\.|[^\\*])+)\*|`([^`]+)`/g;

function inline(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, escaped, bold, emphasis, code] = match;
    parts.push(text.slice(end, match.index));
    if (bold !== undefined) parts.push(<strong>{inline(bold)}</strong>);
    else if (emphasis !== undefined) parts.push(<em>{inline(emphasis)}</em>);
    else if (code !== undefined) parts.push(<code>{code}</code>);
    else parts.push(escaped);
    end = match.index + whole.length;
  }
  return [...parts, text.slice(end)];
}
