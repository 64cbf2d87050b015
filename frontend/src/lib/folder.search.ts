/** Search in a folder: an index of words to reports, read once; claims and events by what their lists show. */
import { holding, type ClaimsFile } from './folder.claims';
import type { EventTable, ReaderPage, SearchPage } from './types';

/** For each word the reports that hold it, as pairs: position in `reports`, how often. */
export interface WordsFile { reports: string[]; words: Record<string, number[]> }
export interface Searched { claims: ClaimsFile; words: WordsFile; events: EventTable; reportOf: (id: string) => Promise<ReaderPage> }

const LARGEST = 50;
const AROUND = 90;

/** Letters without case and accents, as the index has them (NFKD, marks taken off). */
export const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const WORD = /[\p{L}\p{N}]+/gu;

interface Term { words: string[]; open: boolean }
/** The words of a query: "several words" in quotation marks stand together, a last * leaves a word open. */
export function terms(query: string): Term[] {
  return [...query.matchAll(/"([^"]*)"|“([^”]*)”|(\S+)/g)].flatMap(([, straight, curly, single]) => {
    const words = plain(straight ?? curly ?? single ?? '').match(WORD) ?? [];
    return words.length ? [{ words, open: !!single?.endsWith('*') }] : [];
  });
}

/** Reports that hold the words of every term, with how often; phrases are checked in the text. */
function candidates(index: WordsFile, asked: Term[]): Map<number, number> {
  let found: Map<number, number> | null = null;
  for (const { words, open } of asked) {
    for (const [n, word] of words.entries()) {
      const spelt = open && n === words.length - 1 ? Object.keys(index.words).filter((known) => known.startsWith(word)) : [word];
      const here = new Map<number, number>();
      for (const one of spelt) {
        const pairs = Object.hasOwn(index.words, one) ? index.words[one]! : [];
        const rare = Math.log(1 + (2 * index.reports.length) / Math.max(1, pairs.length));
        for (let i = 0; i < pairs.length; i += 2) {
          if (!found || found.has(pairs[i]!)) here.set(pairs[i]!, (here.get(pairs[i]!) ?? 0) + rare * Math.sqrt(pairs[i + 1]!) + (found?.get(pairs[i]!) ?? 0));
        }
      }
      found = here;
    }
  }
  return found ?? new Map();
}

/** The text of a report with every letter where it was, plain, so that positions are those of the text. */
function evenly(text: string): string {
  return [...text].map((letter) => { const bare = plain(letter); return bare.length === letter.length ? bare : letter.toLowerCase().padEnd(letter.length).slice(0, letter.length); }).join('');
}

const pattern = ({ words, open }: Term): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[^\\p{L}\\p{N}]+')}${open ? '[\\p{L}\\p{N}]*' : '(?![\\p{L}\\p{N}])'}`, 'gu');

/** The words around the first hit, hits between ⟦ and ⟧; null when a phrase does not stand in the text. */
export function excerpt(text: string, asked: Term[]): string | null {
  const bare = evenly(text);
  const hits = asked.map((term) => [...bare.matchAll(pattern(term))]);
  if (asked.some((term, n) => term.words.length > 1 && !hits[n]!.length)) return null;
  const all = hits.flat().map((hit) => [hit.index, hit.index + hit[0].length] as const).sort((a, b) => a[0] - b[0]);
  if (!all.length) return text.slice(0, 2 * AROUND);
  let start = Math.max(0, all[0]![0] - AROUND);
  if (start) start = text.indexOf(' ', start) + 1 || start;
  const cut = text.lastIndexOf(' ', all[0]![0] + 2 * AROUND);
  const end = all[0]![0] + 2 * AROUND >= text.length ? text.length : Math.max(cut, all[0]![1]);
  let [shown, at] = [start ? '… ' : '', start];
  for (const [from, to] of all) {
    if (from < at || to > end) continue;
    shown += `${text.slice(at, from)}⟦${text.slice(from, to)}⟧`;
    at = to;
  }
  return (shown + text.slice(at, end) + (end < text.length ? ' …' : '')).replaceAll(/\s+/g, ' ');
}

function eventsHolding({ count, words, columns }: EventTable, query: string): SearchPage['events'] {
  const asked = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found: SearchPage['events'] = [];
  for (let i = 0; i < count; i += 1) {
    const parts = (['sub_type', 'actor', 'target', 'place'] as const).map((column) => words[column]?.[columns[column][i]!] ?? '');
    const text = parts.join(' ').toLowerCase();
    if (asked.every((word) => text.includes(word))) found.push({ id: columns.id[i]!, label: parts.filter(Boolean).join(' · '), start: columns.start[i] ?? null });
  }
  return found;
}

export async function searchPage(held: Searched, query: string): Promise<SearchPage> {
  const page: SearchPage = { query, claims: [], claims_total: 0, reports: [], events: [], events_total: 0 };
  if (!query.trim()) return page;
  const claims = holding(held.claims.rows, query);
  const events = eventsHolding(held.events, query);
  const asked = terms(query);
  const ranked = [...candidates(held.words, asked)].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 2 * LARGEST);
  const reports: SearchPage['reports'] = [];
  for (const [n] of ranked) {
    if (reports.length >= LARGEST) break;
    const { report, line } = await held.reportOf(held.words.reports[n]!);
    const words = excerpt(report.text, asked);
    if (words !== null) reports.push({ report: line, excerpt: words });
  }
  return { ...page, claims: claims.slice(0, LARGEST), claims_total: claims.length, reports, events: events.slice(0, LARGEST), events_total: events.length };
}
