"""What type of source a phrase names, by its head word, its name and its description."""

# ruff: noqa: RUF001 (typographic apostrophes)

from functools import lru_cache

from stemma.attribution.lexicon import words
from stemma.names.normal import split_words, whole_nation
from stemma.records import SourceType, Token

_KINDS: tuple[SourceType, ...] = (
    "social_media", "agency", "news_report", "document", "military", "official", "expert", "witness",
    "participant", "organisation",
)  # fmt: skip
# What somebody is said to be, and types of which a plural is not listed beside the singular.
_ROLES = tuple(kind for kind in _KINDS if kind != "document")
_ARMED: tuple[SourceType, ...] = ("military",)
_BODIES: tuple[SourceType, ...] = ("expert", "organisation")
_COUNTED: tuple[SourceType, ...] = ("official", "military", "expert", "witness", "participant", "document")
_IN_PHRASES: tuple[SourceType, ...] = ("military", "official", "organisation", "participant", "news_report")
_SOURCES = frozenset({"source", "sources"})
_BEHIND_SOURCES: tuple[SourceType, ...] = ("official", "military", "organisation", "participant", "witness")
_OFFICE_OF = frozenset({"of", "for", "at", "in", "to", "with"})
# Whom a spokesman of such a body speaks for; others speak for a state, or do not say for whom.
_SPOKEN_FOR: dict[SourceType, SourceType] = {
    "military": "military", "organisation": "organisation", "participant": "participant",
    "expert": "organisation", "news_report": "organisation", "agency": "organisation",
    "witness": "participant",
}  # fmt: skip
_ENDS_A_BODY = _OFFICE_OF | {"on", "against", "from", "under", "who", "which", "and"}
_GROUPS = frozenset({"group", "movement", "organisation", "organization", "faction"})
_AGENCIES = frozenset({"agency", "agencies"})
_SHOUTED = 4  # letters; "TV" is what it says
_MEDIUM: tuple[SourceType, ...] = ("news_report", "agency", "social_media")
_MEDIA = frozenset(_MEDIUM)


@lru_cache(maxsize=16_384)  # a report names its sources again and again, and a copy does so once more
def source_type(entity: str, description: str, head: str) -> SourceType:
    """Return the type of a source: its head word tells first, then its name, then its description.

    Of a name or description the last words count most: a press secretary is a secretary. Words
    that many outlets are called by ("Times", "Observer") count only in names, not as common nouns.
    """
    named = _site(entity)
    if named is None and (not head[:1].islower() or entity[:1].isupper()):
        named = of_house(entity)
    if named is not None:
        return named
    shouted = (
        head.isupper()
        and len(head) >= _SHOUTED
        and head.lower() in words("sources.toml", "kinds.news_report")
    )
    common = "" if shouted else head.lower()  # "SITE" is a body's initials, no site
    told = _lower(description)
    special = _of_its_own(entity, description, common, told) or _by_phrase(entity, description, head)
    if special is not None:
        return special
    members = _lower(entity)[::-1] if common == "group" and " of " in entity else []
    armed = _lower(entity)[-1:] if common in _GROUPS else []  # "the group" that is an army
    of_body = _spokesman(entity, told, common) or _led(told)
    if of_body is not None:
        return of_body
    # What is said of somebody makes no document of him: "director of the Orlan research institute".
    for candidates, kinds in (
        (members[:1], _KINDS), (armed, _ARMED), (_stood_for(entity, common), _KINDS), ([common], _KINDS),
        (_lower(entity)[::-1], _after(common or entity, _KINDS)), (_office(told)[::-1], _after(description)),
        (told[::-1], _after(description)),
    ):  # fmt: skip
        for place, word in enumerate(candidates):
            if place and word in words("sources.toml", "loose"):
                continue
            kind = _kind_of(word, kinds, plural=word == common)
            if kind is not None and not (place and kind == "social_media"):  # "a stop at the Tarsa Post"
                return kind
    return _by_post(entity, common)


def _led(told: list[str]) -> SourceType | None:
    """Return the type of the body that somebody leads: "head of the Orlan institute for military history"."""
    if _tells_an_expert(told):
        return "expert"
    heads, bodies = words("sources.toml", "heads_of_bodies"), words("sources.toml", "led_bodies")
    for place, word in enumerate(told):
        if word not in heads:
            continue
        behind = told[place + 2 :] if told[place + 1 : place + 2] and told[place + 1] in _OFFICE_OF else []
        end = next((i for i, other in enumerate(behind) if other in _ENDS_A_BODY), len(behind))
        body = behind[:end] or (told[:place] if place == len(told) - 1 else [])
        if body and body[-1] in bodies and not words("sources.toml", "of_a_state") & {*body}:
            return _kind_of(body[-1], _BODIES, plural=False)
    return None


