"""What type of source a phrase names, by its head word, its name and its description."""

# ruff: noqa: RUF001 (typographic apostrophes)

from functools import lru_cache

from stemma.attribution.lexicon import words
from stemma.records import SourceType

_KINDS: tuple[SourceType, ...] = (
    "social_media", "agency", "news_report", "document", "military", "official", "expert", "witness",
    "participant", "organisation",
)  # fmt: skip
_OFFICE_OF = frozenset({"of", "for", "at", "in", "to", "with"})
_AGENCIES = frozenset({"agency", "agencies"})
_SHOUTED = 4  # letters; "TV" is what it says
_MEDIA = frozenset({"news_report", "agency", "social_media"})


@lru_cache(maxsize=16_384)  # a report names its sources again and again, and a copy does so once more
def source_type(entity: str, description: str, head: str) -> SourceType:
    """Return the type of a source: its head word tells first, then its name, then its description.

    Of a name or description the last words count most: a press secretary is a secretary. Words
    that many outlets are called by ("Times", "Observer") count only in names, not as common nouns.
    """
    named = _of_house(entity) if not head[:1].islower() or entity[:1].isupper() else None
    if named is not None:
        return named
    shouted = (
        head.isupper()
        and len(head) >= _SHOUTED
        and head.lower() in words("sources.toml", "kinds.news_report")
    )
    common = "" if shouted else head.lower()  # "SITE" is a body's initials, no site
    told = _lower(description)
    special = _of_its_own(entity, description, common, told)
    if special is not None:
        return special
    members = _lower(entity)[::-1] if common == "group" and " of " in entity else []
    for candidates in (members[:1], [common], _lower(entity)[::-1], _office(told)[::-1], told[::-1]):
        for place, word in enumerate(candidates):
            if place and word in words("sources.toml", "loose"):
                continue
            for kind in _KINDS:
                if word in words("sources.toml", f"kinds.{kind}"):
                    return kind
    return "unknown"


def _of_its_own(entity: str, description: str, common: str, told: list[str]) -> SourceType | None:
    """Return the type of what the lists of nouns would get wrong, None for the rest."""
    if (common or "".join(_lower(entity)[-1:])) in _AGENCIES:
        return "agency" if _news_agency(entity, description) else "organisation"
    if common in words("sources.toml", "kinds.news_report") and _on_platform(f"{entity} {description}"):
        return "social_media"
    if not common and entity.isupper():
        return "unknown"
    if len(told) > 1 and told[-1] == "general" and told[-2] in words("sources.toml", "civil_generals"):
        return "official"
    return None


def is_medium(kind: SourceType) -> bool:
    """Whether a source of this type passes on what others say."""
    return kind in _MEDIA


def is_platform(name: str) -> bool:
    """Whether a word names a place where anyone may publish; a stop may be glued to it ("wrote on X.")."""
    return name[:1].isupper() and name.lower().rstrip(".") in words("sources.toml", "platforms")


def _of_house(name: str) -> SourceType | None:
    """Return the type of an outlet or agency by its name ("Vorona Times"), None for other names."""
    stripped = [word.strip(".,'’()\"“”") for word in name.split()]
    if not stripped or not stripped[-1][:1].isupper():
        return None
    if is_platform(stripped[-1]):
        return "social_media"
    lower = _lower(name)
    whole = " ".join(lower).removeprefix("the ")
    agency = bool(words("sources.toml", "houses.news") & set(lower[:-1])) or lower[-1] != "agency"
    if agency and (
        lower[-1] in words("sources.toml", "houses.agencies")
        or whole in words("sources.toml", "houses.wires")
    ):
        return "agency"
    outlet = lower[-1] in words("sources.toml", "houses.heads") and not _other_network(lower)
    if outlet or whole in words("sources.toml", "houses.names"):
        return "news_report"
    return None


def _other_network(name: list[str]) -> bool:
    """Whether a name is a network's that is no channel: "Karelia Doctors Network"."""
    heads = words("sources.toml", "houses.heads") | words("sources.toml", "houses.agencies")
    media = heads | words("sources.toml", "houses.news")
    return name[-1] == "network" and len(name) > 1 and not media & set(name[:-1])


def _news_agency(entity: str, description: str) -> bool:
    lower = {*_lower(entity), *_lower(description)} - {"agency", "agencies", "the", "an"}
    if not lower or lower & words("sources.toml", "houses.news"):
        return True
    return bool(entity[:1].isupper()) and not lower & words("sources.toml", "other_agencies")


def _on_platform(text: str) -> bool:
    return any(is_platform(word.strip(".,'’()\"“”")) for word in text.split())


def _office(told: list[str]) -> list[str]:
    """Return what a description says somebody is, without of what: "vice president" of the coalition."""
    return next((told[:i] for i, word in enumerate(told) if word in _OFFICE_OF), [])


def _lower(text: str) -> list[str]:
    stripped = (word.lower().strip(".,'’()\"“”") for word in text.split())
    return [word.removesuffix("'s").removesuffix("’s") for word in stripped]
