import { expect, test } from 'vitest';
import { beside, keepOrder } from './walk';

test('a list is gone through in the order in which it was shown', () => {
  keepOrder('claims', () => ['c', 'a', 'b']);
  expect(beside('claims', 'a')).toEqual({ previous: 'c', next: 'b' });
  expect(beside('claims', 'c')).toEqual({ previous: null, next: 'a' });
  expect(beside('claims', 'z')).toBeNull();
  expect(beside('reports', 'a')).toBeNull();
  keepOrder('claims', null);
  expect(beside('claims', 'a')).toBeNull();
});
