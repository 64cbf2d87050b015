"""What makes two mentions one claim in whatever words: one toll, answer, attack, or the dead of one war."""

from stemma.collation.attacks import told_of
from stemma.collation.one_attack import one_attack
from stemma.collation.same_answer import may_be_one_answer, one_answer
from stemma.collation.statements import Statement
from stemma.collation.tolls import may_be_one_toll, one_toll, tolls_of
from stemma.collation.war_dead import may_be_one_war, one_war
from stemma.names import Agreement


def told_otherwise(a: Statement, b: Statement, speakers: Agreement | None) -> str:
    """Return the evidence that two mentions are one claim in other words, "" where there is none.

    Args:
        a: one mention.
        b: the other.
        speakers: how those who speak in them agree.
    """
    return (
        one_toll(a, b, one_source=speakers is not None and speakers.kind == "same")
        or one_answer(a, b, speakers)
        or one_attack(a, b)
        or one_war(a, b)
    )


def may_be_told_otherwise(a: Statement, b: Statement) -> bool:
    """Whether two mentions that share few words can stand in one claim."""
    return may_be_one_toll(a, b) or may_be_one_answer(a, b) or may_be_one_war(a, b) or bool(one_attack(a, b))


def dated(item: Statement) -> bool:
    """Whether what a mention says is judged by the very days between it and others that say such things."""
    return bool(item.answer or tolls_of(item.content) or told_of(item.content)[0])


__all__ = ["dated", "may_be_told_otherwise", "told_otherwise"]
