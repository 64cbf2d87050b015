"""Attribute the propositions of a Russian or Ukrainian report."""

from collections.abc import Sequence

from stemma.attribution.asserting import SHORTEST
from stemma.attribution.finding import STATING_KINDS
from stemma.attribution.slavic.chains import Chains
from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.finding import find_said
from stemma.attribution.slavic.found import Said
from stemma.attribution.slavic.headlines import headline
from stemma.attribution.slavic.lexicon import Lexicon, lexicon
from stemma.attribution.slavic.pointing import introduced, pointed, pointer
from stemma.attribution.slavic.quotations import quotations
from stemma.attribution.slavic.readings import read_content
from stemma.attribution.slavic.speeches import earlier_sentences
from stemma.identity import stable_id
from stemma.records import ClaimMention, ParsedReport, Report, Span, Stance, Words
from stemma.stretches import Stretches

_OWN = frozenset({"body", "caption"})
_BEHIND = 5  # characters: a sentence that begins behind a quotation may name its speaker
_EMPTY = frozenset({"CCONJ", "SCONJ", "PUNCT"})
_SELF = frozenset({"я", "мы", "ми"})
_WRAPPING = 60  # characters of an outer content beyond the inner one: a source, and hardly a statement


def attribute_slavic(report: Report, parsed: ParsedReport) -> tuple[ClaimMention, ...]:
    """Return every attributed proposition of a report, and its outlet's own assertions.

    Args:
        report: a report in Russian or Ukrainian.
        parsed: its sentences, as the parser of that language gives them.
    """
    words = lexicon(report.language)
    clauses = [Clause(sentence) for sentence in parsed.sentences]
    pointers = [each for each in (pointer(clause, words) for clause in clauses) if each is not None]
    every = find_all(report, clauses, words)
    pointing = {each.sentence for each in pointers}
    stating = [each for each in every if each.sentence not in pointing or _states_more(each, clauses)]
    found = _innermost(_nest_phrases(stating, clauses), clauses)
    silent = _unsaid(report, clauses, [each for each, _ in found])
    taken = pointed(pointers, silent, clauses, report)
    found.extend((each, []) for each in taken)
    found.sort(key=lambda pair: (pair[0].sentence, pair[0].cue))
    chains = Chains(clauses, words, report.language)
    mentions = [_mention(each, outer, chains, report, words) for each, outer in found]
    told = [*(each for each, _ in found)]
    own = [clause for clause in clauses if clause.sentence.index not in pointing]
    mentions.extend(_own(report, own, told, words))
    unique = {mention.id: mention for mention in mentions}
    return tuple(
        sorted(unique.values(), key=lambda m: (m.content.spans[0].start, m.content.spans[-1].end, m.id))
    )


def _states_more(said: Said, clauses: Sequence[Clause]) -> bool:
    """Tell whether a sentence that points back says this besides: a quotation, or "explaining that …"."""
    return said.directness == "direct" or _by_gerund(said, clauses)


def _by_gerund(said: Said, clauses: Sequence[Clause]) -> bool:
    return clauses[said.sentence].gerund(said.cue[0])


def _unsaid(report: Report, clauses: Sequence[Clause], found: Sequence[Said]) -> frozenset[int]:
    """Return the numbers of the sentences that nobody says so far: news are told without a verb, too."""
    told, speaking = _told(found), {each.sentence for each in found}
    return frozenset(
        clause.sentence.index
        for clause in clauses
        if clause.sentence.index not in speaking
        and report.blocks[clause.sentence.block].kind in STATING_KINDS
        and not told.touching(clause.sentence.start, clause.sentence.end)
        and len(clause.tokens) >= SHORTEST
        and clause.tokens[-1].text not in {"?", ":"}
    )


def _states(clause: Clause) -> bool:
    """Tell whether a sentence states something: it is no question, and has a predicate."""
    if len(clause.tokens) < SHORTEST or clause.tokens[-1].text == "?":
        return False
    return any(map(clause.predicative, range(len(clause.tokens))))


def outermost_slavic(
    report: Report, parsed: ParsedReport
) -> list[tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]]:
    """Return (source, cue, content) of the attributions that stand in no other's content."""
    clauses = [Clause(sentence) for sentence in parsed.sentences]
    found = find_all(report, clauses, lexicon(report.language))
    told = _told(found)
    made: list[tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]] = []
    for said in found:
        # These corpora mark statements: what somebody tells "about" is none of them.
        if said.rule != "topic" and not _outer(said, found, told, clauses):
            clause = clauses[said.sentence]
            source: tuple[Span, ...] = (clause.span(*said.source),) if said.source else ()
            made.append((source, (clause.span(*said.cue),), said.content))
    return made


