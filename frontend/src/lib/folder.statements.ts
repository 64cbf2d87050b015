/** The statements that a number counts, narrowed in the browser as src/stemma/web/pages/statements.py does it. */
import type { Facet, ReportsPage, Statement, StatementsPage } from './types';

const LIMIT = 50;
const COLUMNS = ['ground', 'speaker', 'stance', 'factuality', 'report', 'claim'] as const;

function counted(values: string[]): Facet[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

export function statementsPage(all: readonly Statement[], { reports }: ReportsPage, query: URLSearchParams): StatementsPage {
  const get = (name: string): string => query.get(name) ?? '';
  const lines = Object.fromEntries(reports.map((line) => [line.id, line]));
  const rows = all.filter((one) => COLUMNS.every((column) => !get(column) || one[column] === get(column))
    && (!get('outlet') || lines[one.report]?.outlet === get('outlet')) && (!get('aim') || one.aim));
  const offset = Number(get('offset')) || 0;
  const shown = rows.slice(offset, offset + LIMIT);
  return {
    rows: shown, total: rows.length, offset, limit: LIMIT, claim: '', mentions: {}, passages: {},
    facets: { ground: counted(rows.map((r) => r.ground)), stance: counted(rows.map((r) => r.stance)), factuality: counted(rows.map((r) => r.factuality)) },
    reports: Object.fromEntries(shown.flatMap((one) => (lines[one.report] ? [[one.report, lines[one.report]!]] : []))),
  };
}
