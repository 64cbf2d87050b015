import { describe, expect, it } from 'vitest';
import { layout } from './tree';
import type { Claim, ClaimMention, Edge, Origin, ReportLine } from './types';

const mention = (id: string): ClaimMention => ({ id, report: `r-${id}`, stance: 'assert' }) as ClaimMention;
const edge = (parent: string, child: string, kind: Edge['kind'] = 'copy'): Edge =>
  ({ claim: 'c', parent, child, kind, score: 1, reason: '', circular: false, direction: 'known' });
const origin = { id: 'o', claim: 'c', name: 'A speaker', kind: 'speaker', report: null, mentions: [], reasons: [], side: '', certain: true, stance: 'assert' } as Origin;

function draw(dates: Record<string, string | null>, edges: Edge[], origins: Origin[] = [origin]) {
  const reports: Record<string, ReportLine> = {};
  for (const [id, published] of Object.entries(dates)) reports[`r-${id}`] = { id: `r-${id}`, outlet: id, published } as ReportLine;
  const claim = { id: 'c', mentions: Object.keys(dates).map(mention), edges, witnesses: [{ id: 'w', name: 'A radio', mentions: [] }] } as unknown as Claim;
  const tree = layout(claim, origins, [], reports);
  return { tree, y: (id: string) => tree.nodes.find((node) => node.id === id)!.y, x: (id: string) => tree.nodes.find((node) => node.id === id)!.x };
}

describe('layout', () => {
  it('puts children below their parents and later days below earlier ones', () => {
    const { tree, y } = draw({ a: '2022-09-06T08:00', b: '2022-09-06T11:00', c: '2022-09-07', d: '2022-09-08' }, [edge('o', 'a', 'utterance'), edge('a', 'b'), edge('a', 'c')]);
    expect(y('o')).toBeLessThan(y('a'));
    expect(y('a')).toBeLessThan(y('b'));
    expect(y('b')).toBeLessThan(y('c'));
    expect(y('c')).toBeLessThan(y('d'));
    expect(tree.days.map((one) => one.day)).toEqual(['2022-09-06', '2022-09-07', '2022-09-08']);
  });

  it('keeps a day together, in whatever order its mentions come', () => {
    const { tree, y } = draw({ c: '2022-09-09', b: '2022-09-09', x: '2022-09-07', a: '2022-09-06' }, [edge('b', 'c'), edge('a', 'b'), edge('o', 'a', 'utterance')]);
    expect(y('x')).toBeLessThan(y('b'));
    expect(y('b')).toBeLessThan(y('c'));
    expect(tree.days.map((one) => one.day)).toEqual(['2022-09-06', '2022-09-07', '2022-09-09']);
  });

  it('shows a lost witness between origin and mention', () => {
    const { tree, y } = draw({ a: null }, [edge('o', 'w', 'utterance'), edge('w', 'a', 'citation')]);
    expect(tree.nodes.find((node) => node.id === 'w')?.kind).toBe('witness');
    expect(y('o')).toBeLessThan(y('w'));
    expect(y('w')).toBeLessThan(y('a'));
  });

  it('keeps nodes of one level apart', () => {
    const { tree } = draw({ a: '2022-09-06', b: '2022-09-06', c: '2022-09-06', d: '2022-09-06' }, [edge('a', 'b'), edge('a', 'c'), edge('a', 'd')], []);
    const places = tree.nodes.map((node) => `${Math.round(node.x)} ${node.y}`);
    expect(new Set(places).size).toBe(4);
  });

  it('survives circles, edges to nothing, and no edges at all', () => {
    expect(draw({ a: '2022', b: '2022' }, [edge('a', 'b'), edge('b', 'a'), edge('a', 'gone')]).tree.nodes.length).toBe(2);
    expect(draw({ a: null }, [], []).tree.nodes.length).toBe(1);
    expect(draw({}, [], []).tree.nodes).toEqual([]);
  });
});
