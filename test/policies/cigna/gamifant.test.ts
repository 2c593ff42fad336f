import { decisionTable } from '../../support/decision-table.ts';
import { tables } from './gamifant.table.ts';

for (const { policy, patient, allowed, rows } of tables) decisionTable(policy, patient, allowed, rows);
