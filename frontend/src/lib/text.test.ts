import { describe, expect, it } from 'vitest';
import { byRole, date, difference, thingWords, Points, safeUrl, segments, when, paragraphs } from './text';

describe('Points', () => {
  it('counts code points, as the server does', () => {
    const points = new Points('a😀b');
    expect(points.length).toBe(3);
    expect(points.slice(1, 2)).toBe('😀');
    expect(points.slice(2, 3)).toBe('b');
  });
});

describe('segments', () => {
  it('cuts overlapping marks and keeps every character once', () => {
    const text = '0123456789';
    const cut = segments(new Points(text), [
      { start: 102, end: 106, kind: 'content' }, { start: 104, end: 108, kind: 'place' }, { start: 90, end: 101, kind: 'cue' },
    ], 100);
    expect(cut.map((part) => part.text).join('')).toBe(text);
    expect(cut.map((part) => [part.text, part.kinds])).toEqual([
      ['0', ['cue']], ['1', []], ['23', ['content']], ['45', ['content', 'place']], ['67', ['place']], ['89', []],
    ]);
  });

  it('gives a text without marks whole', () => {
    expect(segments(new Points('plain'), []).map((part) => part.text)).toEqual(['plain']);
  });
});

describe('difference', () => {
  const read = (before: string, after: string): string =>
    difference(before, after).map((piece) => (piece.kind === 'same' ? piece.text : piece.kind === 'gone' ? `[-${piece.text}]` : `[+${piece.text}]`)).join('');

  it('marks words that are gone and words that are new', () => {
    expect(read('has probably been hit', 'has been hit twice')).toBe('has [-probably ]been hit[+ twice]');
  });

  it('takes quotation marks of every style and case as the same', () => {
    expect(read('“The bridge”', '"the bridge"')).toBe('"the bridge"');
  });

  it('gives back both texts', () => {
    const [before, after] = ['At least three died, he said.', 'Thirteen people died.'];
    const pieces = difference(before, after);
    expect(pieces.filter((p) => p.kind !== 'gone').map((p) => p.text).join('')).toBe(after);
    expect(pieces.filter((p) => p.kind !== 'new').map((p) => p.text).join('').length).toBe(before.length);
  });

  it('does not shuffle words together that only share the spaces between them', () => {
    expect(read('around 400 people died', 'at least 280 people died')).toBe('[-around 400][+at least 280] people died');
    expect(read('rocket fire on a farm hit it', 'a number of shells hit it')).toBe('[-rocket fire on ]a [-farm][+number of shells] hit it');
  });

  it('bears empty texts', () => {
    expect(difference('', '')).toEqual([]);
    expect(read('', 'x')).toBe('[+x]');
  });
});

describe('dates', () => {
  it('shows as much as is known', () => {
    expect(date('2022-09-06T08:00:00+00:00')).toBe('6 Sep 2022, 08:00');
    expect(date('2022-09')).toBe('Sep 2022');
    expect(date('2022')).toBe('2022');
    expect(date(null)).toBe('no date');
    expect(date('the day after')).toBe('the day after');
    expect(when('2011-01-01', '2011-12-31', 'year')).toBe('2011');
    expect(when('2011-03-01', '2011-03-31', 'month')).toBe('Mar 2011');
    expect(when('2011-03-01', '2011-03-04', 'range')).toBe('1 Mar 2011 to 4 Mar 2011');
    expect(when(null, null, 'unknown')).toBe('no date');
    expect(when(null, null, 'unknown', '2022-09-06')).toBe('no date, reported 6 Sep 2022');
  });
});

describe('safeUrl', () => {
  it('lets only web addresses through', () => {
    expect(safeUrl('https://a.example/b')).toBe('https://a.example/b');
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', ' JAVASCRIPT:x', '//a.example', '', null]) expect(safeUrl(bad)).toBeNull();
  });
});

describe('paragraphs', () => {
  it('keeps what stands in both and pairs what was changed', () => {
    expect(paragraphs('A\n\nold words\n\nC', 'A\n\nnew words\n\nC\n\nD')).toEqual([
      { same: true, before: 'A', after: 'A' }, { same: false, before: 'old words', after: 'new words' },
      { same: true, before: 'C', after: 'C' }, { same: false, before: '', after: 'D' },
    ]);
    expect(paragraphs('', '')).toEqual([]);
  });
});

describe('things', () => {
  const drones = { text: '12 drones', low: 9, best: 12, high: 14, at_least: true };

  it('have their range, where anybody counts and they differ', () => {
    expect(thingWords(drones)).toBe('12 drones (9 to 14 or more)');
    expect(thingWords({ ...drones, low: 12, high: 12 })).toBe('12 drones');
    expect(thingWords({ ...drones, text: 'dozens of drones', low: 24, best: null, high: null })).toBe('dozens of drones');
  });

  it('stand together by what became of them', () => {
    expect(byRole(['used: a drone', 'hit: a school', 'hit: a bus: the blue one'])).toBe('used: a drone; hit: a school, a bus: the blue one');
    expect(byRole([])).toBe('');
  });
});
