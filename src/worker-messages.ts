import type { CallNews } from './http/counted-together.ts';
import type { Figures } from './operations/figures.ts';

/** What a worker tells the process that started it. */
export type FromWorker =
  | { readonly kind: 'listening' }
  | { readonly kind: 'figures'; readonly ask: number; readonly figures: Figures }
  /** Wants the metrics of all. */
  | { readonly kind: 'metrics-wanted'; readonly ask: number }
  | { readonly kind: 'calls'; readonly news: CallNews };

/** What a worker is told. */
export type ToWorker =
  | { readonly kind: 'figures-wanted'; readonly ask: number }
  | { readonly kind: 'metrics'; readonly ask: number; readonly text: string }
  | { readonly kind: 'calls'; readonly news: CallNews };
