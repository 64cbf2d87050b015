import { describe, expect, it } from 'vitest';
import { claimsPage } from './folder.claims';
import { excerpt, plain, searchPage, terms } from './folder.search';
import { shard } from './folder';
import type { ClaimRow, EventTable, ReaderPage } from './types';

const row = (id: string, outlets: number, text: string): ClaimRow => ({
  id, text, speakers: ['Olena Tkach'], outlets, outlet_names: ['Wire'], reports: 1, mentions: outlets, origins: { low: 1, best: 1, high: 1 },
  unsourced: 0, sides: [], grade: '6', stances: { assert: 1 }, variants: 0, circular: false, aim: id === 'c-2', first: '2022-09-06', last: '2022-09-06', factuality: ['CT+'], decision: '',
});
const claims = { rows: [row('c-1', 3, 'The bridge was hit'), row('c-2', 1, 'We will rebuild')], reports: [['r-1', 'r-2'], ['r-1']] };

describe('claimsPage', () => {
  it('narrows, counts and orders', () => {
    expect(claimsPage(claims, new URLSearchParams()).rows.map((r) => r.id)).toEqual(['c-1', 'c-2']);
    expect(claimsPage(claims, new URLSearchParams('kind=aims')).rows.map((r) => r.id)).toEqual(['c-2']);
    expect(claimsPage(claims, new URLSearchParams('report=r-2')).total).toBe(1);
    expect(claimsPage(claims, new URLSearchParams('q=bridge tkach')).total).toBe(1);
    expect(() => claimsPage(claims, new URLSearchParams('kind=toString'))).toThrow('no kind');
  });
});

describe('search', () => {
  const texts: Record<string, string> = { 'r-1': 'A bridge at Kupiansk was hit.', 'r-2': 'The town of Évry, and a bridge.' };
  const words = { reports: ['r-1', 'r-2'], words: { bridge: [0, 1, 1, 1], kupiansk: [0, 1], town: [1, 1], evry: [1, 1], a: [0, 1, 1, 1] } };
  const events = { count: 0, words: {}, columns: {} } as unknown as EventTable;
  const held = { claims, words, events, reportOf: async (id: string) => ({ report: { id, text: texts[id] }, line: { id } }) as unknown as ReaderPage };
  const hits = async (query: string): Promise<string[]> => (await searchPage(held, query)).reports.map((hit) => hit.report.id);

  it('finds all words, phrases, open words and words without their accents', async () => {
    expect(await hits('bridge')).toEqual(['r-1', 'r-2']);
    expect(await hits('bridge kup*')).toEqual(['r-1']);
    expect(await hits('evry')).toEqual(['r-2']);
    expect(await hits('"a bridge"')).toEqual(['r-1', 'r-2']);
    expect(await hits('"bridge town"')).toEqual([]);
    expect(await hits('constructor')).toEqual([]);
    expect(await hits('* " (')).toEqual([]);
  });
  it('shows the words around', () => {
    expect(excerpt('The town of Évry, and a bridge.', terms('evry'))).toBe('The town of ⟦Évry⟧, and a bridge.');
    expect(plain('Żółć İ')).toBe('zołc i');
  });
});

describe('shard', () => {
  it('is the one of the export', () => {
    expect([shard('c-bridge', 7), shard('r-wire', 7), shard('é', 1000)]).toEqual([6, 4, 217]);
  });
});
