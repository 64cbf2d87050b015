"""What the rule of an event mention says, each form once: `events` writes it, `collation` reads it.

A rule is one line of parts, "; " between them: the lexicon's entry and the kind of act that was coded for it,
how the place and the time were found, then what else was worked out of the mention
("lexicon:attack>shelling; place: attached; time: none; act: told first, 0.93").
"""

from functools import lru_cache

from stemma.records import EventMention

# What a rule says of a sentence that corrects its report, of who denies the act, of a noun that points back.
CORRECTS, DISOWNED, POINTED = "; corrects", "; actor: denied", "; told before"
# That its own clause tells a mention's place, or an earlier one does; so of its time, or that it has none.
OWN_PLACE, EARLIER_PLACE = "; place: attached", "; place: earlier"
OWN_TIME, NO_TIME = "; time: attached", "; time: none"
TIME_OF_ACT, TIME_TOLD_AFTER = "; time: of its act", "; time: told after"

_ENTRY = "lexicon:"
_PLACE = "; place: "
_CHOSEN, _OF_ACT = "chosen", "of its act"
_ACT = "; act: told "
# Entries whose words leave the kind of violence open ("the attack").
_OPEN = tuple([f"{_ENTRY}{code}>" for code in ("assault", "killing", "attack")])


def told_by(code: str, kind: str) -> str:
    """Return how a rule begins: the entry of the lexicon, and the kind of act that was coded for it."""
    return f"{_ENTRY}{code}>{kind}"


def settings(place: str, time: str) -> str:
    """Return how a rule says by what means a mention's place and time were found, "" for not at all."""
    return f"place: {place or 'none'}; time: {time or 'none'}"


@lru_cache(maxsize=4096)
def named_kind(rule: str) -> str:
    """Return the kind of act that a trigger's own word names; "" where it leaves the kind open."""
    named, _, kept = rule.removeprefix(_ENTRY).partition(";")[0].partition(">")
    return named if named == kept else ""


def leaves_kind_open(rule: str) -> bool:
    """Say whether a mention is told by a word for any act of violence ("attack", "assault", "killed")."""
    return rule.startswith(_OPEN)


def in_correction(mention: EventMention) -> bool:
    """Say whether a mention stands in a sentence that corrects what was told before."""
    return CORRECTS in mention.rule


def place_found(mention: EventMention) -> str:
    """Return how the place of an event was found ("attached", "earlier mention", "none")."""
    return mention.rule.partition(_PLACE)[2].partition(";")[0] or "none"


def with_chosen_place(rule: str, p: float) -> str:
    """Return a rule that says of its place that it was chosen among the report's, and how likely it is."""
    return _with_place(rule, f"{_CHOSEN}, {p:.2f}")


def with_place_of_act(rule: str) -> str:
    """Return a rule that says of its place that another mention of its act tells it."""
    return _with_place(rule, _OF_ACT)


def _with_place(rule: str, how: str) -> str:
    before, name, after = rule.partition(_PLACE)
    rest = after.partition(";")
    return f"{before}{name}{how}{rest[1]}{rest[2]}"


def without_place(rule: str, name: str) -> str:
    """Return a rule that says of a place abroad that it was not taken for the act's."""
    if is_refused(rule, name):
        return rule
    before, found, after = rule.partition(_PLACE)
    rest = after.partition(";")
    kept = f"{before}{found}none{rest[1]}{rest[2]}" if found else rule
    return f"{kept}{_not_taken(name)}"


def is_refused(rule: str, name: str) -> bool:
    """Say whether a rule says of a place abroad that it was not taken for the act's."""
    return _not_taken(name) in rule


def _not_taken(name: str) -> str:
    return f"; not taken: {name}, abroad"


def with_chosen_party(rule: str, role: str, p: float) -> str:
    """Return a rule that says of its actor or target that it was chosen, and how likely it is."""
    return f"{rule}; {role}: {_CHOSEN}, {p:.2f}"


def with_party_of_act(rule: str, role: str) -> str:
    """Return a rule that says of its actor or target that another mention of its act tells it."""
    parts = [part for part in rule.split("; ") if not part.startswith(f"{role}: {_CHOSEN}")]
    return "; ".join([*parts, f"{role}: {_OF_ACT}"])


def is_chosen(mention: EventMention, role: str) -> bool:
    """Say whether a party of a mention is none that words tell, but the likeliest of the report's."""
    return f"; {role}: {_CHOSEN}" in mention.rule


def is_told(mention: EventMention, role: str) -> bool:
    """Say whether a party of a mention is one that its own words tell, none chosen or told of its act."""
    return not is_chosen(mention, role) and f"; {role}: {_OF_ACT}" not in mention.rule


def with_act(rule: str, how: str, p: float) -> str:
    """Return a rule that says which mention of its act this is, and how likely.

    Args:
        rule: the rule so far; what it said of the act before is replaced.
        how: "first" of its act, "before" by an earlier mention, or "as corrected" by it.
        p: how likely it is.
    """
    return f"{rule.partition(_ACT)[0]}{_ACT}{how}, {p:.2f}"


def act_of(mention: EventMention) -> str:
    """Return the first mention of the same act in its report, "" where the coder did not weigh that."""
    return (mention.antecedent or mention.id) if _ACT in mention.rule else ""


def chance_of_act(mention: EventMention) -> float:
    """Return how likely a mention tells the act that it points to; 1 where it is the first."""
    told = mention.rule.rpartition(_ACT)[2].partition(";")[0]
    return float(told.rpartition(" ")[2]) if mention.antecedent else 1.0
