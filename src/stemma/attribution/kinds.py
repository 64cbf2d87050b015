"""What type of source a phrase names, by its head word, its name and its description."""

# ruff: noqa: RUF001 (typographic apostrophes)

from stemma.attribution.lexicon import words
from stemma.records import SourceType

_KINDS: tuple[SourceType, ...] = (
    "social_media", "agency", "news_report", "document", "military", "official", "expert", "witness",
    "participant", "organisation",
)  # fmt: skip
_MEDIA = frozenset({"news_report", "agency", "social_media"})


def source_type(entity: str, description: str, head: str) -> SourceType:
    """Return the type of a source: its head word tells first, then its name, then its description.

    Of a name or description the last words count most: a press secretary is a secretary.
    """
    for candidates in ([head.lower()], _lower(entity)[::-1], _lower(description)[::-1]):
        for word in candidates:
            for kind in _KINDS:
                if word in words("sources.toml", f"kinds.{kind}"):
                    return kind
    return "unknown"


def is_medium(kind: SourceType) -> bool:
    """Whether a source of this type passes on what others say."""
    return kind in _MEDIA


def _lower(text: str) -> list[str]:
    stripped = (word.lower().strip(".,'’()\"“”") for word in text.split())
    return [word.removesuffix("'s").removesuffix("’s") for word in stripped]
