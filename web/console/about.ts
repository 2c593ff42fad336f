/** What the service says of itself. */
export interface About {
  readonly profile: 'sandbox' | 'production';
  readonly publicUrl: string;
  readonly discovery: {
    readonly services: readonly { readonly id: string; readonly prefetch?: Readonly<Record<string, string>> }[];
  };
}
