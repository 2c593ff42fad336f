import type { Status } from '../../../src/criteria/status.ts';
import gamifant from '../../../src/policies/cigna/gamifant/undated.ts';
import type { DecisionTable } from '../../support/decision-table.ts';
import { rows } from './gamifant-rows.ts';
import { msG } from './ms-g.ts';

const computed: readonly Status[] = ['met', 'not-met', 'doc-missing', 'n/a'];
const stated: readonly Status[] = ['met', 'not-met', 'attest', 'n/a'];

/** What each line can be (policies.md, Appendix A and rulings); `n/a` on a branch that does not apply. */
const allowed: DecisionTable['allowed'] = {
  GAM: ['met', 'not-met', 'doc-missing', 'attest'],
  'GAM-1': [...computed, 'attest'],
  'GAM-1.dx': ['met', 'doc-missing', 'n/a'],
  'GAM-1.step': [...computed, 'attest'],
  'GAM-1.spec': ['met', 'attest', 'n/a'],
  'GAM-1.dose': computed,
  'GAM-2': [...computed, 'attest'],
  'GAM-2.0': computed,
  'GAM-2.A': computed,
  'GAM-2.B': computed,
  'GAM-2.B.f': computed,
  'GAM-2.B.i-iv': computed,
  'GAM-2.B.i': computed,
  'GAM-2.B.ii': computed,
  'GAM-2.B.iii': computed,
  'GAM-2.B.iv': computed,
  'GAM-2.C': [...computed, 'attest'],
  'GAM-2.C.i': [...computed, 'attest'],
  'GAM-2.C.ii': [...computed, 'attest'],
  'GAM-2.D': ['met', 'attest', 'n/a'],
  'GAM-2.DOSE': computed,
  'GAM-R': [...computed, 'attest'],
  'GAM-R1': stated,
  'GAM-R1a': stated,
  'GAM-R1b': stated,
  'GAM-R2': stated,
  'GAM-R.DOSE': computed,
  'GAM-X': ['met', 'not-met', 'attest'],
};

/** The decision table of the one version. */
export const tables: readonly DecisionTable[] = [{ policy: gamifant, patient: msG, allowed, rows }];
