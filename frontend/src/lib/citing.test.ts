import { expect, it } from 'vitest';
import { citeClaim, citeEvent, citeMention, citeReport } from './citing';
import type { ClaimMention, ClaimPage, EventPage, Layer, Report, ReportLine } from './types';

const line = (id: string, outlet: string, url: string | null): ReportLine => ({ id, outlet, title: 'Bridge hit', published: '2031-05-02', url }) as ReportLine;
const layer = (entity: string, role = 'originator'): Layer => ({ entity, role }) as Layer;
const mention = (id: string, report: string, chain: Layer[], stance = 'assert'): ClaimMention =>
  ({ id, report, chain, stance, content: { text: 'the bridge was hit', spans: [{ start: 4, end: 22 }] } }) as unknown as ClaimMention;
const reports = { a: line('a', 'Courier', 'https://courier.example/a'), b: line('b', 'Herald', 'javascript:alert(1)') };
const mentions = [
  mention('m1', 'a', [layer('Ada Roe'), layer('Courier', 'addressee')]),
  mention('m2', 'b', [layer('Ada Roe'), layer('Velmar Agency')]),
  mention('m3', 'b', [layer('ministry')], 'deny'),
];

it('cites a claim with who says so, who denies it and where it stands', () => {
  const claim = { id: 'claim-1', text: 'the bridge was hit', mentions, outlets: 2, origins: { low: 1, best: 1, high: 2 } };
  expect(citeClaim({ claim, reports } as unknown as ClaimPage).split('\n')).toEqual([
    '“The bridge was hit”',
    'Said by: Ada Roe; Ada Roe, via Velmar Agency. Denied by: ministry',
    '2 outlets, 1 origin (1 to 2):',
    '- Courier, “Bridge hit”, 2 May 2031, https://courier.example/a',
    '- Herald, “Bridge hit”, 2 May 2031',
    'Stemma claim-1',
  ]);
});

it('cites a report and a mention by what finds them again', () => {
  expect(citeReport(reports.a, { sha256: 'f0' } as Report)).toBe('Courier, “Bridge hit”, 2 May 2031, https://courier.example/a\nStemma a, SHA-256 f0');
  expect(citeMention(mentions[2]!, 'the bridge was hit', reports.b)).toBe(
    '“the bridge was hit”\nMinistry (denies it)\nHerald, “Bridge hit”, 2 May 2031\nStemma m3, characters 4-22 of b');
});

it('cites an event with its range and its claimants', () => {
  const none = { low: null, best: null, high: null, claimants: [], at_least: false };
  const event = {
    id: 'event-1', sub_type: 'Shelling', status: 'occurred', place: { name: 'Velmar' }, start: '2031-05-01', end: null, date_precision: 'day',
    actor: '', target: 'civilians', fatalities: { low: 3, best: 5, high: 5, claimants: ['governor'], at_least: false }, injuries: none,
    things: [{ role: 'hit', text: '3 boats', low: 2, best: 3, high: 3, at_least: false, claimants: ['Courier: 3 boats', 'Post: two boats'] }],
    origins: { low: 2, best: 2, high: 2 }, mentions: [{ report: 'a' }, { report: 'gone' }],
  };
  expect(citeEvent({ event, reports } as unknown as EventPage).split('\n')).toEqual([
    'Shelling, Velmar, 1 May 2031', 'actor not said → civilians', '5 (3 to 5) killed (says governor)',
    'hit: 3 boats (2 to 3) (says Courier: 3 boats; Post: two boats)', '2 origins:',
    '- Courier, “Bridge hit”, 2 May 2031, https://courier.example/a', '- a report that is not held', 'Stemma event-1',
  ]);
});
