import type { Patient } from './patient.ts';
export const siteOfCarePatients: readonly Patient[] = [];
