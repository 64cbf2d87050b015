export { ServerError } from './errors';
import { ServerError } from './errors';
import { fromFolder } from './folder';
import { inFolder } from './mode';
import type { Decision } from './types';


async function answer<T>(request: Promise<Response>): Promise<T> {
  let response: Response;
  try {
    response = await request;
  } catch {
    throw new ServerError('The server does not answer. Is `stemma serve` still running?', 0);
  }
  const text = await response.text();
  let value: unknown;
  try { value = JSON.parse(text); } catch { value = { error: text.trim() || response.statusText }; }
  if (!response.ok) throw new ServerError((value as { error?: string }).error ?? response.statusText, response.status);
  return value as T;
}

const early = new Map<string, Promise<Response>>();

/** Asks for an answer that a screen will need, while the screen's own code is still on its way. */
export function ahead(path: string): void {
  if (inFolder) return;
  const coming = fetch(`/api/${path}`);
  coming.catch(() => early.delete(path)); // who needs it asks again, and says what is wrong
  early.set(path, coming);
}

export function load<T>(path: string, query?: URLSearchParams): Promise<T> {
  if (inFolder) return fromFolder(path, query) as Promise<T>;
  const search = query?.toString();
  const address = `${path}${search ? `?${search}` : ''}`;
  const coming = early.get(address);
  early.delete(address);
  return answer<T>(coming ?? fetch(`/api/${address}`));
}

export function decide(action: string, targets: string[], value = '', note = ''): Promise<Decision> {
  return answer<Decision>(fetch('/api/decisions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action, targets, value, note }),
  }));
}