def find_all(report: Report, clauses: Sequence[Clause], words: Lexicon) -> list[Said]:
    """Return what the rules find in all sentences; of two with one content, the better one."""
    every = quotations(report.text, report.blocks)
    stands = Stretches((one.whole.start, one.whole.end + _BEHIND, at) for at, one in enumerate(every))
    found: list[Said] = []
    persons = frozenset(
        token.lemma for clause in clauses for token in clause.tokens if token.entity == "PERSON"
    )
    for at, clause in enumerate(clauses):
        if report.blocks[clause.sentence.block].kind in STATING_KINDS:
            after = clauses[at + 1].sentence.start if at + 1 < len(clauses) else clause.sentence.end
            near = sorted(set(stands.touching(clause.sentence.start, max(after, clause.sentence.end) + 1)))
            quoted = [every[one] for one in near]
            said = find_said(clause, quoted, words)
            said.extend(introduced(at, clauses, quoted, report, words))
            head = headline(clause, quoted, words, persons) if not said and _alone(report, clause) else None
            found.extend(said if head is None else [head])
    found.extend(earlier_sentences(found, clauses, report))
    kept: dict[tuple[Span, ...], Said] = {}
    for one in sorted(found, key=lambda each: (-each.score, each.source is None, each.sentence, each.cue)):
        kept.setdefault(one.content, one)
    return sorted(kept.values(), key=lambda each: (each.sentence, each.cue))


def _alone(report: Report, clause: Clause) -> bool:
    """Tell whether a sentence is a headline, or all that its paragraph says."""
    block = report.blocks[clause.sentence.block]
    return block.start == clause.sentence.start and block.end <= clause.sentence.end + 1


def _nest_phrases(found: Sequence[Said], clauses: Sequence[Clause]) -> list[Said]:
    """Cut what a phrase tells to the words of whom it stands in: "X says that, by the data of Y, …".

    "X says that, in his words, …" is X alone.
    """
    others = [each for each in found if each.kind != "phrase"]
    told = _told(others)
    kept = []
    for said in found:
        cue = clauses[said.sentence].span(*said.cue)
        near = (others[at] for at in sorted(set(told.touching(cue.start, cue.end))))
        holding = [each for each in near if each.told is None and each.covers(cue)]
        if said.kind == "phrase" and holding:
            holder = min(holding, key=lambda each: each.end - each.start)
            if holder.rule == "clause" and _by_pronoun(said, clauses):
                continue
            inside = _within(said.content, holder.content)
            said.content = tuple(p for p in inside if _says(clauses[said.sentence], p)) or said.content
        kept.append(said)
    return kept


def _says(clause: Clause, part: Span) -> bool:
    """Tell whether there is more than a conjunction in a part of a sentence."""
    inside = (token for token in clause.tokens if part.start <= token.start < part.end)
    return any(token.pos not in _EMPTY for token in inside)


def _by_pronoun(said: Said, clauses: Sequence[Clause]) -> bool:
    return said.head is not None and clauses[said.sentence].tokens[said.head].pos in {"PRON", "DET"}


def _innermost(found: Sequence[Said], clauses: Sequence[Clause]) -> list[tuple[Said, list[Said]]]:
    """Return each attribution with those it stands in, without those that only pass another on.

    "In the words of X, …, reports Y" is one claim: X said it, and Y carried it.
    """
    told = _told(found)
    pairs = [(said, _outer(said, found, told, clauses)) for said in found]
    passed = set()
    for said, outer in pairs:
        for each in outer:
            if said.kind == "phrase":
                said.content = _cut(said, each, clauses[each.sentence])
            if not said.content:
                break
            if _own_voice(said, clauses[said.sentence]):
                passed.add(id(said))  # "we report that …", in another's words: that other says it
                break
            rest = each.end - each.start - (said.end - said.start)
            begun = max(each.start, clauses[said.sentence].sentence.start)
            wraps = rest < _WRAPPING + clauses[said.sentence].span(*said.cue).end - begun
            if wraps and not _by_gerund(said, clauses):  # "X ordered it, blaming Y": more than that is told
                passed.add(id(each))
    return [(said, outer) for said, outer in pairs if id(said) not in passed and said.content]


def _own_voice(said: Said, clause: Clause) -> bool:
    """Tell whether who speaks says of himself that he does, or what he means to do."""
    if said.source is None:
        return said.aim or clause.first_person(said.cue[0])
    first, end = said.source
    return end - first == 1 and clause.tokens[first].text.lower() in _SELF


