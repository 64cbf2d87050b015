"""Which place each name means: size, containment, and what else the report names."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

from stemma.parses import Recent, facts_of
from stemma.places.candidates import candidates
from stemma.places.choices import Choice, doubt_elsewhere, doubt_of, doubt_quarters
from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.holders import links_of
from stemma.places.keys import name_key
from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention, entities
from stemma.places.outlets import home_of
from stemma.places.priors import WEIGHTS, Weights
from stemma.places.weighing import Groups, Table
from stemma.records import ParsedReport, Report, Sentence

_resolved: Recent[Hashable, list[tuple[tuple[tuple[Entry, float], ...], str, str]]] = Recent(500)  # reports


def resolve(
    mentions: Sequence[Mention],
    report: Report,
    parsed: ParsedReport,
    gazetteer: Gazetteer,
    weights: Weights = WEIGHTS,
) -> list[Choice]:
    """Return a choice for each mention, in order; one name means one place in a report.

    A report with the same names in the same order, and the same countries in its adjectives and its
    address, is resolved from memory, unless one of the two papers is named after one of the names.
    """
    adjectives, home = _adjectives(parsed), home_of(report)
    links = links_of(mentions)
    key = (
        gazetteer, weights, home.country, home.local({name_key(m.name) for m in mentions}),
        tuple(adjectives.items()),
        tuple([(m.name, m.full, m.feature, m.tagged, m.located) for m in mentions]), links,
    )  # fmt: skip
    known = _resolved.get(key)
    if known is not None:
        return [Choice(m, where, *each) for m, where, each in zip(mentions, links, known, strict=True)]
    found = [candidates(m, gazetteer) for m in mentions]
    groups: Groups = defaultdict(list)
    for i, mention in enumerate(mentions):
        if found[i][0]:
            groups[name_key(mention.name), mention.feature].append(i)
    table = Table(groups, found, mentions, links, weights=weights, demonyms=adjectives, home=home)
    ranked = table.rank()
    choices = []
    for mention, where, (_, rule) in zip(mentions, links, found, strict=True):
        best = ranked.get((name_key(mention.name), mention.feature), ())
        doubt = doubt_of(best[0][0], mention, rule, table) if best else ""
        choices.append(Choice(mention, where, best, rule, doubt))
    doubt_elsewhere(choices)
    doubt_quarters(choices)
    _resolved.put(key, [(each.ranked, each.rule, each.doubt) for each in choices])
    return choices


def _adjectives(parsed: ParsedReport) -> Counter[str]:
    """Return the countries that a report's adjectives of nation point to, with how often they do."""
    return Counter([country for sentence in parsed.sentences for country in _adjectives_in(sentence)])


def _adjectives_in(sentence: Sentence) -> list[str]:
    facts = facts_of(sentence)
    if "adjectives of nation" not in facts:
        known, tokens = lexicon().demonyms, sentence.tokens
        facts["adjectives of nation"] = [
            iso
            for first, last, label in entities(tokens)
            if label == "NORP"
            for token in tokens[first:last]
            if (iso := known.get(token.text.lower()))
        ]
    found: list[str] = facts["adjectives of nation"]
    return found
