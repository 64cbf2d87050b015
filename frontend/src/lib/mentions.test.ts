import { expect, it } from 'vitest';
import { byName, sameWords } from './mentions';
import type { Origin } from './types';

it('finds the mentions in the words of an earlier one', () => {
  const mentions = [{ id: 'a', text: 'The bridge  was hit' }, { id: 'b', text: 'It was not' }, { id: 'c', text: 'the bridge was hit ' }];
  expect([...sameWords(mentions, (one) => one.text)].map(([id, first]) => [id, first.id])).toEqual([['c', 'a']]);
});

it('puts the origins of one name, kind and stance together, and none without a name', () => {
  const origin = (id: string, name: string, stance = 'assert'): Origin => ({ id, name, kind: 'speaker', stance }) as Origin;
  const found = byName([origin('a', 'Courier'), origin('b', ''), origin('c', 'Courier', 'deny'), origin('d', 'Courier'), origin('e', '')]);
  expect(found.map((group) => group.map((one) => one.id))).toEqual([['a', 'd'], ['b'], ['c'], ['e']]);
});
