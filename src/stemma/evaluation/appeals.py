"""FactAppeal's type of a mention's source, or that it lays no fact to one: a linear model's answer.

Its classes are cut otherwise than the product's kinds: "she" may be an expert or nobody, a firm an expert
or a participant, and what somebody feels or plans is no fact. So the product's kind is but one of the
features, beside words of language, the vector of the source's phrase, and how the content is told. Pictures
and papers that the product knows as such are believed without the model. Names in capitals are no features.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from stemma.attribution.cast import UNNAMED
from stemma.attribution.lexicon import words
from stemma.encoder import DIMENSIONS, published_encoder
from stemma.records import ClaimMention, Token

NOTHING = "-"  # no fact is laid to the source
_PHRASE = (
    3.0  # weight of a source's vector beside features of 0 or 1, chosen by five-fold (2.5 to 4 are alike)
)
_BELIEVED = frozenset({"Direct_Evidence", "Expert_Document"})
_LISTS = (
    "social_media", "agency", "news_report", "document", "military", "official", "expert", "witness",
    "participant", "organisation",
)  # fmt: skip
_WORD = re.compile(r"[\w'-]+")
_OPENERS = frozenset({
    "i", "we", "you", "he", "she", "it", "they", "the", "a", "an", "this", "that", "there", "to", "it's",
    "if", "there's", "i'm",
})  # fmt: skip
_PERSONS = {
    "first": frozenset({"i", "i'm", "i've", "i'd", "my", "me"}),
    "ours": frozenset({"we", "we're", "we've", "our", "us"}),
    "reader": frozenset({"you", "your", "you're"}),
    "third": frozenset({"he", "his", "she", "her", "him"}),
    "many": frozenset({"they", "their", "them"}),
    "share": frozenset({"percent", "million", "billion"}),
    "being": frozenset({"is", "are", "it's", "that's"}),
    "wanting": frozenset({"should", "must", "would", "could", "will", "need"}),
    "feeling": frozenset({"think", "believe", "feel", "hope", "love", "want"}),
}
_STEPS = 5  # words of a content by which its length is told
_LONGEST = 6  # of those steps


class Asked(Struct, frozen=True):
    """A mention that may lay a fact to its source, the tokens of its sentence, and its type by rule."""

    mention: ClaimMention
    tokens: tuple[Token, ...]
    text: str
    by_rule: str


class Model(Struct, frozen=True):
    """Weights by class and feature (those of the vector last), and what each class starts from."""

    classes: tuple[str, ...]
    places: dict[str, int]
    weights: npt.NDArray[np.float32]
    starts: npt.NDArray[np.float32]


def types_of(asked: Sequence[Asked]) -> list[str]:
    """Return the type of each mention's source, or ``NOTHING``."""
    if not asked:
        return []
    return judged(asked, rows([[*features(one)] for one in asked], phrases(asked), _model().places), _model())


def judged(asked: Sequence[Asked], table: npt.NDArray[np.float32], model: Model) -> list[str]:
    """Return what a model says of mentions by their rows; of pictures and papers, what the rule says."""
    best = (table @ model.weights.T + model.starts).argmax(axis=1)
    return [
        one.by_rule if one.by_rule in _BELIEVED else model.classes[place]
        for one, place in zip(asked, best, strict=True)
    ]


def rows(
    found: Sequence[Sequence[str]], vectors: npt.NDArray[np.float32], places: dict[str, int]
) -> npt.NDArray[np.float32]:
    """Return one row a mention: 1 where it has the feature of a place, then the weighed vector."""
    table = np.zeros((len(found), len(places) + DIMENSIONS), dtype=np.float32)
    for row, names in enumerate(found):
        table[row, [places[name] for name in names if name in places]] = 1.0
    table[:, len(places) :] = _PHRASE * vectors
    return table


def phrases(asked: Sequence[Asked]) -> npt.NDArray[np.float32]:
    """Return the vector of each source's name and description."""
    return published_encoder().encode([_phrase(one.mention) for one in asked])


def _phrase(mention: ClaimMention) -> str:
    layer = mention.chain[0]
    unnamed = layer.entity == UNNAMED and mention.source is not None
    told = mention.source.text if unnamed and mention.source else layer.entity
    return ", ".join(filter(None, (told, layer.description)))