def _cut(said: Said, outer: Said, clause: Clause) -> tuple[Span, ...]:
    """Return what a phrase tells of an outer content: all behind the outer words where they cut it off.

    In "in his words, reports X, …" what X reports would be the phrase alone.
    """
    inside = _within(said.content, outer.content)
    if inside:
        return inside
    words = [clause.span(*part) for part in (outer.cue, outer.source) if part is not None]
    end = max(part.end for part in words)
    start = next(
        (token.start for token in clause.sentence.tokens if token.start >= end and token.pos != "PUNCT"), end
    )
    return tuple(Span(max(part.start, start), part.end) for part in said.content if part.end > start)


def _within(content: tuple[Span, ...], outer: tuple[Span, ...]) -> tuple[Span, ...]:
    """Cut a content to what an outer content holds."""
    return tuple(
        Span(max(part.start, whole.start), min(part.end, whole.end))
        for part in content
        for whole in outer
        if min(part.end, whole.end) > max(part.start, whole.start)
    )


def _told(found: Sequence[Said]) -> Stretches[int]:
    """Return the attributions' numbers by where their contents stand."""
    return Stretches((part.start, part.end, at) for at, each in enumerate(found) for part in each.content)


def _outer(said: Said, found: Sequence[Said], told: Stretches[int], clauses: Sequence[Clause]) -> list[Said]:
    """Return the attributions that hold this one's cue and content, the nearest first."""
    cue = clauses[said.sentence].span(*said.cue)
    holding = [
        each
        for each in (found[at] for at in sorted(set(told.touching(cue.start, cue.end))))
        if each is not said
        and each.covers(cue)
        and each.start <= said.start
        and (said.end <= each.end or said.kind == "phrase")
    ]
    return sorted(holding, key=lambda each: each.end - each.start)


def _mention(
    said: Said, outer: Sequence[Said], chains: Chains, report: Report, words: Lexicon
) -> ClaimMention:
    clause = chains.clauses[said.sentence]
    standing = clause if said.told is None else chains.clauses[said.told]
    reading = read_content(report.text, said, standing, words, report.language)
    stance: Stance = "deny" if said.kind == "deny" else "assert"
    source = clause.span(*said.source) if said.source else None
    return ClaimMention(
        id=stable_id("m", report.id, [(s.start, s.end) for s in said.content], [source and source.start]),
        report=report.id,
        sentence=standing.sentence.index,
        block=report.blocks[standing.sentence.block].kind,
        content=words_at(report, _without_that(said, clause)),
        cue=words_at(report, (clause.span(*said.cue),)),
        source=words_at(report, (source,)) if source else None,
        chain=chains.build(said, outer),
        directness=said.directness,
        factuality=reading.factuality,
        stance=stance,
        hedges=reading.hedges,
        polarity="negative" if reading.negative else "positive",
        tense=reading.tense,
        aim=said.aim,
        rule=f"{report.language}: {said.rule}",
        score=said.score,
    )


def _without_that(said: Said, clause: Clause) -> tuple[Span, ...]:
    """Return a content without the "that" that opens it: it is no part of the proposition."""
    first = said.content[0]
    opening = next((token for token in clause.tokens if token.start == first.start), None)
    if opening is None or opening.text.lower() not in {"что", "що"}:
        return said.content
    start = opening.end
    while start < first.end and clause.tokens and not _letter(clause, start):
        start += 1
    return (Span(start, first.end), *said.content[1:]) if start < first.end else said.content


def _letter(clause: Clause, place: int) -> bool:
    return any(token.start == place and token.pos != "PUNCT" for token in clause.tokens)


def _own(
    report: Report, clauses: Sequence[Clause], found: Sequence[Said], words: Lexicon
) -> list[ClaimMention]:
    """Return the outlet's own assertions: sentences that no one else says."""
    mentions = []
    told, speaking = _told(found), {each.sentence for each in found}
    for clause in clauses:
        sentence = clause.sentence
        if report.blocks[sentence.block].kind not in _OWN or not _states(clause):
            continue
        if sentence.index in speaking or told.touching(sentence.start, sentence.end):
            continue
        whole = Said(sentence.index, (0, 1), None, None, (Span(sentence.start, sentence.end),), "", "own")
        reading = read_content(report.text, whole, clause, words, report.language)
        content = words_at(report, whole.content)
        mentions.append(
            ClaimMention(
                id=stable_id("m", report.id, [(s.start, s.end) for s in content.spans], []),
                report=report.id,
                sentence=sentence.index,
                block=report.blocks[sentence.block].kind,
                content=content,
                cue=None,
                source=None,
                chain=(),
                directness="own",
                factuality=reading.factuality,
                hedges=reading.hedges,
                polarity="negative" if reading.negative else "positive",
                tense=reading.tense,
                rule=f"{report.language}: own",
            )
        )
    return mentions


def words_at(report: Report, spans: tuple[Span, ...]) -> Words:
    """Return the words at spans of a report."""
    return Words(spans, " … ".join(report.text[span.start : span.end] for span in spans))
