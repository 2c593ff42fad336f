import type { Test } from '../criteria/criterion.ts';
import { diagnosisInWords, everHadInWords, neverReceivedInWords, prophylaxisInWords } from './history-words.ts';
import { inhibitorNegativeInWords, inhibitorNeverInWords, inhibitorRetestInWords } from './inhibitor-words.ts';
import { ownLevelInWords, titerInWords } from './lab-words.ts';
import { ageInWords, kitInWords, quantityInWords } from './order-words.ts';
import { attestedInWords, documentsInWords, groupInWords } from './statement-words.ts';
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
    case 'documents':
      return documentsInWords(test);
    case 'group':
      return groupInWords(test);
  }
}