def _stood_for(entity: str, common: str) -> list[str]:
    """Return the words of a name that a noun for any body stands for: the group that is the Senate."""
    if common not in words("sources.toml", "bodies") or not entity[:1].isupper():
        return []
    name = _lower(entity)[::-1]
    return [] if common in name else [word for word in name if word not in words("sources.toml", "loose")]


def _after(phrase: str, kinds: tuple[SourceType, ...] = _ROLES) -> tuple[SourceType, ...]:
    """Return the types that the words before a phrase's noun may tell: a war correspondent is no soldier."""
    told = _lower(phrase)
    noun = (_office(told) or told or [""])[-1]
    reporting = noun in words("sources.toml", "publishing_persons")
    return _MEDIUM if reporting and _kind_of(noun, _KINDS, plural=False) is None else kinds


def _spokesman(entity: str, told: list[str], common: str) -> SourceType | None:
    """Return the type of whom a spokesman speaks for: "NGO's spokesman", "spokesman for the rebels"."""
    spoken = words("sources.toml", "spokespersons")
    phrase = told if spoken & set(told) else _lower(entity) if common in spoken else []
    at = next((place for place, word in enumerate(phrase) if word in spoken), None)
    if at is None:
        return None
    behind = phrase[at + 2 :] if phrase[at + 1 : at + 2] and phrase[at + 1] in _OFFICE_OF else []
    end = next((place for place, word in enumerate(behind) if word in _ENDS_A_BODY), len(behind))
    official = words("sources.toml", "phrases.official")  # "civil defence"
    if _names(" ".join(behind[:end] or phrase[:at]), official):
        return "official"
    # "spokesman for the governor", "defence ministry spokesman", "ministry of defence spokesman".
    for place, word in enumerate((behind[:end] or _office(phrase[:at]) or phrase[:at])[::-1]):
        kind = _kind_of(word, _ROLES, plural=True)
        if kind is not None and not (place and word in words("sources.toml", "loose")):
            return _SPOKEN_FOR.get(kind, "official")
    return "official"


def _tells_an_expert(told: list[str]) -> bool:
    """Whether a description with a body in it ends with an expert: "Department of Mines geologist"."""
    if len(told) < 2 or not _OFFICE_OF & set(told[:-2]):  # noqa: PLR2004  the noun and a word before
        return False
    person = told[-1] in words("sources.toml", "kinds.expert") - words("sources.toml", "expert_bodies")
    return person and told[-2] not in _OFFICE_OF | _ARTICLES


_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her"})


def _by_post(entity: str, common: str) -> SourceType:
    """Return the type of whom no noun for a kind tells: who runs a firm, without a name, and a state."""
    if common in words("sources.toml", "posts"):
        return "organisation"
    named = split_words(entity)
    named = named[1:] if named[:1] and named[0].lower() == "the" else named
    return "official" if whole_nation(named, people=False) else "unknown"


def _kind_of(word: str, kinds: tuple[SourceType, ...], *, plural: bool) -> SourceType | None:
    """Return the type of a word, or of its singular where it may be a plural of persons or documents."""
    for kind in kinds:
        if word in words("sources.toml", f"kinds.{kind}"):
            return kind
    if not plural or not word.endswith("s"):
        return None
    one = {word[:-1], f"{word[:-3]}y"} if word.endswith("ies") else {word[:-1]}
    return next((k for k in _COUNTED if one & words("sources.toml", f"kinds.{k}")), None)


def _by_phrase(entity: str, description: str, head: str) -> SourceType | None:
    """Return the type of a phrase that is of another than its last word, or that no noun tells."""
    joined = f"{description} {entity}" if description and " " not in entity else ""  # "General" of "Staff"
    for text in (entity, description, joined):
        for kind in _IN_PHRASES:
            if _names(text, words("sources.toml", f"phrases.{kind}")):
                return kind
    noun = head or _head_of(entity)
    if noun.lower() in _SOURCES:
        phrase = _lower(entity)
        before = phrase[: phrase.index(noun.lower())] if noun.lower() in phrase else phrase[:-1]
        for kind in _BEHIND_SOURCES:
            if words("sources.toml", f"source_words.{kind}") & set(before[-2:]):
                return kind
    ordinary = noun[:1].islower() and {noun, noun.removesuffix("s")} & words("sources.toml", "ordinary")
    return "witness" if ordinary else None


