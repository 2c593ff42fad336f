const BLOCK = /(<!-- block: ([\w-]+)[^>]*-->\n)[\s\S]*?(<!-- \/block -->)/g;

/** A page written by hand, with its marked blocks written anew. Throws where the page and the blocks do not agree. */
export function filled(text: string, blocks: Readonly<Record<string, readonly string[]>>): string {
  const found = [...text.matchAll(BLOCK)].map(([, , name = '']) => name);
  const missing = Object.keys(blocks).filter((name) => !found.includes(name));
  const unknown = found.filter((name) => !Object.hasOwn(blocks, name));
  if (missing.length + unknown.length > 0)
    throw new Error(
      `blocks: not on the page: ${missing.join(', ') || 'none'}; not written: ${unknown.join(', ') || 'none'}`,
    );
  return text.replace(BLOCK, (_, start: string, name: string, end: string) =>
    [start, ...(blocks[name] ?? []).map((line) => `${line}\n`), end].join(''),
  );
}
