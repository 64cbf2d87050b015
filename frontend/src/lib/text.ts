import type { Span } from './types';

/** Slices by code points, as the server counts, though JavaScript counts UTF-16 units. */
export class Points {
  private readonly units: string[] | null;

  constructor(readonly text: string) {
    this.units = /[\ud800-\udbff]/.test(text) ? Array.from(text) : null;
  }

  get length(): number { return this.units ? this.units.length : this.text.length; }

  slice(start: number, end: number): string {
    return this.units ? this.units.slice(start, end).join('') : this.text.slice(start, end);
  }
}

export interface Mark extends Span { kind: string; id?: string }
export interface Segment { start: number; text: string; kinds: string[]; marks: Mark[] }

/** Cuts `text` (whose first character has the offset `offset`) wherever a mark begins or ends. */
export function segments(points: Points, marks: readonly Mark[], offset = 0, from = offset, to = offset + points.length): Segment[] {
  const inside = marks.filter((mark) => mark.end > from && mark.start < to);
  const cuts = new Set<number>([from, to]);
  for (const mark of inside) {
    if (mark.start > from) cuts.add(mark.start);
    if (mark.end < to) cuts.add(mark.end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const found: Segment[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const start = sorted[i]!;
    const end = sorted[i + 1]!;
    const over = inside.filter((mark) => mark.start < end && mark.end > start);
    found.push({ start, text: points.slice(start - offset, end - offset), kinds: [...new Set(over.map((m) => m.kind))], marks: over });
  }
  return found;
}

export interface Piece { text: string; kind: 'same' | 'gone' | 'new' }

const tokens = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*|[^\s]/gu) ?? [];
const plain = (word: string): string => word.toLowerCase().replace(/[’‘]/g, "'").replace(/[“”]/g, '"');

/** What it is worth to have a token in both texts: spaces stand everywhere, and must not draw words apart. */
const worth = (token: string): number => (/^\s/.test(token) ? 1 : /[\p{L}\p{N}]/u.test(token) ? 16 : 4);

/**
 * Word by word, what `before` lost and what `after` has instead: the common words that weigh most stay. Changes
 * with only a space between them are one, so that "around 400" and "at least 280" are not shuffled together.
 */
export function difference(before: string, after: string): Piece[] {
  const a = tokens(before).slice(0, 1500);
  const b = tokens(after).slice(0, 1500);
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] = plain(a[i]!) === plain(b[j]!)
        ? longest[(i + 1) * width + j + 1]! + worth(b[j]!)
        : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const pieces: Piece[] = [];
  const push = (kind: Piece['kind'], text: string): void => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && plain(a[i]!) === plain(b[j]!)) { push('same', b[j]!); i += 1; j += 1; }
    else if (j >= b.length || (i < a.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) { push('gone', a[i]!); i += 1; }
    else { push('new', b[j]!); j += 1; }
  }
  return gathered(pieces);
}

/** Puts changes with only space between them together: what is gone first, then what is new. */
function gathered(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  const space = (piece: Piece | undefined): boolean => piece?.kind === 'same' && !piece.text.trim();
  for (let i = 0; i < pieces.length;) {
    let end = i;
    while (end < pieces.length && (pieces[end]!.kind !== 'same' || (end > i && space(pieces[end]) && end + 1 < pieces.length))) end += 1;
    if (space(pieces[end - 1])) end -= 1;
    const run = pieces.slice(i, end);
    const side = (other: Piece['kind']): string => run.filter((piece) => piece.kind !== other).map((piece) => piece.text).join('');
    if (run.some((piece) => piece.kind === 'gone') && run.some((piece) => piece.kind === 'new')) {
      const [gone, come] = [side('new'), side('gone')];
      const after = /\s*$/.exec(gone)![0];
      const shared = after && come.endsWith(after) ? after.length : 0; // the space that both end with is no change
      found.push({ kind: 'gone', text: gone.slice(0, gone.length - shared) }, { kind: 'new', text: come.slice(0, come.length - shared) });
      if (shared) found.push({ kind: 'same', text: after });
    } else found.push(...(run.length ? run : [pieces[i]!]));
    i = Math.max(end, i + 1);
  }
  return found;
}

