"""What single words say of names: each is looked up once, so that most words of a text cost nothing more."""

from collections.abc import Sequence
from functools import cache, lru_cache

from stemma.names.normal import nation_reach, word_set
from stemma.naming.lists import Lists, body_words, listed
from stemma.records import Token

CAPITAL, GROUP, NATION, BODY, TITLE = 1, 2, 4, 8, 16
_ARTICLES = frozenset({"al", "al-"})
_MOST = 50_000  # words


@cache
def _titles() -> frozenset[str]:
    return word_set("title") | listed("ranks")


def is_title(word: str) -> bool:
    """Say whether a word is a title, an office or a rank."""
    return word.lower().rstrip(".") in _titles()


class Marks(dict[str, int]):
    """What words say, by word: who may begin a name, make a body of it, or is a title."""

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self._lists = lists

    def __missing__(self, word: str) -> int:
        """Look a word up, once."""
        if len(self) > _MOST:
            self.clear()
        self[word] = mark = self._mark(word)
        return mark

    def of(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Return the tokens that say something, each with what it says."""
        marks = map(self.__getitem__, [token.text for token in tokens])
        return [(at, mark) for at, mark in enumerate(marks) if mark]

    def _mark(self, word: str) -> int:
        title = TITLE * is_title(word)
        if not (word[0].isupper() or word in _ARTICLES):
            return title
        group = GROUP * (word.replace("\u2019", "'") in self._lists.beginnings)
        body = BODY * (word.istitle() and word.lower() in body_words())
        return CAPITAL | title | group | body | NATION * bool(nation_reach(word))


@lru_cache(maxsize=8)
def marks_of(lists: Lists) -> Marks:
    """Return what words say by some lists, kept from one sentence to the next."""
    return Marks(lists)


def those(marked: Sequence[tuple[int, int]], mark: int) -> list[int]:
    """Return the tokens that say something of one kind."""
    return [at for at, told in marked if told & mark]
