import { describe, expect, it } from 'vitest';
import { Events, FILTERS, filterOf, ring, whom, type Filter } from './events';
import type { EventTable } from './types';

const none: Filter = { sub_type: '', actor: '', sides: '', place: '', outlets: '', status: '', factuality: '', thing_kinds: '', origins: 0, from: '', to: '', box: null };

function table(rows: { start: string | null; reported?: string; lat?: number; type?: number; sides?: number[]; factuality?: number[]; things?: number[] }[]): Events {
  const fill = <T,>(value: T): T[] => rows.map(() => value);
  return new Events({
    count: rows.length,
    words: { sub_type: ['Air strike', 'Armed clash'], actor: [''], target: [''], place: ['Town'], status: ['occurred'], factuality: ['CT+', 'PR+'], sides: ['North', 'South'], outlets: ['Gazette'], things: ['hit: a ship'], thing_kinds: ['hit ship', 'ship'], type: [''], country: [''], precision: [''], date_precision: ['day'] },
    columns: {
      id: rows.map((_, i) => `e${i}`), start: rows.map((r) => r.start), end: rows.map((r) => r.start), reported: rows.map((r) => r.reported ?? null),
      lat: rows.map((r) => r.lat ?? null), lon: rows.map((r) => (r.lat === undefined ? null : 30)), radius: fill(5),
      sub_type: rows.map((r) => r.type ?? 0), sides: rows.map((r) => r.sides ?? []), outlets: fill([0]), factuality: rows.map((r) => r.factuality ?? [0]), things: rows.map((r) => r.things ?? []), thing_kinds: rows.map((r) => (r.things?.length ? [0, 1] : [])),
      actor: fill(0), target: fill(0), place: fill(0), status: fill(0), type: fill(0), country: fill(0), precision: fill(0), date_precision: fill(0),
      dead_low: fill(null), dead_best: fill(null), dead_high: fill(null), dead_at_least: fill(false), origins_low: fill(1), origins_best: fill(1), origins_high: fill(1), reports: fill(1),
    },
  } as EventTable);
}

describe('survey', () => {
  const events = table([
    { start: '2022-09-06', lat: 50, type: 0, sides: [0] }, { start: '2022-09-08', lat: 10, type: 1, sides: [0, 1] }, { start: null, type: 1, factuality: [0, 1] },
  ]);

  it('fits everything without a filter', () => {
    expect(events.survey(none).fits).toEqual([0, 1, 2]);
  });

  it('reads a filter from the values of an address', () => {
    const values: Record<string, string> = { side: 'South', origins: '2', to: '2022-09-07' };
    expect(filterOf(FILTERS.map((name) => values[name] ?? ''), null)).toEqual({ ...none, sides: 'South', origins: 2, to: '2022-09-07' });
  });

  it('keeps the choices of a filter that is set', () => {
    const found = events.survey({ ...none, sub_type: 'Air strike' });
    expect(found.fits).toEqual([0]);
    expect(found.choices.sub_type).toEqual([{ value: 'Armed clash', count: 2 }, { value: 'Air strike', count: 1 }]);
    expect(found.choices.sides).toEqual([{ value: 'North', count: 1 }]);
  });

  it('filters lists of values, times and the map’s view', () => {
    expect(events.survey({ ...none, sides: 'South' }).fits).toEqual([1]);
    expect(events.survey({ ...none, factuality: 'PR+' }).fits).toEqual([2]);
    expect(events.survey({ ...none, from: '2022-09-07' })).toMatchObject({ fits: [1], timeless: [0, 1, 2] });
    expect(events.survey({ ...none, box: [20, 40, 40, 60] })).toMatchObject({ fits: [0], anywhere: [0, 1, 2] });
    expect(events.survey({ ...none, actor: 'nobody' }).fits).toEqual([]);
  });
});

