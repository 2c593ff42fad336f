import type { Patient } from './patient.ts';
export const gamifantPatients: readonly Patient[] = [];
