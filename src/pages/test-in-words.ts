import type { Test } from '../criteria/criterion.ts';
import {
  baselineInWords,
  improvedInWords,
  labNegativeInWords,
  labPerformedInWords,
  recentLabInWords,
} from './baseline-words.ts';
import {
  courseDoseInWords,
  doseInWords,
  exposureDaysInWords,
  monthsSinceInWords,
  receivingInWords,
} from './course-words.ts';
import {
  controlledInfectionInWords,
  documentedHistoryInWords,
  noActiveInfectionInWords,
  noAdvancedDiseaseInWords,
  noDiagnosisInWords,
  noInfectionInWords,
} from './exclusion-words.ts';
import { diagnosisInWords, everHadInWords, neverReceivedInWords, prophylaxisInWords } from './history-words.ts';
import {
  currentTypeInWords,
  indicationInWords,
  otherUseInWords,
  statedReasonInWords,
  underlyingInWords,
} from './indication-words.ts';
import { inhibitorNegativeInWords, inhibitorNeverInWords, inhibitorRetestInWords } from './inhibitor-words.ts';
import { ownLevelInWords, titerInWords } from './lab-words.ts';
import { ageInWords, kitInWords, quantityInWords } from './order-words.ts';
import { specialistAtInWords, specialistInWords } from './specialist-words.ts';
import { attestedInWords, documentsInWords, groupInWords } from './statement-words.ts';
import {
  noConcurrentInWords,
  notedStatementInWords,
  previousTreatmentInWords,
  priorResponseInWords,
  receivedInWords,
  stepTherapyInWords,
} from './treatment-words.ts';
import type { TestInWords } from './words.ts';

/** A test in words. A new kind of test does not compile until it has words here. */
export function testInWords(test: Test): TestInWords {
  switch (test.kind) {
    case 'age':
      return ageInWords(test);
    case 'diagnosis':
      return diagnosisInWords(test);
    case 'own-level':
      return ownLevelInWords(test);
    case 'prophylaxis':
      return prophylaxisInWords(test);
    case 'inhibitor-negative':
      return inhibitorNegativeInWords(test);
    case 'inhibitor-never':
      return inhibitorNeverInWords(test);
    case 'inhibitor-retest':
      return inhibitorRetestInWords(test);
    case 'titer':
      return titerInWords(test);
    case 'never-received':
      return neverReceivedInWords(test);
    case 'ever-had':
      return everHadInWords(test);
    case 'attested':
      return attestedInWords(test);
    case 'quantity':
      return quantityInWords(test);
    case 'kit':
      return kitInWords(test);
    case 'baseline':
      return baselineInWords(test);
    case 'improved':
      return improvedInWords(test);
    case 'lab-performed':
      return labPerformedInWords(test);
    case 'lab-negative':
      return labNegativeInWords(test);
    case 'recent-lab':
      return recentLabInWords(test);
    case 'specialist':
      return specialistInWords(test);
    case 'specialist-at':
      return specialistAtInWords(test);
    case 'indication':
      return indicationInWords(test);
    case 'underlying':
      return underlyingInWords(test);
    case 'other-use':
      return otherUseInWords(test);
    case 'stated-reason':
      return statedReasonInWords(test);
    case 'current-type':
      return currentTypeInWords(test);
    case 'prior-response':
      return priorResponseInWords(test);
    case 'received':
      return receivedInWords(test);
    case 'previous-treatment':
      return previousTreatmentInWords(test);
    case 'step-therapy':
      return stepTherapyInWords(test);
    case 'no-concurrent':
      return noConcurrentInWords(test);
    case 'noted-statement':
      return notedStatementInWords(test);
    case 'receiving':
      return receivingInWords(test);
    case 'months-since':
      return monthsSinceInWords(test);
    case 'course-dose':
      return courseDoseInWords(test);
    case 'dose':
      return doseInWords(test);
    case 'exposure-days':
      return exposureDaysInWords(test);
    case 'no-infection':
      return noInfectionInWords(test);
    case 'no-active-infection':
      return noActiveInfectionInWords(test);
    case 'controlled-infection':
      return controlledInfectionInWords(test);
    case 'no-advanced-disease':
      return noAdvancedDiseaseInWords(test);
    case 'no-diagnosis':
      return noDiagnosisInWords(test);
    case 'documented-history':
      return documentedHistoryInWords(test);
    case 'documents':
      return documentsInWords(test);
    case 'group':
      return groupInWords(test);
  }
}
