/** The table of events as it travels, unpacked: integers as bytes in base64, what repeats written once. */
import type { EventTable, PackedEvents } from './types';

type Numbers = Int32Array | Float64Array;

function numbers([width, text]: [number, string], count: number): Numbers {
  const bytes = atob(text);
  const found = width < 4 ? new Int32Array(count) : new Float64Array(count); // a toll may go beyond 31 bits
  for (let i = 0, at = 0; i < count; i += 1) {
    let value = bytes.charCodeAt(at);
    for (let byte = 1; byte < width; byte += 1) value += bytes.charCodeAt(at + byte) * 256 ** byte;
    found[i] = value - 1;
    at += width;
  }
  return found;
}

export function unpack(packed: PackedEvents): EventTable {
  const { count, words, dates, spots, lists } = packed;
  const column = (name: string): Numbers => numbers(packed.numbers[name]!, count);
  const each = <T,>(name: string, value: (n: number) => T): T[] => {
    const found: T[] = new Array(count);
    column(name).forEach((n, i) => { found[i] = value(n); });
    return found;
  };
  const known = (n: number): number | null => (n < 0 ? null : n);
  const dated = (n: number): string | null => dates[n] ?? null;
  return {
    count, words,
    columns: {
      id: count ? packed.ids.split('\n') : [],
      lat: each('spot', (n) => spots[n]?.[0] ?? null), lon: each('spot', (n) => spots[n]?.[1] ?? null), radius: each('spot', (n) => spots[n]?.[2] ?? null),
      start: each('start', dated), end: each('end', dated), reported: each('reported', dated),
      dead_low: each('dead_low', known), dead_best: each('dead_best', known), dead_high: each('dead_high', known),
      dead_at_least: each('dead_at_least', (n) => n > 0),
      origins_low: column('origins_low'), origins_best: column('origins_best'), origins_high: column('origins_high'), reports: column('reports'),
      type: column('type'), sub_type: column('sub_type'), actor: column('actor'), target: column('target'), place: column('place'), country: column('country'),
      precision: column('precision'), status: column('status'), date_precision: column('date_precision'),
      outlets: each('outlets', (n) => lists[n]!), sides: each('sides', (n) => lists[n]!), factuality: each('factuality', (n) => lists[n]!),
      things: each('things', (n) => lists[n]!), thing_kinds: each('thing_kinds', (n) => lists[n]!),
    },
  };
}
