/** A claim, report or event as lines of text to paste into a note: its words, who says so, where, and its id. */
import { capital, date, plural, safeUrl, spread, thingWords, when } from './text';
import { byTime } from './mentions';
import type { ClaimMention, ClaimPage, EventPage, Range, Report, ReportLine } from './types';

const MOST = 10; // reports named; a citation is no list of all

/** "engineer, via Meridian Press Agency": the chain from the speaker outwards. */
export function chainWords(mention: ClaimMention): string {
  const layers = mention.chain.filter((layer) => layer.role !== 'addressee').map((layer) => layer.entity || layer.name);
  return layers.length ? layers.join(', via ') : 'the outlet in its own words';
}

const range = (origins: Range): string => plural(origins.best, 'origin') + (origins.low === origins.high ? '' : ` (${origins.low} to ${origins.high})`);
const place = (line: ReportLine | undefined): string =>
  (line ? [line.outlet, line.title && `“${line.title}”`, date(line.published), safeUrl(line.url) ?? ''].filter(Boolean).join(', ') : 'a report that is not held');

function places(lines: (ReportLine | undefined)[]): string[] {
  const told = [...new Set(lines.map(place))];
  const rest = told.length - MOST;
  return [...told.slice(0, MOST).map((one) => `- ${one}`), ...(rest > 0 ? [`- and ${plural(rest, 'more report')}`] : [])];
}

export function citeClaim({ claim, reports }: ClaimPage): string {
  const list = byTime(claim.mentions, reports);
  const tell = (some: ClaimMention[]): string => [...new Set(some.map(chainWords))].join('; ');
  const denied = list.filter((mention) => mention.stance === 'deny');
  return [
    `“${capital(claim.text)}”`,
    `Said by: ${tell(list.filter((mention) => mention.stance !== 'deny')) || 'nobody'}${denied.length ? `. Denied by: ${tell(denied)}` : ''}`,
    `${plural(claim.outlets, 'outlet')}, ${range(claim.origins)}:`,
    ...places(list.map((mention) => reports[mention.report])),
    `Stemma ${claim.id}`,
  ].join('\n');
}

export function citeReport(line: ReportLine, report: Report): string {
  return [place(line), `Stemma ${line.id}, SHA-256 ${report.sha256}`].join('\n');
}

export function citeMention(mention: ClaimMention, text: string, line: ReportLine): string {
  const spans = mention.content.spans.map((span) => `${span.start}-${span.end}`).join(', ');
  return [`“${text}”`, `${capital(chainWords(mention))}${mention.stance === 'deny' ? ' (denies it)' : ''}`, place(line), `Stemma ${mention.id}, characters ${spans} of ${line.id}`].join('\n');
}

export function citeEvent({ event, reports }: EventPage): string {
  const toll = (t: EventPage['event']['fatalities'], word: string): string => {
    const figure = spread(t.low, t.best, t.high, t.at_least);
    return figure && `${figure} ${word}${t.claimants.length ? ` (says ${t.claimants.join('; ')})` : ''}`;
  };
  const who = [event.actor, event.target].filter(Boolean).length ? `${event.actor || 'actor not said'} → ${event.target || 'target not said'}` : '';
  return [
    [event.sub_type || event.type || event.plover || 'Event', event.place?.name ?? 'no place told', when(event.start, event.end, event.date_precision)].join(', ')
      + (event.status === 'occurred' ? '' : ` (${event.status})`),
    ...[who, toll(event.fatalities, 'killed'), toll(event.injuries, 'injured'),
      ...event.things.map((one) => `${one.role}: ${thingWords(one)} (says ${one.claimants.join('; ')})`)].filter(Boolean),
    `${range(event.origins)}:`,
    ...places(event.mentions.map((mention) => reports[mention.report])),
    `Stemma ${event.id}`,
  ].join('\n');
}

/** Puts text on the clipboard, also where a page may not ask for it (no https, a file). Returns whether it is there. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { /* not allowed here: the old way, which needs a selection */ }
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.style.position = 'fixed';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}
