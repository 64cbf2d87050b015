import type { Mark } from './text';
import type { ClaimMention, Origin, ReportLine, Span } from './types';

/** The marks of one mention: what is said (or told in the outlet's own words), by whom, with which cue, how hedged. */
export function marksOf(mention: ClaimMention): Mark[] {
  const mark = (kind: string, spans: readonly Span[] = []): Mark[] => spans.map((span) => ({ ...span, kind, id: mention.id }));
  return [
    ...mark(mention.directness === 'own' ? 'own' : 'content', mention.content.spans),
    ...mark('source', mention.source?.spans),
    ...mark('cue', mention.cue?.spans),
    ...mark('hedge', mention.hedges.map((hedge) => hedge.span)),
  ];
}

/** Mentions by the publication of their reports, those without a date at the end. */
export function byTime(mentions: readonly ClaimMention[], reports: Record<string, ReportLine>): ClaimMention[] {
  const age = (mention: ClaimMention): string => reports[mention.report]?.published ?? '9999';
  return [...mentions].sort((a, b) => age(a).localeCompare(age(b)) || a.report.localeCompare(b.report)
    || (a.content.spans[0]?.start ?? 0) - (b.content.spans[0]?.start ?? 0));
}

/** Source and cue as the report has them, for a comparison. */
export function quote(mention: ClaimMention): string {
  const words = [mention.source?.text, mention.cue?.text].filter(Boolean).join(' ');
  return words || '(the outlet, in its own words)';
}

/** Of mentions in the same words, as a copied passage has them, the first one, for each of the others. */
export function sameWords<T extends { id: string }>(mentions: readonly T[], words: (mention: T) => string): Map<string, T> {
  const first = new Map<string, T>();
  const found = new Map<string, T>();
  for (const mention of mentions) {
    const key = words(mention).toLowerCase().replace(/\s+/g, ' ').trim();
    const earlier = first.get(key);
    if (earlier) found.set(mention.id, earlier); else first.set(key, mention);
  }
  return found;
}

/** The origins of several claims, those of one name, kind and stance together; one without a name stands alone. */
export function byName(origins: readonly Origin[]): [Origin, ...Origin[]][] {
  const found = new Map<string, [Origin, ...Origin[]]>();
  for (const origin of origins) {
    const key = origin.name ? JSON.stringify([origin.name, origin.kind, origin.stance === 'deny']) : origin.id;
    const others = found.get(key);
    if (others) others.push(origin); else found.set(key, [origin]);
  }
  return [...found.values()];
}
