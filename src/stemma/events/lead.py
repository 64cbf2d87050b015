"""What kind of violence a headline tells, where its word leaves that open and the first sentences say it."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.event_rules import leaves_kind_open
from stemma.events.recoding import on_foot
from stemma.records import EventMention

# Kinds of act that leave it open how people were attacked, and what may be said later.
_VAGUE = frozenset({"Attack", "Armed clash"})
_SAID = "Explosions/Remote violence"


def with_lead_types(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Return mentions, the headline's "attack" of the kind that the first telling of it in the text names.

    "Two killed in an attack on X" is an air strike where the lead tells how drones struck X. Only a mention
    that tells the headline's news again (``antecedent``) says so, and the first that does.
    """
    told = {mention.id: mention for mention in reversed(mentions) if mention.block == "headline"}
    again: dict[str, EventMention] = {}
    for mention in mentions:
        if mention.antecedent in told:
            again.setdefault(mention.antecedent, mention)
    return [_of_kind(mention, again.get(mention.id)) for mention in mentions] if again else list(mentions)


def _of_kind(mention: EventMention, told: EventMention | None) -> EventMention:
    open_word = (mention.sub_type in _VAGUE and leaves_kind_open(mention.rule)) or _bare_strike(mention, told)
    if told is None or not open_word or told.type != _SAID or told.status != "occurred":
        return mention
    if "raid" in mention.trigger.text.lower() and on_foot(mention.actor):
        return mention
    return replace(
        mention,
        type=told.type,
        sub_type=told.sub_type,
        plover=told.plover,
        mode=told.mode,
        rule=f"{mention.rule}; kind: as {told.trigger.text!r} below it",
    )


def _bare_strike(mention: EventMention, told: EventMention | None) -> bool:
    """Say whether a headline's "strike" names no weapon, and the text below names one ("a rocket hit X")."""
    bare = mention.trigger.text.lower() in ("strike", "strikes") and not mention.weapon
    return bare and told is not None and bool(told.weapon)
