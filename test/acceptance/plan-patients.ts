import type { Patient } from './patient.ts';
export const planPatients: readonly Patient[] = [];
