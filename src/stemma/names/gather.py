"""Who is named in a casebook: the mentions of all reports put together by whom they mean."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from stemma.identity import stable_id
from stemma.names.keys import acronym_of, body_key, person_key
from stemma.records import Name, Named, NameOrder

Key = tuple[str, ...]
_FULL = 2  # words of a person's name that tell one from others

_ORDERS: Mapping[NameOrder, Callable[[Named], int]] = {
    "reports": lambda one: -len(one.reports),
    "mentions": lambda one: -len(one.mentions),
    "source": lambda one: -one.sources,
    "actor": lambda one: -one.actors,
    "target": lambda one: -one.targets,
    "name": lambda _: 0,
}


def gather(names: Iterable[Name], order: NameOrder = "reports") -> tuple[Named, ...]:
    """Return everybody whom some mentions name, in an order; those that are even by reports, mentions, name.

    Persons are one by given name and surname, bodies by the words of their names. A surname alone stays
    apart from whole names of other reports: it may be somebody else's. An acronym that no report spells out
    where it stands is the body that other reports spell it out for, where all name the same.
    """
    listed = list(names)
    spelled = _spelled_out(listed)
    known = {_key(one, spelled) for one in listed if one.kind == "person"}
    grouped: dict[Key, list[Name]] = defaultdict(list)
    for one in listed:
        grouped[_joined(_key(one, spelled), known)].append(one)
    found = [_named(key, told) for key, told in grouped.items()]
    by = _ORDERS[order]
    ordered = (lambda one: (one.name.casefold(), one.id)) if order == "name" else _rank(by)
    return tuple(sorted(found, key=ordered))


def matching(named: Iterable[Named], kind: str | None, name: str) -> list[Named]:
    """Return those of a kind (None for any) in one of whose spellings, or fullest name, some words occur."""
    words = name.casefold()
    return [
        one
        for one in named
        if (kind is None or one.kind == kind) and words in "\n".join((one.name, *one.spellings)).casefold()
    ]


def _rank(by: Callable[[Named], int]) -> Callable[[Named], tuple[int, int, int, str, str]]:
    return lambda one: (by(one), -len(one.reports), -len(one.mentions), one.name, one.id)


def _spelled_out(names: Sequence[Name]) -> Mapping[str, Key]:
    """Return the acronyms that reports spell out, each with the key of its body, if it is one body's."""
    found: dict[str, set[Key]] = defaultdict(set)
    for one in names:
        acronym = acronym_of(one.name) if one.kind != "person" and one.name != one.entity else ""
        if acronym and not acronym_of(one.entity):
            found[acronym].add(_of_body(one.entity))
    return {acronym: next(iter(keys)) for acronym, keys in found.items() if len(keys) == 1}


def _key(one: Name, spelled: Mapping[str, Key]) -> Key:
    if one.kind == "person":
        words = person_key(one.entity)
        return ("person", *(words if len(words) < _FULL else (words[0], words[-1])))
    return spelled.get(acronym_of(one.entity)) or _of_body(one.entity)


def _of_body(name: str) -> Key:
    return ("body", *sorted(body_key(name)))


def _joined(key: Key, known: set[Key]) -> Key:
    """Return a person's key without the s of a possessive that lost its apostrophe, if that is somebody."""
    bare = (*key[:-1], key[-1].removesuffix("s"))
    return bare if len(key) > _FULL and bare in known else key


def _named(key: Key, told: Sequence[Name]) -> Named:
    entities, texts = Counter(one.entity for one in told), Counter(one.name for one in told)
    kinds = Counter(one.kind for one in told)
    roles = Counter(role for one in told for role in one.roles)
    return Named(
        id=stable_id("n", *key),
        name=max(entities, key=lambda text: (entities[text], len(text), text)),
        kind=max(kinds, key=lambda kind: (kinds[kind], kind)),
        spellings=tuple(sorted(texts, key=lambda text: (-texts[text], text))),
        reports=tuple(dict.fromkeys(one.report for one in told)),
        sources=roles["source"],
        actors=roles["actor"],
        targets=roles["target"],
        only_named=sum(not one.roles for one in told),
        mentions=tuple(told),
    )


__all__ = ["gather"]
