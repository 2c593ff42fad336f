import { callThreats, patientThreats } from './call-threats.ts';
import { callerThreats } from './caller-threats.ts';
import { outboundThreats } from './outbound-threats.ts';
import { leakThreats, recordThreats } from './record-threats.ts';
import { smartThreats } from './smart-threats.ts';
import type { Threat, ThreatSection } from './threat.ts';

/** What SECURITY.md lists, in its order. */
export const threatSections: readonly ThreatSection[] = [
  callerThreats,
  outboundThreats,
  callThreats,
  patientThreats,
  smartThreats,
  recordThreats,
  leakThreats,
];

/** Every threat. */
export const threats: readonly Threat[] = threatSections.flatMap((section) => section.threats);
