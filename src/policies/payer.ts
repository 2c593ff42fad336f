/** A payer as a Coverage may name it. Names and identifiers are compared whole, never in part. */
export interface Payer {
  readonly id: string;
  /** As members know it; shown as the source of a card. */
  readonly name: string;
  readonly names: readonly string[];
  readonly identifiers: readonly PayerIdentifier[];
}

/** An identifier of an Organization. Compared with its system; where ours has none, a name of the system in `systemNamed` or no system at all must stand there. */
export interface PayerIdentifier {
  readonly system?: string;
  readonly systemNamed?: string;
  readonly value: string;
}
