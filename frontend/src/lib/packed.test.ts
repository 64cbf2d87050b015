import { describe, expect, it } from 'vitest';
import { unpack } from './packed';
import type { PackedEvents } from './types';

describe('unpack', () => {
  it('reads one, two, four and eight bytes, and what is missing', () => {
    const none: [number, string] = [1, btoa('\x00\x00')];
    const names = ['dead_low', 'dead_best', 'dead_high', 'dead_at_least', 'origins_low', 'origins_best', 'origins_high', 'reports', 'type', 'sub_type', 'actor', 'target', 'place', 'country', 'precision', 'status', 'date_precision', 'start', 'end', 'reported', 'spot', 'outlets', 'sides', 'factuality', 'things', 'thing_kinds'];
    const packed: PackedEvents = {
      count: 2, ids: 'a\nb', words: {}, dates: ['2022-09-06'], first: null, last: null, spots: [[50, 36.5, null]], lists: [[], [1, 2]],
      numbers: { ...Object.fromEntries(names.map((name) => [name, none])), reports: [2, btoa('\x01\x01\x02\x00')], dead_best: [4, btoa('\x00\x00\x00\x00\x01\x00\x01\x00')], dead_low: [4, btoa('\xff\xff\xff\xff\x00\x00\x00\x00')], dead_high: [8, btoa('\x00\x00\x00\x00\x01\x00\x00\x00\x03\x00\x00\x00\x00\x00\x00\x00')], start: [1, btoa('\x01\x00')], reported: [1, btoa('\x00\x01')], spot: [1, btoa('\x00\x01')], outlets: [1, btoa('\x02\x01')] },
    };
    const { columns } = unpack(packed);
    expect(columns.id).toEqual(['a', 'b']);
    expect([...Array.from(columns.reports)]).toEqual([256, 1]);
    expect(columns.dead_best).toEqual([null, 65536]);
    expect([columns.dead_low, columns.dead_high]).toEqual([[4294967294, null], [4294967295, 2]]);
    expect(columns.start).toEqual(['2022-09-06', null]);
    expect(columns.reported).toEqual([null, '2022-09-06']);
    expect([columns.lat, columns.lon, columns.radius]).toEqual([[null, 50], [null, 36.5], [null, null]]);
    expect(columns.outlets).toEqual([[1, 2], []]);
  });
});
