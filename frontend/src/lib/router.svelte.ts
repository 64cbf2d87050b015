/**
 * Addresses. Served, a page has a path of its own; opened from a folder (the static export), the
 * path stands after the "#", since a folder has no server to answer other paths.
 *
 * A page's content comes after its address, too late for the browser to go back to where its reader
 * stood. So that is kept here for each entry of the history, with how much of a long list was shown.
 */

import { inFolder } from './mode';

export interface Route { path: string; query: URLSearchParams }

function read(): Route {
  const whole = inFolder ? location.hash.slice(1) || '/' : location.pathname + location.search;
  const [path = '/', search = ''] = whole.split('?', 2);
  return { path, query: new URLSearchParams(search) };
}

let current = $state.raw<Route>(read());

export const router = {
  get path(): string { return current.path; },
  get query(): URLSearchParams { return current.query; },
};

/** The address of a page; parameters that are empty are left out. */
export function href(path: string, query: Record<string, string | number | null | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return (inFolder ? '#' : '') + path + (text ? `?${text}` : '');
}

/**
 * An entry of the history: how far its page was scrolled, and a list in it that scrolls by itself (it has
 * `data-scrolls`), and how much of its lists was shown.
 */
interface Entry { key: string; top: number; inner: number; shown: Record<string, number> }

const begun = Date.now().toString(36);
let made = 0;
const fresh = (): Entry => ({ key: `${begun}-${(made += 1)}`, top: 0, inner: 0, shown: {} });
const entries = new Map<string, Entry>();
const isEntry = (state: unknown): state is Entry =>
  typeof state === 'object' && state !== null && 'key' in state && 'inner' in state && 'shown' in state;

let entry: Entry = isEntry(history.state) ? history.state : fresh();
/** Where the page that comes is to be scrolled to, and the address whose link was followed from it. */
let landing: { to: Entry; from: string } | null = isEntry(history.state) ? { to: { ...entry }, from: '' } : null;
entries.set(entry.key, entry);
history.scrollRestoration = 'manual';
history.replaceState(entry, '');
const scroller = (): Element | null => document.querySelector('main [data-scrolls]');
/** A page that is left before it stood keeps the place that it had. */
function leave(): void {
  if (landing) return;
  entry.top = scrollY;
  entry.inner = scroller()?.scrollTop ?? 0;
}
// What leads out of the page (an article's own address) leads back to it too.
addEventListener('pagehide', () => { leave(); history.replaceState(entry, ''); });

const whole = (): string => (inFolder ? location.hash : location.pathname + location.search);
let standing = whole();
/** The address that each list was last seen at, with its filters, and how it was left. */
const lists = new Map<string, { address: string; entry: Entry }>();
function note(): void {
  standing = whole();
  lists.set(current.path === '/' ? '/claims' : current.path, { address: standing, entry });
}
note();

/** The address of a list as it was last seen, filters and all. A link to it that has `data-resume` leads to the place in it. */
export const listAt = (path: string): string => lists.get(path)?.address ?? href(path);

/** How much of a list was shown when this page was left; of a page that is new, what it begins with. */
export const shownOf = (list: string, first: number): number => entry.shown[list] ?? first;
export function keepShown(list: string, count: number): void { entry.shown[list] = count; }

/** Whether a page that was left is opened again, and not scrolled to its place yet. */
export const returning = (): boolean => landing !== null;

/** Scrolls a page that was left, once its content stands, and gives the focus to the link that led away. */
export function land(): void {
  if (!landing) return;
  const { to, from } = landing;
  landing = null;
  scrollTo({ top: to.top, behavior: 'instant' });
  scroller()?.scrollTo({ top: to.inner, behavior: 'instant' });
  const left = [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')].filter((link) => from && link.getAttribute('href') === from);
  // Of several links to one page, the one that is in sight was followed.
  const seen = left.find((link) => { const box = link.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; });
  seen?.focus({ preventScroll: true });
}

let moved = false;
/** Whether the page was reached from another one, and not by its address. */
export const arrived = (): boolean => moved;

export function go(address: string, { replace = false, keepScroll = false, resume = false } = {}): void {
  leave();
  if (!replace) {
    history.replaceState(entry, '');
    const left = resume ? [...lists.values()].find((list) => list.address === address.replace(location.origin, ''))?.entry : undefined;
    entry = { ...fresh(), ...(left && { top: left.top, inner: left.inner, shown: { ...left.shown } }) };
    entries.set(entry.key, entry);
    landing = left ? { to: entry, from: standing } : null;
  }
  history[replace ? 'replaceState' : 'pushState'](entry, '', address);
  const before = current.path;
  current = read();
  note();
  if (before !== current.path) moved = true;
  if (!keepScroll) scrollTo({ top: 0, behavior: 'instant' });
}

/** The address of this page with some parameters changed. */
export function here(changes: Record<string, string | number | null | undefined>): string {
  const now = Object.fromEntries(current.query.entries());
  return href(current.path, { ...now, ...changes });
}

function follow({ state }: PopStateEvent): void {
  leave();
  // An address that was typed, or a link of the browser's own, has no entry yet.
  const back = isEntry(state);
  entry = back ? entries.get(state.key) ?? { ...state } : fresh();
  entries.set(entry.key, entry);
  if (!back) history.replaceState(entry, '');
  landing = back ? { to: entry, from: standing } : null;
  const before = current.path;
  current = read();
  note();
  if (before !== current.path) moved = true;
  if (!back && before !== current.path) scrollTo({ top: 0, behavior: 'instant' });
}
addEventListener('popstate', follow);

/** Links inside the page change the address without loading the page anew. */
document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest('a');
  if (!link || link.target || link.hasAttribute('download')) return;
  if (inFolder ? !link.getAttribute('href')?.startsWith('#/') : link.origin !== location.origin) return;
  const address = link.getAttribute('href') ?? '';
  if (address.startsWith('/api/') || address.startsWith('/layers/') || (address.startsWith('#') && !inFolder)) return;
  event.preventDefault();
  go(inFolder ? address : link.href, { keepScroll: link.hasAttribute('data-keep-scroll'), resume: link.hasAttribute('data-resume') });
});
