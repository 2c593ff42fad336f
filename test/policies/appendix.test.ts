import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { comparisons } from './appendix.ts';

describe('the comparison with the reference', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-reference-'));

  test('is none where the reference is absent', () => {
    expect(comparisons(folder)).toBeUndefined();
  });

  test('says what is missing and what is beyond, both ways', () => {
    const rows = ['LEM-A', 'LEM-Z'].map((id) => `| ${id} | leaf |`).join('\n');
    writeFileSync(join(folder, 'policies.md'), `| LEM-Y | before |\n\n## Appendix A\n\n${rows}\n`);
    const lemtrada = comparisons(folder)?.find(({ policy }) => policy === 'lemtrada-cigna');
    expect(lemtrada).toMatchObject({ appendix: 2, code: 16, missing: ['LEM-Z'] });
    expect(lemtrada?.beyond).toHaveLength(15);
  });
});
