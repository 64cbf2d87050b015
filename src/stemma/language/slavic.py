"""Russian and Ukrainian sentences: tokens, tags, lemmas, and for Russian trees and named entities.

razdel cuts sentences and tokens; slovnet's small networks (packaged with natasha) tag, parse and
name Russian; pymorphy3's dictionaries give the lemmas of both languages and the tags of Ukrainian,
which has no packaged parser: its tokens all are their own head.
"""

# ruff: noqa: ANN401, RUF001, RUF002 (slovnet and pymorphy3 publish no types; apostrophes of other styles)

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from stemma.errors import DataError
from stemma.language.packed import PARSED_KINDS, Packed, tokens_of
from stemma.language.sentences import shortened
from stemma.records import ParsedReport, Report, Sentence

_ENTITIES = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}
# pymorphy's parts of speech (OpenCorpora) as Universal ones, and which of them a Universal one may be.
_UNIVERSAL = {
    "NOUN": "NOUN", "ADJF": "ADJ", "ADJS": "ADJ", "COMP": "ADJ", "VERB": "VERB", "INFN": "VERB",
    "PRTF": "VERB", "PRTS": "VERB", "GRND": "VERB", "NUMR": "NUM", "ADVB": "ADV", "NPRO": "PRON",
    "PRED": "ADV", "PREP": "ADP", "CONJ": "CCONJ", "PRCL": "PART", "INTJ": "INTJ",
}  # fmt: skip
_ALSO = {"PROPN": "NOUN", "AUX": "VERB", "DET": "PRON", "SCONJ": "CCONJ"}
# pymorphy's marks of names, for Ukrainian, which has no packaged network that finds them.
_GRAMMEMES = {"Name": "PERSON", "Surn": "PERSON", "Patr": "PERSON", "Geox": "GPE", "Orgn": "ORG"}
# Ukrainian pronouns and conjunctions that share a form with a noun.
_GRAMMAR = frozenset({"він", "вона", "вони", "воно", "як", "коли", "той", "цей", "я", "ти", "ми", "ви"})
_APOSTROPHES = frozenset("'’ʼ")
_REMEMBERED = 100_000


