"""What the lexicons find in a text, as named features for a linear model."""

from stemma.events.actors import actor_at, modifier_actor
from stemma.events.acts import Act, political_acts
from stemma.events.classes import Classes
from stemma.events.earlier import by_taker
from stemma.events.hits import Hit
from stemma.events.lexicon import Code, word_set
from stemma.events.resolve import resolve_hits
from stemma.events.tree import Tree
from stemma.events.triggers import find_hits
from stemma.events.weapons import weapon_words
from stemma.records import ParsedReport, Report, Sentence

_LEADING = 3
_AT_PROTESTS = ("arrests", "killing", "excessive_force", "protest_intervention", "violent_demonstration",
                "armed_clash", "looting", "peaceful_protest", "assault")  # fmt: skip


def lexicon_features(report: Report, parsed: ParsedReport) -> dict[str, float]:
    """Return the codes, acts, weapons, parties and classes of words that the rules find in a text."""
    found: dict[str, float] = {}
    acts: list[tuple[float, Act]] = []
    for number, sentence in enumerate(parsed.sentences):
        tree = Tree(sentence)
        classes = Classes(tree, ())
        hits = find_hits(tree, classes)
        acts += [(act.depth + number, act) for act in political_acts(tree, classes, hits)]
        found.update(dict.fromkeys((f"hit={hit.code.key}" for hit in hits), 1.0))
        found.update(dict.fromkeys((f"weapon={code}" for _, code, _ in weapon_words(tree)), 1.0))
        found.update(dict.fromkeys((f"class={name}" for name in _classes(tree, classes)), 1.0))
        for hit, code, _ in resolve_hits(tree, classes, hits, ()):
            found.update(_parties(report, tree, classes, hit, code))
    for place, (_, act) in enumerate(sorted(acts, key=lambda item: item[0])[:_LEADING]):
        found |= {
            f"act{place}={act.plover}": 1.0,
            f"act={act.plover}": 1.0,
            f"key{place}={act.hit.code.key}": 1.0,
        }
    if not acts:
        found["none"] = 1.0
    if "class=protesters" in found:
        found |= {f"protesters&{key}": 1.0 for key in _AT_PROTESTS if f"hit={key}" in found}
        found |= {"protesters&police": 1.0} if "class=police" in found else {}
    return found


def _classes(tree: Tree, classes: Classes) -> set[str]:
    return {name for index in range(len(tree.tokens)) for name in classes.of(index)} & word_set("telling")


def _parties(report: Report, tree: Tree, classes: Classes, hit: Hit, code: Code) -> dict[str, float]:
    found = {f"code={code.key}": 1.0}
    if hit.actor is not None:
        actor = (modifier_actor if hit.modifier else actor_at)(report, tree, classes, hit.actor)
        found[f"kind={code.key}+{actor.kind}"] = 1.0
        if code.key in ("capture", "recapture"):
            found[f"final={by_taker(code, actor, None).key}"] = 2.0
    # What is fired tells more of an act's kind than what it is fired at.
    fired = tree.object(hit.head) if hit.verbal and code.key == "shelling" else None
    for name in classes.of(hit.target if fired is None else fired) & word_set("telling"):
        found[f"target={code.key}+{name}"] = 1.0
    return found


def syntax_features(parsed: ParsedReport) -> dict[str, float]:
    """Return the verbs of a text with what they govern; the main verbs weigh double."""
    found: dict[str, float] = {}
    for sentence in parsed.sentences:
        for index, token in enumerate(sentence.tokens):
            lemma = token.lemma.lower()
            if token.dep == "ROOT":
                found[f"root={lemma}"] = 2.0
            if token.pos == "VERB":
                weight = 2.0 if token.dep == "ROOT" else 1.0
                found[f"verb={lemma}"] = max(weight, found.get(f"verb={lemma}", 0.0))
                found.update(_governed(sentence, index, lemma, weight))
    return found


def _governed(sentence: Sentence, verb: int, lemma: str, weight: float) -> dict[str, float]:
    found = {}
    main = sentence.tokens[verb].dep in ("ROOT", "ccomp")
    for token in sentence.tokens:
        if token.head != verb:
            continue
        below = token.lemma.lower()
        if token.dep in ("dobj", "nsubjpass", "prep", "prt", "xcomp"):
            found[f"verb={lemma}+{token.dep}={below}"] = weight
        if main and token.dep in ("aux", "neg"):
            found |= {f"modal={below}": 1.0, f"modal={below}+verb={lemma}": 1.0}
    return found
