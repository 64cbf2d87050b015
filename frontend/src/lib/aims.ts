import { factuality, stances } from './labels';
import type { AimLine, ClaimMention } from './types';

const hedges = (mention: ClaimMention): string => mention.hedges.map((hedge) => `“${hedge.text}”`).join(', ');

/** What is different between two statements of one actor on one topic, besides their words. */
export function changes(before: AimLine, after: AimLine): string[] {
  const [a, b] = [before.mention, after.mention];
  const found: string[] = [];
  const told = (what: string, from: string, to: string): void => { if (from !== to) found.push(`${what}: ${from || 'none'} to ${to || 'none'}`); };
  if (before.kind !== after.kind) found.push(after.kind === 'aim' ? 'now told as an intention' : 'not told as an intention');
  told('verb of intention', a.modal && `“${a.modal}”`, b.modal && `“${b.modal}”`);
  told('certainty', factuality[a.factuality] ?? a.factuality, factuality[b.factuality] ?? b.factuality);
  told('stance', stances[a.stance] ?? a.stance, stances[b.stance] ?? b.stance);
  if (a.polarity !== b.polarity) found.push(b.polarity === 'negative' ? 'now negated' : 'no longer negated');
  told('hedges', hedges(a), hedges(b));
  return found;
}
