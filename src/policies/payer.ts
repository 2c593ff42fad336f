/** A payer as a Coverage may name it. Names and identifiers are compared whole, never in part. */
export interface Payer {
  readonly id: string;
  /** As members know it; shown as the source of a card. */
  readonly name: string;
  readonly names: readonly string[];
  readonly identifiers: readonly PayerIdentifier[];
}

/** An identifier of an Organization; without a system it is accepted under any of the payer code systems. */
export interface PayerIdentifier {
  readonly system?: string;
  readonly value: string;
}
