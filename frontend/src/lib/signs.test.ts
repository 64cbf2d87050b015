import { describe, expect, it } from 'vitest';
import { boxOf, heart, holds, padded, signs, within, type Spot } from './signs';

const spot = (lon: number, lat: number): Spot => ({ lon, lat, radius: 5, name: '' });
const spots = [spot(30, 50), spot(30.1, 50), spot(36, 50), spot(36.05, 50.02), spot(150, -30)];
const each = (...counts: number[]): { spot: number; count: number }[] => counts.map((count, at) => ({ spot: at, count })).filter((one) => one.count);

describe('the signs of the map', () => {
  it('takes neighbours together and keeps the sum', () => {
    const found = signs(spots, each(3, 1, 2, 2, 1), 5);
    expect(found.map((one) => one.spots)).toEqual([[0, 1], [2, 3], [4]]);
    expect(found.map((one) => one.count)).toEqual([4, 4, 1]);
    expect(found[0]!.lon).toBeCloseTo(30.025);
  });
  it('holds every place once at every zoom, and never fewer signs when nearer', () => {
    let before = 0;
    for (let zoom = 0; zoom < 14; zoom += 0.5) {
      const found = signs(spots, each(3, 1, 2, 2, 1), zoom);
      expect(found.flatMap((one) => one.spots).sort()).toEqual([0, 1, 2, 3, 4]);
      expect(found.length).toBeGreaterThanOrEqual(before);
      before = found.length;
    }
    expect(before).toBe(5);
  });
  it('leaves the chosen place alone', () => {
    expect(signs(spots, each(3, 1, 2, 2, 1), 5, 1).map((one) => one.spots)).toEqual([[0], [2, 3], [1], [4]]);
  });
  it('is the same whatever the order of the places', () => {
    const counted = each(1, 1, 2, 2, 1);
    expect(new Set(signs(spots, [...counted].reverse(), 5).map((one) => one.spots.sort().join()))).toEqual(new Set(signs(spots, counted, 5).map((one) => one.spots.sort().join())));
  });
});

describe('the view', () => {
  it('is set by where most events are', () => {
    const many = [...Array(30).keys()].map((n) => spot(36 + n / 10, 34 + n / 10));
    const box = heart([...many, spot(-80, 40), spot(12, 42)], each(...many.map(() => 2), 1, 1))!;
    expect(box[0]).toBeGreaterThan(33);
    expect(holds(box, boxOf(many))).toBe(true);
    expect(heart([], [])).toBeNull();
  });
  it('has room around it', () => {
    expect(padded([0, 0, 2, 1])).toEqual([-2, -1, 4, 2]);
    expect(within(padded([0, 0, 2, 1]), 3, 1.5)).toBe(true);
    expect(holds([0, 0, 2, 1], [1, 0.5, 3, 1])).toBe(false);
  });
});
