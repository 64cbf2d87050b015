/** Who copies whom as a graph: outlets, and how many words went from one to another. */
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { Flow, OutletRow } from './types';

export interface Palette { sides: string[]; none: string; edge: string; open: string }
export interface Legend { side: string; colour: string; count: number }
/** `words` are those that an outlet gave and took, of an edge those that went along it. */
export interface NodeValues { label: string; size: number; color: string; x: number; y: number; side: string; words: number }
export interface EdgeValues { size: number; color: string; type: 'arrow' | 'line'; words: number; reports: number; example: string; label: string }

const MOST = 60;

/** The heaviest outlets and what flows between them, laid out the same way every time. */
export function copyGraph(flows: readonly Flow[], outlets: readonly OutletRow[], palette: Palette): { graph: Graph<NodeValues, EdgeValues>; legend: Legend[] } {
  const weight = new Map<string, number>();
  for (const { source, target, words } of flows) for (const name of [source, target]) weight.set(name, (weight.get(name) ?? 0) + words);
  const sideOf = new Map(outlets.map((row) => [row.name, row.side]));
  const names = [...weight.keys()].sort((a, b) => weight.get(b)! - weight.get(a)! || a.localeCompare(b)).slice(0, MOST);
  const sides = [...new Set(names.map((name) => sideOf.get(name) ?? ''))].filter(Boolean).sort();
  const colourOf = (side: string): string => (side ? palette.sides[sides.indexOf(side) % palette.sides.length]! : palette.none);

  const graph = new Graph<NodeValues, EdgeValues>({ type: 'directed' });
  const heaviest = Math.max(1, ...names.map((name) => weight.get(name)!));
  // Outlets of one side begin beside each other on a circle; the forces then move them the same way every time.
  const ordered = [...names].sort((a, b) => (sideOf.get(a) ?? '').localeCompare(sideOf.get(b) ?? '') || a.localeCompare(b));
  ordered.forEach((name, i) => {
    const side = sideOf.get(name) ?? '';
    const angle = (2 * Math.PI * i) / ordered.length;
    graph.addNode(name, { label: name, size: 5 + 11 * Math.sqrt(weight.get(name)! / heaviest), color: colourOf(side), side, words: weight.get(name)!, x: Math.cos(angle), y: Math.sin(angle) });
  });
  const most = Math.max(1, ...flows.map((flow) => flow.words));
  for (const flow of flows) {
    if (!graph.hasNode(flow.source) || !graph.hasNode(flow.target) || graph.hasEdge(flow.source, flow.target)) continue;
    graph.addEdge(flow.source, flow.target, {
      size: 1 + 4 * Math.sqrt(flow.words / most), color: flow.directed ? palette.edge : palette.open, type: flow.directed ? 'arrow' : 'line',
      words: flow.words, reports: flow.reports, example: flow.example, label: `${flow.words.toLocaleString('en')} words`,
    });
  }
  if (graph.order > 2) {
    forceAtlas2.assign(graph, { iterations: 400, settings: { ...forceAtlas2.inferSettings(graph), adjustSizes: false, linLogMode: true, gravity: 0.6, scalingRatio: 6, edgeWeightInfluence: 0 } });
  }
  const counts = new Map<string, number>();
  for (const name of names) counts.set(sideOf.get(name) ?? '', (counts.get(sideOf.get(name) ?? '') ?? 0) + 1);
  const legend = [...sides, ...(counts.has('') ? [''] : [])].map((side) => ({ side, colour: colourOf(side), count: counts.get(side)! }));
  return { graph, legend };
}
