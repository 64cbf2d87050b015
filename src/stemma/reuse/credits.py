"""Whom a report names as the place its words come from: credits, datelines and citations."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from msgspec import Struct

from stemma.records import Report
from stemma.resources import load_toml
from stemma.reuse.words import Tokens, Vocabulary

_DATELINE = re.compile("^.{0,200}?\\(([^\\W\\d_][\\w .'\u2019&-]{1,40})\\)\\s*[-\u2013\u2014:]", re.DOTALL)
_DATELINE_REACH = 400
# A name that stands alone after the last sentence: "- NAME", "(Name)", "-- Name".
_CLOSING = re.compile(
    '(?:[.!?"\u201d\u2019]|\\n)\\s*(?:[-\u2013\u2014]+\\s*|\\(\\s*)'
    "([A-Z][\\w.'\u2019&/-]*(?: (?:of |and )?[A-Z][\\w.'\u2019&/-]*){0,4})\\s*\\)?\\.?\\s*$"
)
_CLOSING_REACH = 60
_WORD = "[A-Z][\\w'\u2019&-]*"
_NAME = rf"((?:[Tt]he\s+)?{_WORD}(?:\s+(?:of\s+|the\s+|and\s+)?{_WORD}){{0,5}})"
_NOT_WORD = re.compile(r"[^\w\s]|_")
_ARTICLE = re.compile(r"^the\s+")
_INITIALS_FROM = 3

Inside = Callable[[int], bool]


class Sources(Struct, frozen=True):
    """The names, as keys, that a report credits for its text and the media that it cites in it.

    ``cited`` holds where each is cited (characters of the text), ``names`` each key's name as the
    report writes it.
    """

    credited: frozenset[str]
    cited: dict[str, tuple[int, ...]]
    names: dict[str, str]


@cache
def _lexicon(table: str, name: str) -> tuple[str, ...]:
    value = load_toml("reuse", "lexicon.toml")[table][name]
    return tuple(value.split()) if isinstance(value, str) else tuple(value)


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Return a name as a key: case-folded, without its article, punctuation or a web address's parts.

    A short form of a known agency has the key of its full name.
    """
    plain = re.sub(r"^https?://(www\.)?|^www\.", "", name.strip(), flags=re.IGNORECASE)
    plain = re.sub(r"\.(com|net|org|info|news|example|co\.\w+|\w\w)(/.*)?$", "", plain, flags=re.IGNORECASE)
    folded = " ".join(_NOT_WORD.sub(" ", plain.casefold().replace("\u2019", "'").replace("'s", "")).split())
    folded = _ARTICLE.sub("", folded)
    return _expansions().get(folded, folded)


@cache
def _expansions() -> dict[str, str]:
    table: dict[str, str] = load_toml("reuse", "lexicon.toml")["expansions"]
    return {short.casefold(): full.casefold().replace("-", " ") for short, full in table.items()}


@cache
def _agencies() -> frozenset[str]:
    return frozenset(key(name) for name in _lexicon("agencies", "names"))


@lru_cache(maxsize=65536)
def same_name(one: str, other: str) -> bool:
    """Tell whether two keys name one outlet: equal, one beginning with the other, or its initials."""
    if not one or not other:
        return False
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return True
    short, long = sorted((one, other), key=len)
    words = long.split()
    if " " not in short and len(words) >= _INITIALS_FROM and short == "".join(word[0] for word in words):
        return True
    return long.startswith(short + " ") and _is_medium(short)


def _is_medium(name_key: str) -> bool:
    """Tell whether a name is that of a news agency or has a word of media names in it."""
    return name_key in _agencies() or any(word in _lexicon("media", "words") for word in name_key.split())


@cache
def _citation() -> re.Pattern[str]:
    # A first letter that is written out, in both cases, lets the engine pass over most words at once.
    by_letter: dict[str, list[str]] = defaultdict(list)
    for lead in sorted(_lexicon("citing", "leads"), key=lambda lead: (-len(lead), lead)):
        by_letter[lead[0]].append(re.escape(lead[1:]))
    leads = "|".join(f"{_either_case(first)}(?i:{'|'.join(rest)})" for first, rest in by_letter.items())
    verbs = "|".join(_lexicon("citing", "verbs"))
    return re.compile(
        rf"\b(?:{leads})\s+{_NAME}|(?=[A-Z]|[Tt]he\s){_NAME}(?:\s+(?:first|also|has|had))?\s+(?:{verbs})\b"
    )


def _either_case(letter: str) -> str:
    """Return a set of the characters that match a letter where case does not count."""
    odd = "\u0130\u0131\u017f\u212a"
    return (
        f"[{''.join(one for one in (letter, letter.upper(), *odd) if re.match(letter, one, re.IGNORECASE))}]"
    )


