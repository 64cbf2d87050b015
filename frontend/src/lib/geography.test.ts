import { describe, expect, it } from 'vitest';
import { unpacked } from './geography';

describe('unpacked', () => {
  it('adds the steps up to degrees', () => {
    expect(unpacked({ step: 0.5, lines: [[60, 100, 1, -1]] }).features[0]!.geometry).toEqual({ type: 'MultiLineString', coordinates: [[[30, 50], [30.5, 49.5]]] });
    expect(unpacked({ step: 1, shapes: [[[0, 0, 1, 0, 0, 1, -1, -1]]] }).features[0]!.geometry).toEqual({ type: 'MultiPolygon', coordinates: [[[[0, 0], [1, 0], [1, 1], [0, 0]]]] });
  });
});
