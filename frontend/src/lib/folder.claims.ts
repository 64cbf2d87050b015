/** The list of claims narrowed and ordered in the browser, as src/stemma/web/pages/claims.py does it. */
import { ServerError } from './errors';
import type { ClaimRow, ClaimsPage, Facet } from './types';

/** All rows in their leading order, and for each the reports that carry it. */
export interface ClaimsFile { rows: ClaimRow[]; reports: string[][] }

const LIMIT = 50;
const MOST_CHOICES = 200;
type Test = (row: ClaimRow) => boolean;

const kinds: Record<string, Test> = {
  'several-outlets': (row) => row.outlets > 1,
  'one-origin': (row) => row.outlets > 1 && row.origins.high <= 1,
  independent: (row) => row.origins.low > 1,
  disputed: (row) => (row.stances.deny ?? 0) > 0,
  changed: (row) => row.variants > 0,
  unsourced: (row) => row.unsourced > 0,
  circular: (row) => row.circular,
  aims: (row) => row.aim,
  undecided: (row) => !row.decision,
  accepted: (row) => row.decision === 'accept',
  rejected: (row) => row.decision === 'reject',
};

const by = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const orders: Record<string, (a: ClaimRow, b: ClaimRow) => number> = {
  leading: (a, b) => b.outlets - a.outlets || b.mentions - a.mentions || a.origins.best - b.origins.best,
  origins: (a, b) => b.origins.best - a.origins.best || b.outlets - a.outlets,
  gap: (a, b) => (a.origins.best - a.outlets) - (b.origins.best - b.outlets) || b.outlets - a.outlets,
  changed: (a, b) => b.variants - a.variants || b.outlets - a.outlets,
  newest: (a, b) => Number(a.last === null) - Number(b.last === null) || by(b.last ?? '', a.last ?? ''),
  oldest: (a, b) => Number(a.first === null) - Number(b.first === null) || by(a.first ?? '', b.first ?? ''),
};

export function holding(rows: readonly ClaimRow[], query: string): ClaimRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = [row.text, ...row.speakers, ...row.outlet_names].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function facet(values: Iterable<string>): Facet[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count).slice(0, MOST_CHOICES);
}

function named<T>(table: Record<string, T>, name: string, what: string): T {
  if (!Object.hasOwn(table, name)) throw new ServerError(`no ${what} “${name}”; there are ${Object.keys(table).join(', ')}`, 404);
  return table[name]!;
}

export function claimsPage({ rows: all, reports }: ClaimsFile, query: URLSearchParams): ClaimsPage {
  const get = (name: string): string => query.get(name) ?? '';
  const tests: Test[] = [];
  const asked = (name: string, test: (row: ClaimRow, value: string) => boolean): void => {
    const value = get(name);
    if (value) tests.push((row) => test(row, value));
  };
  asked('outlet', (row, value) => row.outlet_names.includes(value));
  asked('speaker', (row, value) => row.speakers.includes(value));
  asked('side', (row, value) => row.sides.includes(value));
  asked('grade', (row, value) => row.grade === value);
  asked('factuality', (row, value) => row.factuality.includes(value));
  if (get('report')) {
    const within = new Set(all.filter((_, i) => reports[i]!.includes(get('report'))));
    tests.push((row) => within.has(row));
  }
  if (get('kind')) tests.push(named(kinds, get('kind'), 'kind'));
  const order = named(orders, get('order') || 'leading', 'order');
  const rows = holding(all, get('q')).filter((row) => tests.every((test) => test(row))).sort((a, b) => order(a, b) || by(a.id, b.id));
  const offset = Number(get('offset')) || 0;
  return {
    rows: rows.slice(offset, offset + LIMIT), total: rows.length, all: all.length, offset, limit: LIMIT,
    facets: {
      outlet: facet(rows.flatMap((row) => row.outlet_names)), speaker: facet(rows.flatMap((row) => row.speakers)),
      side: facet(rows.flatMap((row) => row.sides)), grade: facet(rows.map((row) => row.grade)), factuality: facet(rows.flatMap((row) => row.factuality)),
      kind: Object.entries(kinds).map(([value, test]) => ({ value, count: rows.filter(test).length })),
    },
  };
}
