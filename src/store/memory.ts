/** Keeps the newest of what it is given, in memory, up to a limit. Nothing survives a restart. */
export class MemoryStore<Value> {
  readonly #values = new Map<string, Value>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  keep(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    const oldest = this.#values.size > this.#limit ? this.#values.keys().next().value : undefined;
    if (oldest !== undefined) this.#values.delete(oldest);
  }

  find(key: string): Value | undefined {
    return this.#values.get(key);
  }
}
