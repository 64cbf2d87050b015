/**
 * Addresses. Served, a page has a path of its own; opened from a folder (the static export), the
 * path stands after the "#", since a folder has no server to answer other paths.
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

let moved = false;
/** Whether the page was reached from another one, and not by its address. */
export const arrived = (): boolean => moved;

export function go(address: string, { replace = false, keepScroll = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  const before = current.path;
  current = read();
  if (before !== current.path) moved = true;
  if (!keepScroll && before !== current.path) scrollTo(0, 0);
}

/** The address of this page with some parameters changed. */
export function here(changes: Record<string, string | number | null | undefined>): string {
  const now = Object.fromEntries(current.query.entries());
  return href(current.path, { ...now, ...changes });
}

addEventListener('popstate', () => { current = read(); });
addEventListener('hashchange', () => { current = read(); });

/** Links inside the page change the address without loading the page anew. */
document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest('a');
  if (!link || link.target || link.hasAttribute('download')) return;
  if (inFolder ? !link.getAttribute('href')?.startsWith('#/') : link.origin !== location.origin) return;
  const address = link.getAttribute('href') ?? '';
  if (address.startsWith('/api/') || address.startsWith('/layers/') || (address.startsWith('#') && !inFolder)) return;
  event.preventDefault();
  go(inFolder ? address : link.href, { keepScroll: link.hasAttribute('data-keep-scroll') });
});
