import { describe, expect, it } from 'vitest';
import { copyGraph } from './graph';
import type { Flow, OutletRow } from './types';

const flow = (source: string, target: string, words: number, directed = 1): Flow => ({ source, target, reports: 1, words, directed, example: `r-${target}` });
const outlet = (name: string, side: string): OutletRow => ({ name, side }) as OutletRow;
const palette = { sides: ['red', 'blue'], none: 'grey', edge: 'black', open: 'silver' };

describe('copyGraph', () => {
  const flows = [flow('Wire', 'Gazette', 400), flow('Wire', 'Lantern', 100), flow('Lantern', 'Gazette', 50, 0)];
  const outlets = [outlet('Wire', 'North'), outlet('Gazette', 'South'), outlet('Lantern', '')];

  it('draws outlets by side and copies by direction', () => {
    const { graph, legend } = copyGraph(flows, outlets, palette);
    expect(graph.nodes().sort()).toEqual(['Gazette', 'Lantern', 'Wire']);
    expect(graph.getEdgeAttributes('Wire', 'Gazette')).toMatchObject({ type: 'arrow', color: 'black', words: 400 });
    expect(graph.getEdgeAttributes('Lantern', 'Gazette')).toMatchObject({ type: 'line', color: 'silver' });
    expect(legend).toEqual([{ side: 'North', colour: 'red', count: 1 }, { side: 'South', colour: 'blue', count: 1 }, { side: '', colour: 'grey', count: 1 }]);
  });
  it('stands the same way every time', () => {
    const places = (): unknown[] => copyGraph(flows, outlets, palette).graph.mapNodes((_, { x, y }) => [x, y]);
    expect(places()).toEqual(places());
    expect(places().flat().every(Number.isFinite)).toBe(true);
  });
  it('stands with one flow, and with none', () => {
    expect(copyGraph(flows.slice(0, 1), outlets, palette).graph.order).toBe(2);
    expect(copyGraph([], outlets, palette).graph.order).toBe(0);
  });
});
