"""Whether a named source is one person or a body."""

from stemma.names.normal import fold, split_words, word_set
from stemma.records import Layer

# Kinds of source that are one person when they have a name; the others are one only with a description.
_PERSONS = frozenset({"expert", "witness", "participant", "person"})
_SPOKEN_FOR = frozenset({"official", "military", "unknown"})


def is_person(layer: Layer) -> bool:
    """Tell whether a named source is a person rather than a body, as far as its kind and words tell."""
    if layer.anonymous or layer.number == "several" or len(layer.entity.split()) == 1:
        return False
    if word_set("organisation").intersection(map(fold, split_words(layer.entity))):
        return False
    titled = all(word[:1] != word[:1].lower() for word in layer.entity.split())
    described = layer.source_type in _SPOKEN_FOR and bool(layer.description)
    return titled and (layer.source_type in _PERSONS or described)


__all__ = ["is_person"]