describe('the order of the list', () => {
  const events = table([{ start: '2022-09-08' }, { start: '2022-09-06' }, { start: null }]);
  events.table.columns.reports = Int32Array.from([1, 3, 3]);
  events.table.columns.dead_best = [null, 2, 5];

  it('is the casebook’s unless another is asked for', () => {
    expect(events.ordered([0, 1, 2], '')).toEqual([0, 1, 2]);
    expect(events.ordered([0, 1, 2], 'toString')).toEqual([0, 1, 2]);
    expect(events.ordered([0, 1, 2], 'oldest')).toEqual([1, 0, 2]);
    expect(events.ordered([0, 1, 2], 'reports')).toEqual([1, 2, 0]);
    expect(events.ordered([0, 1], 'killed')).toEqual([1, 0]);
  });
});

describe('events without a date', () => {
  const events = table([{ start: '2022-09-06' }, { start: null, reported: '2022-09-08' }, { start: null }]);

  it('stand on the day of their first report', () => {
    expect(events.survey({ ...none, from: '2022-09-07', to: '2022-09-09' }).fits).toEqual([1]);
    expect(events.undated([0, 1, 2])).toEqual({ reported: 1, never: 1 });
  });

  it('are told apart on the time line', () => {
    const bars = events.histogram([0, 1, 2]);
    expect([bars.all, bars.dated].map((y) => y.reduce((a, b) => a + b))).toEqual([2, 1]);
  });
});

describe('histogram', () => {
  it('counts by day and pads a short story', () => {
    const events = table([{ start: '2022-09-06' }, { start: '2022-09-06' }, { start: null }]);
    const bars = events.histogram([0, 1, 2]);
    expect(bars.unit).toBe('day');
    expect(bars.all.reduce((a, b) => a + b)).toBe(2);
    expect(Math.max(...bars.all)).toBe(2);
    expect(bars.x.length).toBeGreaterThan(10);
  });

  it('leaves out the few that lie far off', () => {
    const events = table([{ start: '1130' }, ...Array.from({ length: 99 }, (_, i) => ({ start: `2022-09-${String(1 + (i % 28)).padStart(2, '0')}` }))]);
    const bars = events.histogram([...Array(100).keys()]);
    expect(bars.outside).toBe(1);
    expect(bars.unit).toBe('day');
  });

  it('leaves out nothing between the first and the last report, however few tell of it', () => {
    const rows = [{ start: '1948-05-01' }, { start: '2022-01-05' }, ...Array.from({ length: 150 }, (_, i) => ({ start: `2014-09-${String(1 + (i % 28)).padStart(2, '0')}` }))];
    const bars = new Events(table(rows).table, ['2014-09-02', '2022-01-09']).histogram([...Array(152).keys()]);
    expect(bars.outside).toBe(1);
    expect(bars.all.at(-1)).toBe(1);
    expect(bars.unit).toBe('month');
    expect(table(rows).histogram([...Array(152).keys()]).outside).toBe(2);
  });

  it('draws a part of the time larger', () => {
    const events = table([{ start: '1948-05-01' }, { start: '2022-09-06' }, { start: '2022-09-20' }, { start: '2022-12-01' }]);
    expect(events.histogram([0, 1, 2, 3]).unit).toBe('year');
    expect(events.histogram([0, 1, 2, 3], '2022-09-01', '2022-09-30')).toMatchObject({ unit: 'day', outside: 2 });
    expect(events.histogram([0, 1, 2, 3], '2022-01-01').outside).toBe(1);
    expect(events.histogram([0, 1, 2, 3], '2022-09-30', '2022-09-01').x).toEqual([]);
  });

  it('bears no dates', () => {
    expect(table([{ start: null }]).histogram([0]).x).toEqual([]);
  });
});

describe('ring', () => {
  it('closes, and lies at its distance', () => {
    const points = ring(50, 30, 111.2);
    expect(points.at(-1)![0]).toBeCloseTo(points[0]![0], 6);
    expect(points[0]![1] - 50).toBeCloseTo(1, 2);
  });
});

describe('whom', () => {
  it('does not let a target stand as who did it', () => {
    expect([whom('Army', 'town'), whom('Army', ''), whom('', 'worker'), whom('', '')]).toEqual(['Army → town', 'Army', '? → worker', '']);
  });
});
