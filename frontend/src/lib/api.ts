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

export function load<T>(path: string, query?: URLSearchParams): Promise<T> {
  if (inFolder) return fromFolder(path, query) as Promise<T>;
  const search = query?.toString();
  return answer<T>(fetch(`/api/${path}${search ? `?${search}` : ''}`));
}

export function decide(action: string, targets: string[], value = '', note = ''): Promise<Decision> {
  return answer<Decision>(fetch('/api/decisions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action, targets, value, note }),
  }));
}