def sources(report: Report, tokens: Tokens) -> Sources:
    """Return what a report's credit lines, dateline, closing line and citations name."""
    text = report.text
    credited = [report.republished_from] if report.republished_from else []
    for line in report.credits:
        if not _of_picture(line):
            credited.extend(match.group(1) for match in re.finditer(_NAME, line))
    if match := _DATELINE.search(text[:_DATELINE_REACH]):
        credited.append(match.group(1))
    if match := _CLOSING.search(text[-_CLOSING_REACH:]):
        credited.append(match.group(1))
    own = key(report.outlet or "")
    names = {key(name): name.strip() for name in credited}
    cited: dict[str, tuple[int, ...]] = {}
    for name, at in _media_cited(text) if _hints().among(tokens).any() else ():
        if not same_name(key(name), own):
            cited[key(name)] = (*cited.get(key(name), ()), at)
            names.setdefault(key(name), name.strip())
    others = frozenset(name for name in map(key, credited) if name and not same_name(name, own))
    return Sources(credited=others, cited=cited, names=names)


def _media_cited(text: str) -> Iterator[tuple[str, int]]:
    """Yield the media that a text cites, as it writes them, each with where it is cited."""
    # No citation goes on behind a full stop, and copies share most of what stands between two.
    start = 0
    for piece in text.split("."):
        for name, at in _cited_in(piece):
            yield name, start + at
        start += len(piece) + 1


@lru_cache(maxsize=16_384)  # sentences, which copies bring again: 8 MB or so
def _cited_in(piece: str) -> tuple[tuple[str, int], ...]:
    found = [(match.group(1) or match.group(2), match.start()) for match in _citation().finditer(piece)]
    return tuple([(name, at) for name, at in found if _is_medium(key(name))])


@cache
def _hints() -> Vocabulary:
    """Return the words one of which the name of every medium has."""
    agencies = {name.split()[0] for name in _agencies()}
    short = {name.casefold() for name in load_toml("reuse", "lexicon.toml")["expansions"]}
    return Vocabulary(frozenset(_lexicon("media", "words")) | agencies | short)


def _of_picture(line: str) -> bool:
    words = re.findall(r"\w+|©", line.casefold())
    return any(word in words for word in _lexicon("photo", "words"))


def names_outlet(report: Report, found: Sources, outlet: str | None, *, credit: bool) -> bool:
    """Tell whether a report credits (or, if not ``credit``, cites in its text) an outlet.

    ``found`` is what ``sources`` gives for the report.
    """
    if not outlet:
        return False
    wanted = key(outlet)
    if any(same_name(name, wanted) for name in (found.credited if credit else found.cited)):
        return True
    return not credit and _cites_by_name(report.text, outlet)


def _cites_by_name(text: str, outlet: str) -> bool:
    """Tell whether a text names an outlet whose name looks like no medium's, beside a citing word."""
    if outlet not in text or len(outlet) < _INITIALS_FROM:
        return False
    leads = "|".join(re.escape(lead) for lead in _lexicon("citing", "leads"))
    verbs = "|".join(_lexicon("citing", "verbs"))
    name = re.escape(outlet)
    pattern = rf"\b(?i:{leads})\s+(?:the\s+)?{name}\b|\b{name}(?:\s+(?:first|also|has|had))?\s+(?:{verbs})\b"
    return re.search(pattern, text) is not None


def tells_own_outlet(report: Report) -> bool:
    """Tell whether a report says that its sources spoke to its own outlet ("told the Gazette")."""
    outlet = report.outlet
    if not outlet or outlet not in report.text:
        return False
    leads = "|".join(re.escape(lead) for lead in _lexicon("citing", "to_outlet"))
    return re.search(rf"\b(?i:{leads})\s+(?:the\s+)?{re.escape(outlet)}\b", report.text) is not None


def common_third(
    first: Sources, second: Sources, outlets: tuple[str | None, str | None], inside: tuple[Inside, Inside]
) -> str | None:
    """Return the name of a third that both reports credit or cite as a medium, if there is one.

    A citation inside the shared passages came with them; it tells of a third only when the other
    report credits that third or cites it elsewhere too.

    Args:
        first: what the one report names.
        second: what the other names.
        outlets: the two reports' own outlets, which are no third.
        inside: tell of each report whether a character is inside the shared passages.
    """
    own = [key(outlet or "") for outlet in outlets]
    shared = [
        name
        for name in (*first.credited, *first.cited)
        for also in (*second.credited, *second.cited)
        if same_name(name, also)
        and not any(same_name(name, outlet) for outlet in own)
        and (_stands_apart(first, name, inside[0]) or _stands_apart(second, also, inside[1]))
    ]
    return first.names[min(shared, key=lambda name: (-len(name), name))] if shared else None


def _stands_apart(found: Sources, name: str, inside: Inside) -> bool:
    """Tell whether a report credits a name, or cites it outside the shared passages."""
    return name in found.credited or not all(map(inside, found.cited.get(name, ())))