/** Whether a word-by-word difference would be readable: a third of the words or more are the same. */
export function alike(a: string, b: string, least = 0.33): boolean {
  const same = difference(a, b).filter((piece) => piece.kind === 'same').reduce((sum, piece) => sum + piece.text.length, 0);
  return same >= least * Math.max(a.length, b.length);
}

/** Two texts paragraph by paragraph: those that stand in both, and the runs that were changed. */
export function paragraphs(before: string, after: string): { same: boolean; before: string; after: string }[] {
  const split = (text: string): string[] => text.split(/\n{2,}/).map((part) => part.trim()).filter(Boolean);
  const [a, b] = [split(before), split(after)];
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) longest[i]![j] = a[i] === b[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  }
  const found: { same: boolean; before: string; after: string }[] = [];
  const add = (same: boolean, gone: string, come: string): void => {
    const last = found.at(-1);
    if (!last || last.same !== same) { found.push({ same, before: gone, after: come }); return; }
    last.before = [last.before, gone].filter(Boolean).join('\n\n');
    last.after = [last.after, come].filter(Boolean).join('\n\n');
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { add(true, a[i]!, b[j]!); i += 1; j += 1; }
    else if (j >= b.length || (i < a.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) { add(false, a[i]!, ''); i += 1; }
    else { add(false, '', b[j]!); j += 1; }
  }
  return found;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "2022-09-06T08:00:00+00:00" as "6 Sep 2022, 08:00"; partial dates as far as they are known. */
export function date(value: string | null | undefined, { time = true, none = 'no date' } = {}): string {
  if (!value) return none;
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2}))?)?)?/.exec(value);
  if (!parts) return value;
  const [, year, month, day, clock] = parts;
  const words = [day ? String(Number(day)) : '', month ? months[Number(month) - 1] ?? '' : '', year].filter(Boolean).join(' ');
  const hour = time && clock && !(clock === '00:00') ? `, ${clock}` : '';
  return words + hour;
}

/** When an event was, as exactly as it is known: a year is a year, not its first of January; without a date, when it was first reported. */
export function when(start: string | null | undefined, end: string | null | undefined, precision: string, reported?: string | null): string {
  if (!start) return reported ? `no date, reported ${date(reported, { time: false })}` : date(null);
  const exact = ['year', 'month'].includes(precision) && (!end || end.slice(0, 4) === start.slice(0, 4));
  if (exact) return date(start.slice(0, precision === 'year' ? 4 : 7));
  return end && end.slice(0, 10) !== start.slice(0, 10) ? `${date(start)} to ${date(end)}` : date(start);
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Only http and https addresses become links; anything else is shown as text. */
export function safeUrl(url: string | null): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}

/** A figure with its range: "3", "at least 3", "5 (3 to 13 or more)"; "" when there is none. */
export function spread(low: number | null, best: number | null, high: number | null, atLeast: boolean): string {
  const figure = best ?? low ?? high;
  if (figure === null) return '';
  const from = low ?? figure;
  if (from === figure && (high === null || high === figure)) return atLeast || high === null ? `at least ${figure}` : String(figure);
  return `${figure} (${from} to ${high ?? '?'}${atLeast ? ' or more' : ''})`;
}

/** A word with a capital at its beginning. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** How many of a thing, in the words of the number that stands for all, with its range: "12 drones (9 to 14 or more)". */
export function thingWords(thing: { text: string; low: number | null; best: number | null; high: number | null; at_least: boolean }): string {
  const { text, low, best, high } = thing;
  return best === null || low === high ? text : `${text} (${low} to ${high ?? '?'}${thing.at_least ? ' or more' : ''})`;
}

/** Things in words, those of one role together: "hit: a school" and "hit: a bus" are "hit: a school, a bus". */
export function byRole(things: readonly string[]): string {
  const found = new Map<string, string[]>();
  for (const thing of things) {
    const at = thing.indexOf(': ');
    const role = thing.slice(0, at);
    found.set(role, [...(found.get(role) ?? []), thing.slice(at + 2)]);
  }
  return [...found].map(([role, all]) => `${role}: ${all.join(', ')}`).join('; ');
}
