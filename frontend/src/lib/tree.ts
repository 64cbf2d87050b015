import { coordSimplex, decrossTwoLayer, graphConnect, sugiyama } from 'd3-dag';
import type { Claim, Edge, Origin, ReportLine, Variant } from './types';

export interface TreeNode {
  id: string; x: number; y: number; layer: number; kind: 'origin' | 'witness' | 'mention';
  title: string; detail: string; stance: string; lost: boolean; certain: boolean; day: string | null;
}
export interface TreeEdge { edge: Edge; undirected: boolean; points: [number, number][]; changes: Variant[]; x: number; y: number }
export interface Tree { nodes: TreeNode[]; edges: TreeEdge[]; width: number; height: number; days: { day: string; y: number }[] }

export const NODE = { width: 204, height: 58, gapX: 26, gapY: 84 };

interface Datum { id: string; level: number }

/**
 * Gives every node a level: below its parents, and below every node of an earlier day, so that the
 * picture reads downwards in time. What has no date stands by derivation alone.
 */
function levels(ids: string[], edges: Edge[], dayOf: (id: string) => string | null): Map<string, number> {
  const parents = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const edge of edges) parents.get(edge.child)?.push(edge.parent);
  const level = new Map<string, number>();
  const visiting = new Set<string>();
  let floor = 0;
  const place = (id: string, least: number): number => {
    const known = level.get(id);
    if (known !== undefined) return known;
    if (visiting.has(id)) return least;
    visiting.add(id);
    const above = (parents.get(id) ?? []).map((parent) => place(parent, dayOf(parent) !== null && dayOf(parent) === dayOf(id) ? least : 0) + 1);
    visiting.delete(id);
    const found = Math.max(least, ...above);
    level.set(id, found);
    return found;
  };
  const days = [...new Set(ids.map(dayOf).filter((day): day is string => day !== null))].sort();
  const roots = ids.filter((id) => dayOf(id) === null && (parents.get(id) ?? []).length === 0);
  for (const id of roots) place(id, 0);
  floor = roots.length ? 1 : 0;
  for (const day of days) {
    const placed = ids.filter((id) => dayOf(id) === day).map((id) => place(id, floor));
    floor = Math.max(floor, ...placed) + 1;
  }
  for (const id of ids) place(id, 0);
  return level;
}

export function layout(claim: Claim, origins: Origin[], variants: Variant[], reports: Record<string, ReportLine>): Tree {
  const mentions = new Map(claim.mentions.map((mention) => [mention.id, mention]));
  const roots = new Map(origins.map((origin) => [origin.id, origin]));
  const lost = new Map(claim.witnesses.map((witness) => [witness.id, witness]));
  const known = (id: string): boolean => mentions.has(id) || roots.has(id) || lost.has(id);
  const edges = claim.edges.filter((e) => known(e.parent) && known(e.child) && e.parent !== e.child);
  const used = new Set(edges.flatMap((edge) => [edge.parent, edge.child]));
  const outside = [...origins, ...claim.witnesses].map((one) => one.id).filter((id) => used.has(id));
  const ids = [...outside, ...claim.mentions.map((m) => m.id)];
  const dayOf = (id: string): string | null => {
    const mention = mentions.get(id);
    return mention ? (reports[mention.report]?.published ?? null)?.slice(0, 10) ?? null : null;
  };
  const level = levels(ids, edges, dayOf);
  const forward = edges.filter((edge) => (level.get(edge.parent) ?? 0) < (level.get(edge.child) ?? 0));
  const { spot, bends } = arrange(ids, forward, level);

  const nodes = ids.map((id): TreeNode => {
    const [x, y] = spot.get(id) ?? [0, 0];
    const mention = mentions.get(id);
    const origin = roots.get(id);
    const report = mention ? reports[mention.report] : undefined;
    return {
      id, x, y, layer: level.get(id) ?? 0, kind: mention ? 'mention' : origin ? 'origin' : 'witness',
      title: mention ? report?.outlet ?? 'report not held' : origin?.name || lost.get(id)?.name || 'not named',
      detail: mention ? report?.published ?? '' : origin?.kind ?? 'lost',
      stance: mention?.stance ?? origin?.stance ?? '', lost: !mention && origin?.kind !== 'speaker' && !origin?.report, certain: origin?.certain ?? true, day: dayOf(id),
    };
  });
  const at = new Map(nodes.map((node) => [node.id, node]));
  const drawn = edges.map((edge): TreeEdge => {
    const from = at.get(edge.parent)!;
    const to = at.get(edge.child)!;
    const points: [number, number][] = [[from.x, from.y + NODE.height / 2], ...(bends.get(`${edge.parent} ${edge.child}`) ?? []), [to.x, to.y - NODE.height / 2]];
    const changes = variants.filter((v) => v.from_mention === edge.parent && v.to_mention === edge.child);
    const last = points.at(-2)!;
    const end = points.at(-1)!;
    // A label stands right above its child, or, when the child has several parents, between the two.
    const near = edges.filter((other) => other.child === edge.child).length > 1 ? 0.55 : 1;
    const undirected = edge.direction === 'unknown';
    return { edge, undirected, points, changes, x: last[0] + (end[0] - last[0]) * near, y: last[1] + (end[1] - last[1]) * 0.58 };
  });
  const days: { day: string; y: number }[] = [];
  for (const node of [...nodes].sort((a, b) => a.y - b.y)) {
    if (node.day && !days.some((one) => one.day === node.day)) days.push({ day: node.day, y: node.y });
  }
  return {
    nodes, edges: drawn, days,
    width: Math.max(...nodes.map((n) => n.x), 0) + NODE.width / 2 + 4,
    height: Math.max(...nodes.map((n) => n.y), 0) + NODE.height / 2 + 6,
  };
}

