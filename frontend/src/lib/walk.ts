/** Lists as they were last shown, filtered and in their order, so that what is in them can be gone through. */

type Ids = readonly string[];
const shown = new Map<string, () => Ids>();

/** Keeps how to tell the ids of a list in its order; null forgets it, where the casebook's own order is the list's. */
export function keepOrder(list: string, ids: (() => Ids) | null): void {
  if (ids) shown.set(list, ids);
  else shown.delete(list);
}

export interface Beside { previous: string | null; next: string | null }

/** What stands before and after something in its list; null where it is in none. */
export function beside(list: string, id: string): Beside | null {
  const ids = shown.get(list)?.();
  const at = ids?.indexOf(id) ?? -1;
  return ids && at >= 0 ? { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null } : null;
}