class SlavicParser:
    """Parses reports of one language, each distinct sentence once.

    Args:
        language: "ru" or "uk".

    Raises:
        DataError: the packages of the extra ``ru`` are not installed.
    """

    def __init__(self, language: str) -> None:
        try:
            import pymorphy3  # noqa: PLC0415  an extra
            import razdel  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise DataError("Russian and Ukrainian need: pip install 'stemma-news[ru]'") from error
        self._razdel: Any = razdel
        self._morphology: Any = pymorphy3.MorphAnalyzer(lang=language)
        self._language = language
        self._memory: OrderedDict[str, Packed] = OrderedDict()
        self.model = "slovnet news v1, pymorphy3" if language == "ru" else "pymorphy3"
        self.lemma = lru_cache(maxsize=200_000)(self._lemma)

    def parse(self, report: Report) -> ParsedReport:
        """Return a report's sentences."""
        pieces = list(self._pieces(report))
        texts = [report.text[start:end] for _, start, end in pieces]
        parsed = self._parse_texts(texts)
        sentences = tuple(
            Sentence(index, block, start, end, tokens_of(report.text, start, parsed[text]))
            for index, ((block, start, end), text) in enumerate(zip(pieces, texts, strict=True))
        )
        return ParsedReport(report.id, sentences, self.model)

    def _pieces(self, report: Report) -> Iterator[tuple[int, int, int]]:
        for index, block in enumerate(report.blocks):
            if block.kind in PARSED_KINDS:
                for piece in self._razdel.sentenize(report.text[block.start : block.end]):
                    low, high = block.start + piece.start, block.start + piece.stop
                    for start, end in shortened(report.text, low, high):
                        yield index, start, end

    def _parse_texts(self, texts: Sequence[str]) -> dict[str, Packed]:
        known = {text: self._memory[text] for text in texts if text in self._memory}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        cut = [self._tokenised(text) for text in new]
        for text, tokens, parsed in zip(new, cut, self._annotated(new, cut), strict=True):
            known[text] = self._memory[text] = tuple(
                (token.start, token.stop, *rest) for token, rest in zip(tokens, parsed, strict=True)
            )
        while len(self._memory) > _REMEMBERED:
            self._memory.popitem(last=False)
        return known

    def _tokenised(self, text: str) -> list[Any]:
        """Return a sentence's tokens; in Ukrainian an apostrophe stands inside a word."""
        tokens = list(self._razdel.tokenize(text))
        if self._language != "uk":
            return tokens
        joined: list[Any] = []
        for token in tokens:
            inside = joined and token.start == joined[-1].stop and token.text[:1].isalpha()
            if (
                inside
                and len(joined) > 1
                and joined[-1].text in _APOSTROPHES
                and (joined[-2].stop == joined[-1].start and joined[-2].text[-1:].isalpha())
            ):
                first = joined[-2]
                del joined[-2:]
                joined.append(type(token)(first.start, token.stop, text[first.start : token.stop]))
            else:
                joined.append(token)
        return joined

    def _annotated(
        self, texts: Sequence[str], cut: Sequence[Sequence[Any]]
    ) -> Iterator[list[tuple[str, str, str, str, int, str, bool]]]:
        if self._language != "ru":
            for tokens in cut:
                rows = [self._plain(index, token.text) for index, token in enumerate(tokens)]
                yield _runs(_surnamed(rows, [token.text for token in tokens]))
            return
        names, morphology, syntax = self._networks
        words = [[token.text for token in tokens] for tokens in cut]
        ready = [index for index, each in enumerate(words) if each]
        tags = dict(zip(ready, morphology.map([words[index] for index in ready]), strict=True))
        trees = dict(zip(ready, syntax.map([words[index] for index in ready]), strict=True))
        named = dict(zip(ready, names.map([texts[index] for index in ready]), strict=True))
        for index, tokens in enumerate(cut):
            yield self._joined(tokens, tags[index], trees[index], named[index]) if index in tags else []

    def _joined(
        self,
        tokens: Sequence[Any],
        tags: Any,
        tree: Any,
        named: Any,
    ) -> list[tuple[str, str, str, str, int, str, bool]]:
        rows = []
        for place, (token, tag, node) in enumerate(zip(tokens, tags.tokens, tree.tokens, strict=True)):
            span = next((s for s in named.spans if s.start <= token.start < s.stop), None)
            head = int(node.head_id) - 1
            rows.append(
                (
                    self.lemma(token.text, tag.pos),
                    tag.pos,
                    "|".join(f"{name}={value}" for name, value in sorted(tag.feats.items())),
                    node.rel if head >= 0 else "root",
                    head if 0 <= head < len(tokens) else place,
                    _ENTITIES.get(span.type, "") if span else "",
                    span is not None and token.start == span.start,
                )
            )
        return rows

    def _plain(self, index: int, text: str) -> tuple[str, str, str, str, int, str, bool]:
        if not any(character.isalpha() for character in text):
            pos = "NUM" if any(character.isdigit() for character in text) else "PUNCT"
            return text.lower(), pos, "", "", index, "", False
        parses = self._morphology.parse(text)
        parse = _likeliest(parses, text, first=not index)
        pos = _UNIVERSAL.get(parse.tag.POS or "", "X")
        if pos == "NOUN" and text[:1].isupper() and index:
            pos = "PROPN"
        tag = str(parse.tag)
        entity = next((label for sign, label in _GRAMMEMES.items() if sign in tag), "")
        return parse.normal_form, pos, tag, "", index, entity if text[:1].isupper() else "", bool(entity)

    def _lemma(self, text: str, pos: str) -> str:
        """Return a word's dictionary form as the part of speech that the tagger found."""
        parses = self._morphology.parse(text)
        wanted = _ALSO.get(pos, pos)
        fitting = [parse for parse in parses if _UNIVERSAL.get(parse.tag.POS or "") == wanted]
        return str((fitting or parses)[0].normal_form) if parses else text.lower()

    @cached_property
    def _networks(self) -> tuple[Any, Any, Any]:
        from navec import Navec  # noqa: PLC0415  an extra
        from slovnet import NER, Morph, Syntax  # noqa: PLC0415

        found = find_spec("natasha")
        if found is None or not found.submodule_search_locations:
            raise DataError("Russian needs: pip install 'stemma-news[ru]'")
        data = Path(found.submodule_search_locations[0]) / "data"
        vectors = Navec.load(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
        networks = []
        for network, name in ((NER, "ner"), (Morph, "morph"), (Syntax, "syntax")):
            loaded = network.load(data / "model" / f"slovnet_{name}_news_v1.tar")
            loaded.navec(vectors)
            networks.append(loaded)
        return networks[0], networks[1], networks[2]


def _likeliest(parses: Sequence[Any], text: str, *, first: bool) -> Any:
    """Return the reading of a word without its sentence: prepositions, then first names, then the usual one.

    A surname that is a common word too ("Усі", a sentence's first word) is taken for the word there.
    """
    for parse in parses:
        if parse.tag.POS == "PREP":
            return parse
    small = text[:1].islower() or first
    if small and parses[0].tag.POS == "NOUN":
        # "його" is a form of "йога" too, and "як" a beast: the word that every text is full of is meant.
        for parse in parses:
            if parse.tag.POS in {"NPRO", "CONJ"} and str(parse.normal_form) in _GRAMMAR:
                return parse
    if text[:1].isupper():
        for parse in parses:
            if "Name" in parse.tag and "nomn" in parse.tag:
                return parse
        if first:
            return next((parse for parse in parses if "Surn" not in parse.tag), parses[0])
    return parses[0]


def _surnamed(
    rows: list[tuple[str, str, str, str, int, str, bool]], texts: Sequence[str]
) -> list[tuple[str, str, str, str, int, str, bool]]:
    """Take a capitalised word after a first name for a surname that no dictionary has."""
    for index in range(1, len(rows)):
        first, row = rows[index - 1], rows[index]
        named = "Name" in first[2] and "nomn" in first[2] and first[5] == "PERSON"
        if named and not row[5] and texts[index][:1].isupper() and texts[index][1:2].islower():
            rows[index] = (row[0], "PROPN", *row[2:5], "PERSON", True)
    return rows


def _runs(
    rows: list[tuple[str, str, str, str, int, str, bool]],
) -> list[tuple[str, str, str, str, int, str, bool]]:
    """Take neighbouring names of one kind for one name: a first name and a surname."""
    return [
        (*row[:6], row[6] and not (index and rows[index - 1][5] == row[5])) for index, row in enumerate(rows)
    ]