@cache
def _model() -> Model:
    with files("stemma.evaluation").joinpath("appeals.npz").open("rb") as stream:
        stored = np.load(stream)
        names = [str(name) for name in stored["features"]]
        return Model(
            tuple(map(str, stored["classes"])),
            {name: place for place, name in enumerate(names)},
            stored["weights"].astype(np.float32),
            stored["starts"].astype(np.float32),
        )


def features(one: Asked) -> Iterator[str]:
    """Yield the names of what is true of a mention: its source, its cue, its content, the words around it."""
    yield f"rule={one.by_rule}"
    yield from _of_source(one)
    yield from _of_cue(one)
    yield from _of_content(one.mention)
    around = one.text.replace(one.mention.content.text, " ")
    for kind in sorted({kind for word in _WORD.findall(around) if (kind := _kind(word))}):
        yield f"around={kind}"


def _of_source(one: Asked) -> Iterator[str]:
    layer = one.mention.chain[0]
    source = one.mention.source.text if one.mention.source else ""
    yield from (f"kind={layer.source_type}", f"number={layer.number}", f"anonymous={layer.anonymous}")
    yield from (f"described={bool(layer.description)}", f"full={' ' in layer.entity}")
    yield from (f"capitals={layer.entity.isupper()}", f"length={min(len(source.split()), 4)}")
    spans = one.mention.source.spans if one.mention.source else ()
    inside = [token for token in one.tokens if any(s.start <= token.start < s.end for s in spans)]
    yield from sorted({f"entity={token.entity}" for token in inside})
    if source.islower():
        yield f"source={source}" if " " not in source else f"opens={source.split()[0]}"
    yield from _of_words("name", layer.entity)
    yield from _of_words("told", layer.description)
    spoken = words("sources.toml", "posts") | words("sources.toml", "spokespersons")
    if spoken & {*f"{layer.entity} {layer.description}".lower().split()}:
        yield "post"


def _of_words(label: str, text: str) -> Iterator[str]:
    """Yield the common nouns of a phrase, and of which kind's lists its words are."""
    found = _WORD.findall(text)
    yield from sorted({f"{label}={word}" for word in found if word.islower()})
    kinds = [kind for word in found if (kind := _kind(word))]
    yield from sorted({f"{label}:kind={kind}" for kind in kinds})
    if kinds:
        yield f"{label}:last={kinds[-1]}"


def _of_cue(one: Asked) -> Iterator[str]:
    mention = one.mention
    spans = mention.cue.spans if mention.cue else ()
    lemmas = [t.lemma.lower() for t in one.tokens if any(s.start <= t.start < s.end for s in spans)]
    yield f"cue={' '.join(lemmas)}"
    yield f"cue={lemmas[0] if lemmas else ''} {mention.directness}"
    yield from (f"directness={mention.directness}", f"rule={mention.rule[:25]}", f"stance={mention.stance}")


def _of_content(mention: ClaimMention) -> Iterator[str]:
    yield from (f"modal={mention.modal}", f"tense={mention.tense}", f"factuality={mention.factuality}")
    yield from (f"hedged={bool(mention.hedges)}", f"aim={mention.aim}")
    told = _WORD.findall(mention.content.text.lower().replace("’", "'"))  # noqa: RUF001  typographic
    opener = told[0] if told and told[0] in _OPENERS else "other"
    yield f"first={opener}"
    if mention.directness != "indirect":
        yield f"quoted first={opener}"
    yield f"steps={min(len(told) // _STEPS, _LONGEST)}"
    present = set(told)
    yield from (f"tells {name}" for name, listed in _PERSONS.items() if listed & present)
    if any(character.isdigit() for character in mention.content.text):
        yield "tells a figure"
    if {"?", "!"} & set(mention.content.text):
        yield "asks or exclaims"


@cache
def _kind(word: str) -> str:
    """Return the kind of sources in whose list a word or its singular stands, "" for none."""
    low = word.lower()
    return next((kind for kind in _LISTS if {low, low.removesuffix("s")} & _listed(kind)), "")


def _listed(kind: str) -> frozenset[str]:
    return words("sources.toml", f"kinds.{kind}")
