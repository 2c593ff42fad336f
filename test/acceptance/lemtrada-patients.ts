import type { Patient } from './patient.ts';
export const lemtradaPatients: readonly Patient[] = [];
