import { describe, expect, it } from 'vitest';
import { changes } from './aims';
import type { AimLine } from './types';

const line = (mention: object, kind: 'aim' | 'position' = 'aim'): AimLine => ({
  kind, mention: { modal: 'will', factuality: 'Uu', stance: 'assert', polarity: 'positive', hedges: [], ...mention },
}) as unknown as AimLine;

describe('changes', () => {
  it('names what is different', () => {
    expect(changes(line({}), line({ modal: 'may', factuality: 'PS+', hedges: [{ text: 'perhaps' }] }))).toEqual([
      'verb of intention: “will” to “may”', 'certainty: unknown to possible', 'hedges: none to “perhaps”',
    ]);
    expect(changes(line({}), line({ polarity: 'negative', stance: 'deny' }, 'position'))).toEqual([
      'not told as an intention', 'stance: asserts to denies', 'now negated',
    ]);
  });

  it('is silent when only words differ', () => {
    expect(changes(line({}), line({}))).toEqual([]);
  });
});
