import { expect, it } from 'vitest';
import { sameWords } from './mentions';

it('finds the mentions in the words of an earlier one', () => {
  const mentions = [{ id: 'a', text: 'The bridge  was hit' }, { id: 'b', text: 'It was not' }, { id: 'c', text: 'the bridge was hit ' }];
  expect([...sameWords(mentions, (one) => one.text)].map(([id, first]) => [id, first.id])).toEqual([['c', 'a']]);
});