def _head_of(entity: str) -> str:
    """Return the head of a phrase that a pronoun stands for: "woman from the village"."""
    plain = entity.split()
    end = next((place for place, word in enumerate(plain) if word in _ENDS_A_BODY), len(plain))
    return plain[end - 1] if end > 0 else ""


def _names(text: str, phrases: frozenset[str]) -> bool:
    """Whether the last words of a phrase, before what it is of, are among some."""
    return bool(text) and not phrases.isdisjoint(_last_words(text))


@lru_cache(maxsize=1_024)  # a phrase is held against the lists of five types
def _last_words(text: str) -> frozenset[str]:
    """Return the last two and three words of a phrase, and before what it is of, in the singular too."""
    told = _lower(text)
    last: set[str] = set()
    for end in range(len(told), 1, -1):
        if end == len(told) or told[end] in _OFFICE_OF:
            last.update([" ".join(told[max(0, end - size) : end]) for size in (2, 3)])
    return frozenset(last.union([each.removesuffix("s") for each in last]))


def _of_its_own(entity: str, description: str, common: str, told: list[str]) -> SourceType | None:
    """Return the type of what the lists of nouns would get wrong, None for the rest."""
    if (common or "".join(_lower(entity)[-1:])) in _AGENCIES:
        return _agency(entity, description)
    if common in words("sources.toml", "kinds.news_report") and _on_platform(f"{entity} {description}"):
        return "social_media"
    if not common and entity.isupper():
        return "unknown"
    for office in (told, _lower(entity)):
        if office[1:] and office[-1] == "general" and office[-2] in words("sources.toml", "civil_generals"):
            return "official"
    return None


def may_speak(token: Token) -> bool:
    """Say whether a noun may be a speaker: a person's or a body's name, or of a kind of sources."""
    return token.entity in {"PERSON", "ORG"} or source_type("", "", token.text) not in {"unknown", "document"}


def is_medium(kind: SourceType) -> bool:
    """Whether a source of this type passes on what others say."""
    return kind in _MEDIA


def is_platform(name: str) -> bool:
    """Whether a word names a place where anyone may publish; a stop may be glued to it ("wrote on X.")."""
    return name[:1].isupper() and name.lower().rstrip(".") in words("sources.toml", "platforms")


def of_house(name: str) -> SourceType | None:
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
    heads = words("sources.toml", "houses.heads")
    joined = lower[-1].split("-")  # "Post-Dispatch"
    outlet = (lower[-1] in heads and not _other_network(lower)) or (joined[1:] and heads >= {*joined})
    if outlet or whole in words("sources.toml", "houses.names"):
        return "news_report"
    return None


def _site(name: str) -> SourceType | None:
    """Return the type of a site by its address ("vorona-times.com"), None for what is no address."""
    if " " in name or "." not in name:
        return None
    kinds: tuple[SourceType, ...] = ("official", "news_report")
    for kind in kinds:
        if name.lower().endswith(tuple(words("sources.toml", f"web.{kind}"))):
            return kind
    return None


def _other_network(name: list[str]) -> bool:
    """Whether a name is a network's that is no channel: "Karelia Doctors Network"."""
    heads = words("sources.toml", "houses.heads") | words("sources.toml", "houses.agencies")
    media = heads | words("sources.toml", "houses.news")
    return name[-1] == "network" and len(name) > 1 and not media & set(name[:-1])


def _agency(entity: str, description: str) -> SourceType:
    """Return the type of an agency: of the news, of a state, or another."""
    beside = {*_lower(entity), *_lower(description)} - _AGENCIES
    if beside & words("sources.toml", "houses.news"):
        return "agency"
    if beside & words("sources.toml", "other_agencies"):
        return "organisation"
    if beside & words("sources.toml", "state_agencies"):
        return "official"
    small = {word for word in entity.split() if word.islower()} - _AGENCIES
    plain = small <= words("sources.toml", "agency_words")
    return (
        "agency"
        if plain and (entity[:1].isupper() or beside <= {"the", "an", "this", "that"})
        else "organisation"
    )


def _on_platform(text: str) -> bool:
    return any(is_platform(word.strip(".,'’()\"“”")) for word in text.split())


def _office(told: list[str]) -> list[str]:
    """Return what a description says somebody is, without of what: "vice president" of the coalition."""
    return next((told[:i] for i, word in enumerate(told) if word in _OFFICE_OF), [])


def _lower(text: str) -> list[str]:
    stripped = (word.lower().strip(".,'’()\"“”") for word in text.split())
    return [word.removesuffix("'s").removesuffix("’s") for word in stripped]
