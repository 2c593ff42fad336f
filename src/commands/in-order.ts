/** How many items make a portion, or how much of what is measured in them. */
export interface Portion {
  readonly items: number;
  readonly size: number;
}

/** Items by the portion; the one that fills it is its last. */
export async function* inPortions<Item>(
  items: AsyncIterable<Item>,
  most: Portion,
  sizeOf: (item: Item) => number,
): AsyncGenerator<readonly Item[]> {
  let portion: Item[] = [];
  let size = 0;
  for await (const item of items) {
    portion.push(item);
    size += sizeOf(item);
    if (portion.length < most.items && size < most.size) continue;
    yield portion;
    [portion, size] = [[], 0];
  }
  if (portion.length > 0) yield portion;
}

/** An item with what came of it. */
export interface Done<Item, Result> {
  readonly item: Item;
  readonly result: Result;
}

/** Works on at most so many items at once, and gives them back in their order, whichever is done first. */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  most: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Done<Item, Result>> {
  const under: { readonly item: Item; readonly result: Promise<Result> }[] = [];
  const first = async function* (): AsyncGenerator<Done<Item, Result>> {
    const each = under.shift();
    if (each !== undefined) yield { item: each.item, result: await each.result };
  };
  for await (const item of items) {
    const result = work(item);
    // It is told in its turn; until then it is no failure that nobody hears of.
    result.catch(() => undefined);
    under.push({ item, result });
    if (under.length >= most) yield* first();
  }
  while (under.length > 0) yield* first();
}
