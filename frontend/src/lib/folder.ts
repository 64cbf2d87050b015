/**
 * The answers of a page that stands in a folder. Browsers fetch nothing from files, so each file of
 * data is a script that puts its value into one table; lists are narrowed and searched here, as the
 * server does (src/stemma/web/pages).
 */
import { ServerError } from './errors';
import { claimsPage, type ClaimsFile } from './folder.claims';
import { searchPage, type Searched, type WordsFile } from './folder.search';
import { unpack } from './packed';
import { statementsPage } from './folder.statements';
import type { CopiedPage, PackedEvents, ReaderPage, ReportsPage, Statement } from './types';

declare global {
  interface Window { stemma?: Record<string, unknown> }
}

/** How many files the pages of each kind are spread over. */
interface Shards { claims: number; reports: number; events: number }

const coming = new Map<string, Promise<unknown>>();

/** Loads a file of data once. */
function file<T>(name: string): Promise<T> {
  let found = coming.get(name);
  if (!found) {
    found = new Promise((done, failed) => {
      const script = document.createElement('script');
      script.src = `data/${name}.js`;
      script.onload = () => { done(window.stemma?.[name]); script.remove(); };
      script.onerror = () => { coming.delete(name); failed(new ServerError(`The file data/${name}.js is missing from this folder.`, 404)); };
      document.head.append(script);
    });
    coming.set(name, found);
  }
  return found as Promise<T>;
}

/** Which file a page stands in: FNV-1a of its id, as in src/stemma/web/site.py. */
export function shard(id: string, count: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % count;
}

async function page<T>(kind: keyof Shards, id: string): Promise<T> {
  const shards = await file<Shards>('shards');
  const found = shards[kind] ? await file<Record<string, T>>(`${kind}-${shard(id, shards[kind])}`) : {};
  if (!Object.hasOwn(found, id)) throw new ServerError(`This folder holds no page of ${id}; it may have been exported with a limit.`, 404);
  return found[id]!;
}

async function search(query: string): Promise<unknown> {
  const [claims, words, events] = await Promise.all([file<ClaimsFile>('claims'), file<WordsFile>('words'), file<PackedEvents>('situation')]);
  const held: Searched = { claims, words, events: unpack(events), reportOf: (id) => page<ReaderPage>('reports', id) };
  return searchPage(held, query);
}

export async function fromFolder(path: string, query: URLSearchParams = new URLSearchParams()): Promise<unknown> {
  const [address = '', search_] = path.split('?', 2);
  const asked = search_ ? new URLSearchParams(search_) : query;
  const [kind, id] = address.split('/');
  if (id && (kind === 'claims' || kind === 'reports' || kind === 'events')) return page(kind, decodeURIComponent(id));
  if (kind === 'claims') return claimsPage(await file<ClaimsFile>('claims'), asked);
  if (kind === 'search') return search(asked.get('q') ?? '');
  if (kind === 'statements') return statementsPage(await file<Statement[]>('statements'), await file<ReportsPage>('reports'), asked);
  if (kind === 'copied') {
    const [outlet, giver] = [asked.get('outlet') ?? '', asked.get('from') ?? ''];
    const held = await file<Record<string, CopiedPage>>('copied');
    const name = giver ? `${outlet}\n${giver}` : outlet;
    return Object.hasOwn(held, name) ? held[name] : { outlet, giver, rows: [], total: 0, words: 0, words_of_all: 0, reports: {} };
  }
  return file(address);
}
