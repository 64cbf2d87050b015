"""Whether two spellings of a person's name are one, and whether one only leaves out names of another."""

from rapidfuzz.distance import JaroWinkler

from stemma.names.normal import NameKey

# Jaro-Winkler above which two spellings of a surname are one (Lavrov/Lavrow .93, Khan/Khalid .83);
# first letters must agree besides.
_SPELLING = 0.9
# The same for given names beside one surname, of equal consonants (Khwaja/Khawaja .87, Hassan/Hussein .77).
_GIVEN = 0.85


def leaves_out(one: NameKey, other: NameKey) -> bool:
    """Whether a name of two words or more stands in a longer one, in order and however it is spelt.

    "Samir Aldun" is who is told elsewhere with his father's names: "Karim bin Yunes Samir Alduun".
    """
    few, many = sorted((one.words, other.words), key=len)
    rest = iter(many)
    whole = 1 < len(few) < len(many) and all(any(_one_word(word, each) for each in rest) for word in few)
    return whole and _one_word(few[-1], many[-1])


def _one_word(a: str, b: str) -> bool:
    return a == b or close(a, b) or written_alike(a, b)


def same_sound(one: NameKey, other: NameKey) -> bool:
    """Whether first names and surnames share their consonants (Kamal Idri, Kemal Edri)."""
    pairs = ((one.words[0], other.words[0]), (one.words[-1], other.words[-1]))
    skeletons = [(_consonants(a), _consonants(b)) for a, b in pairs]
    return all(a == b and len(a) > 1 for a, b in skeletons)


def _consonants(name: str) -> str:
    return "".join(char for char in name if char not in "aeiouyhw'")


def written_alike(a: str, b: str) -> bool:
    """Whether two given names differ in a few vowels only (Khwaja, Khawaja; not Hassan, Hussein)."""
    return a[0] == b[0] and _consonants(a) == _consonants(b) and JaroWinkler.similarity(a, b) >= _GIVEN


def close(a: str, b: str) -> bool:
    """Whether two words are spellings of one surname (Lavrow, Lavrov)."""
    return a[0] == b[0] and JaroWinkler.similarity(a, b) >= _SPELLING


__all__ = ["close", "leaves_out", "same_sound", "written_alike"]