/** Places the nodes of every level from left to right with as few crossings as can be had quickly. */
function arrange(ids: string[], edges: Edge[], level: Map<string, number>): { spot: Map<string, [number, number]>; bends: Map<string, [number, number][]> } {
  const spot = new Map<string, [number, number]>();
  const bends = new Map<string, [number, number][]>();
  const step = NODE.height + NODE.gapY;
  const across = NODE.width + NODE.gapX;
  const linked = new Set(edges.flatMap((edge) => [edge.parent, edge.child]));
  let right = 0;
  if (edges.length) {
    // The layout wants a node on every layer; a level that only unlinked nodes stand on is passed over.
    const rows = [...new Set([...linked].map((id) => level.get(id) ?? 0))].sort((a, b) => a - b);
    const rank = new Map(rows.map((row, i) => [row, i]));
    const unique = [...new Map(edges.map((edge) => [`${edge.parent} ${edge.child}`, edge])).values()];
    const graph = graphConnect().sourceId((e: Edge) => e.parent).targetId((e: Edge) => e.child).nodeDatum((id: string): Datum => ({ id, level: level.get(id) ?? 0 }))(unique);
    const lay = sugiyama()
      .layering(((dag: { nodes: () => Iterable<{ data: unknown; y: number }> }) => {
        let deepest = 0;
        for (const node of dag.nodes()) {
          node.y = rank.get((node.data as Datum).level) ?? 0;
          deepest = Math.max(deepest, node.y);
        }
        return deepest;
      }) as never)
      .decross(decrossTwoLayer())
      .coord(coordSimplex())
      .nodeSize([across, 1] as const);
    const { width } = lay(graph as never);
    for (const node of graph.nodes()) {
      const datum = node.data;
      spot.set(datum.id, [node.x, NODE.height / 2 + datum.level * step]);
    }
    for (const link of graph.links()) {
      const first = rank.get(link.source.data.level) ?? 0;
      const inner = link.points.slice(1, -1).map(([x], i): [number, number] => [x, NODE.height / 2 + (rows[first + 1 + i] ?? 0) * step]);
      bends.set(`${link.source.data.id} ${link.target.data.id}`, inner);
    }
    right = width;
  }
  const perLevel = new Map<number, number>();
  for (const id of ids.filter((one) => !linked.has(one))) {
    const row = level.get(id) ?? 0;
    const column = perLevel.get(row) ?? 0;
    perLevel.set(row, column + 1);
    spot.set(id, [right + column * across + across / 2, NODE.height / 2 + row * step]);
  }
  return { spot, bends };
}
