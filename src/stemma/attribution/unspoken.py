"""Attributions that nobody makes: parts of names, participles before nouns, deeds, who cannot speak."""

from stemma.attribution.found import Found
from stemma.attribution.kinds import may_speak
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.marks import BREAKS
from stemma.attribution.mistaken import only_acts, only_joins
from stemma.attribution.tree import Tree, Trees
from stemma.attribution.unnamed import contained, gives_a_name, only_names, stays_unnamed
from stemma.attribution.verbs import will_not
from stemma.records import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_BEFORE = frozenset({"NUM", "DET", "ADJ", "NOUN", "ADV"})
_OPEN = BREAKS | {".", "(", ")", "[", "]", "/"}
_PLACED = frozenset({"in", "on", "at", "by", "during"})
_SPEECH = frozenset({"say", "tell", "state", "add", "claim", "report"})
_PASSIVE = frozenset(
    {
        "say",
        "believe",
        "think",
        "report",
        "allege",
        "understand",
        "rumor",
        "rumour",
        "suspect",
        "fear",
        "presume",
    }
)
_STATES = frozenset({"dead", "missing", "injured", "wounded", "trapped", "killed", "buried", "lost", "alive"})
_ANSWERING = frozenset({"counter", "respond", "react", "retaliate", "reply", "answer", "threaten"})
_MANY = frozenset({"hundred", "thousand", "million", "dozen", "score", "ten", "people", "person"})


def unspoken(found: Found, trees: Trees) -> bool:
    """Whether nobody says what was found: its cue is no cue, its source no speaker, or its content none.

    Args:
        found: an attribution.
        trees: the report's sentences.
    """
    tree = trees[found.sentence]
    cue = found.cue_token
    if cue is None or cue >= len(tree.tokens):
        return False
    if _in_keeping(found, trees) or _heading(found, trees) or _only_saying(found, tree):
        return True
    if found.rule in {"headline", "tally", "phrase", "stressed"}:
        return False
    return (
        in_a_name(tree, cue)
        or _before_a_noun(found, tree, cue)
        or _within_a_name(found, tree, cue)
        or _said_to_be(tree, cue)
        or only_names(found, tree, cue)
        or _in_a_time_clause(found, tree)
        or _mute(found, trees)
        or _only_a_thing(found, tree)
        or (found.rule != "owned" and _a_deed(found, tree, cue))
        or _stirred(found, tree, cue)
        or _told_of(found, tree, cue)
        or _asked_of_a_hearer(found, tree)
        or stays_unnamed(found, tree)
        or gives_a_name(found, tree)
        or _feared_dead(found, tree, cue)
        or _answers_with(found, tree)
        or _aside(found, tree, cue)
        or _silent(found, tree, cue)
        or _an_act(found, tree, cue)
        or _is_quoted(found, tree, cue)
        or only_joins(tree, cue)
    )


def in_a_name(tree: Tree, cue: int) -> bool:
    """Return whether a cue is a person's name: "Omar Said The advance …", the signature "/ L. Said"."""
    token = tree.tokens[cue]
    before = tree.tokens[cue - 1] if cue else None
    # Headlines are in the present tense; "Said" after a name is a name.
    if before is None or token.tag not in {"VBD", "VBN"} or not token.text.istitle() or before.text in _OPEN:
        return False
    if before.pos != "PROPN" or not before.text[:1].isupper():
        return False
    lower = sum(other.text.islower() for other in tree.tokens)
    return lower == 0 or lower > len(tree.tokens) / 3


def _before_a_noun(found: Found, tree: Tree, cue: int) -> bool:
    """Whether a cue is a participle before its noun: "the five alleged rebels", "the so called state"."""
    if not 0 < cue < len(tree.tokens) - 1 or tree.tokens[cue].tag not in {"VBN", "VBD", "JJ"}:
        return False
    before, after = tree.tokens[cue - 1], tree.tokens[cue + 1]
    if after.pos in _NOMINAL and "ccomp" not in found.rule and _takes_verb_for_noun(tree, cue - 1):
        return True  # "forces regularly shell | alleged bases"
    if before.text.lower() in {"so", "self"} or (
        before.text == "-" and tree.words(cue - 2) in {"so", "self"}
    ):
        return True
    owning = found.rule == "owned"  # "reportedly claimed responsibility"
    if owning or found.lemma not in words("rules.toml", "attributive") or "ccomp" in found.rule:
        return False
    return before.pos in _BEFORE - {"NOUN"} and after.pos in _NOMINAL


def _takes_verb_for_noun(tree: Tree, index: int) -> bool:
    """Whether what the parse takes for a noun is a verb: it follows a noun and an adverb."""
    if index < 2 or tree.tokens[index].tag != "NN" or tree.tokens[index - 1].tag != "RB":  # noqa: PLR2004 (both)
        return False
    return tree.tokens[index - 2].pos in {"NOUN", "PROPN"}


def _within_a_name(found: Found, tree: Tree, cue: int) -> bool:
    """Whether a content begins with the number of a house's name: "film sent to Channel | 12 shows …"."""
    inside = found.within(tree.tokens)
    if len(inside) < 2 or not cue < inside[0] or not tree.tokens[inside[0]].text.isdigit():  # noqa: PLR2004 (verb)
        return False
    singular = tree.tokens[inside[1]].tag == "VBZ" and tree.tokens[inside[0]].text != "1"
    return singular and inside[1] == inside[0] + 1 and tree.tokens[inside[0] - 1].pos == "PROPN"


def _said_to_be(tree: Tree, cue: int) -> bool:
    """Whether a cue is a participle behind its noun: "pictures said to be of the hospital showed fire"."""
    token = tree.tokens[cue]
    following = [tree.words(i) for i in range(cue + 1, min(cue + 3, len(tree.tokens)))]
    told = token.lemma.lower() in _PASSIVE and token.tag in {"VBN", "VBD"}
    bare = not cue or tree.tokens[cue - 1].pos in {"NOUN", "PROPN"}
    passive = token.lemma.lower() == "say" and cue + 2 < len(tree.tokens) and tree.tokens[cue + 2].tag == "VB"
    return (
        told and bare and (following in (["to", "be"], ["to", "have"]) or (passive and following[0] == "to"))
    )


def _only_saying(found: Found, tree: Tree) -> bool:
    """Whether a content is "as saying", whose statement stands elsewhere."""
    inside = found.within(tree.tokens)
    return len(inside) == 2 and [tree.words(i) for i in inside] == ["as", "saying"]  # noqa: PLR2004  its words


def _in_a_time_clause(found: Found, tree: Tree) -> bool:
    """Whether the words before a cue are not its subject's: "hours after it announced", "did not say"."""
    if found.negated and found.lemma == "say" and found.cue and found.end <= found.cue[0].start:
        return found.directness == "indirect"
    if not found.source or found.source[0].start < found.end or found.rule == "owned":
        return False
    if "unbroken" not in found.rule:
        return _says_something_else(found, tree)
    if "assert" not in verb_classes().get(found.lemma, ()) and found.lemma != "report":
        return False
    between = [t for t in tree.tokens if t.end <= found.source[0].start]
    return bool(between) and between[-1].text.lower() in words("rules.toml", "clause_openers")


def _says_something_else(found: Found, tree: Tree) -> bool:
    """Whether a cue behind "as" has an object of its own: "…, X said, as a group listed deaths"."""
    if found.cue_token is None or found.directness != "indirect" or found.end > found.cue[0].start:
        return False
    thing = tree.child(found.cue_token, "dobj")
    if thing is None or thing < found.cue_token or found.holds(tree.tokens[thing]):
        return False
    before = [token for token in tree.tokens if token.end <= found.source[0].start]
    return bool(before) and before[-1].text.lower() in words("rules.toml", "clause_openers")


def _mute(found: Found, trees: Trees) -> bool:
    """Whether a source cannot speak: a deed, a place, talks; or a number of people who do no saying."""
    head = found.source_head
    if head is None or not found.source:
        return False
    if found.lemma in words("rules.toml", "evidence") and not found.rule.endswith("r:dobj"):
        return False  # "the blast showed that …", but not "the blast signalled the end of the truce"
    token = trees[found.source_sentence].tokens[head]
    if token.pos != "NOUN" or token.entity in {"PERSON", "ORG"}:
        return False
    if token.lemma.lower() in words("rules.toml", "mute"):
        kids = trees[found.source_sentence].kids[head]
        kind = any(trees[found.source_sentence].tokens[kid].dep == "compound" for kid in kids)
        return not (kind and token.lemma.lower() == "body")  # "a rights body" speaks
    saying = found.lemma in words("rules.toml", "relaying") or found.klass in {"demand", "accuse", "deny"}
    saying = saying or (found.klass == "think" and "ccomp" in found.rule)
    return token.lemma.lower() in _MANY and not saying


def _only_a_thing(found: Found, tree: Tree) -> bool:
    """Whether a content is no proposition: a pronoun, or where and how it was said."""
    said = contained(found, tree)
    if not said or found.directness == "direct":
        return False
    if all(token.pos in {"PRON", "DET", "PUNCT"} for token in said):
        relative = any(token.tag in {"WDT", "WP"} for token in said)
        return relative or found.klass not in {"deny", "accuse"}
    if [token.text.lower() for token in said[:2]] == ["on", "condition"]:
        return True
    at = found.rule.rsplit(".", 1)[-1]
    return found.lemma in _SPEECH and "r:prep." in found.rule and at in _PLACED


def _a_deed(found: Found, tree: Tree, cue: int) -> bool:
    """Whether a cue is a deed: forces backed by others, an attack claimed, a raid unleashed."""
    token = tree.tokens[cue]
    known = bool(verb_classes().get(found.lemma)) or token.pos not in {"VERB", "AUX"}
    deed = found.lemma in words("rules.toml", "deeds") and found.directness == "indirect"
    if not known and (deed or "+" in found.rule):
        return True
    if token.tag == "VBN" and token.dep == "acl" and " a:" in found.rule:
        return True
    passive = tree.child(cue, "auxpass") is not None
    if passive and found.lemma in words("rules.toml", "physical"):
        return True
    if found.lemma != "claim" or found.directness != "indirect" or _owns_up(tree, cue):
        return False
    said = contained(found, tree)
    if any(t.tag in {"VBD", "VBZ", "VBP", "MD", "TO"} for t in said):
        return False
    return not any(t.lemma.lower() in words("rules.toml", "claimed") for t in said)


def _owns_up(tree: Tree, cue: int) -> bool:
    """Whether somebody claims a deed: "claimed responsibility for the blast", "claimed the attack"."""
    object_ = tree.child(cue, "dobj")
    return object_ is not None and tree.tokens[object_].lemma.lower() in words("rules.toml", "claimed_deeds")


def _stirred(found: Found, tree: Tree, cue: int) -> bool:
    """Whether a doubt or fear is nobody's, but what an event brings about: "the talks raised doubts that"."""
    above = tree.tokens[tree.tokens[cue].head]
    object_ = tree.tokens[cue].pos == "NOUN" and tree.tokens[cue].dep == "dobj"
    return not found.source and object_ and above.lemma in words("rules.toml", "stirring")


def _in_keeping(found: Found, trees: Trees) -> bool:
    """Whether "according to" names a measure, nobody's words: "according to plan", "to their abilities"."""
    if found.lemma != "according" or found.source_head is None:
        return False
    tree = trees[found.source_sentence]
    token = tree.tokens[found.source_head]
    if token.pos != "NOUN" or not (_is_measure(token) or _lists_measures(tree, found.source_head)):
        return False
    owner = tree.child(found.source_head, "poss")
    return owner is None or tree.tokens[owner].pos == "PRON"  # "the firm's plans" are a paper


def _is_measure(token: Token) -> bool:
    return token.lemma.lower() in words("rules.toml", "measures")


def _lists_measures(tree: Tree, head: int) -> bool:
    """Whether a phrase of things begins with a measure: "type, routes and markings", its commas lost too."""
    inside = [tree.tokens[index] for index in tree.subtree(head)]
    nouns = [token for token in inside if token.pos in {"NOUN", "PROPN"}]
    joined = any(token.dep in {"conj", "cc"} for token in inside)
    return joined and _is_measure(nouns[0]) and not any(map(may_speak, nouns))


def _heading(found: Found, trees: Trees) -> bool:
    """Whether what stands before a colon heads a piece and names nobody: "Watch: …", "Drone Attack: …"."""
    if not found.source or found.source_head is None or found.lemma.isalpha():
        return False
    label = [
        token.text.lower().rstrip(":")
        for token in trees[found.source_sentence].tokens
        if any(part.start <= token.start and token.end <= part.end for part in found.source)
    ]
    named = [word for word in label if word[:1].isalpha()]
    if named and all(word in words("rules.toml", "headings") for word in named):
        return True
    deed = bool(named) and named[-1] in words("rules.toml", "claimed_deeds")
    if deed and found.lemma == ":" and not {"of", "for", "against"} & {*named[-3:-1]}:
        return True
    return _place_of_news(found, trees[found.source_sentence])


def _place_of_news(found: Found, tree: Tree) -> bool:
    """Whether a place before a colon only says where: "Karelia: shelling kills ten"."""
    head = found.source_head
    inside = found.within(tree.tokens)
    if (
        head != 0
        or tree.tokens[0].entity not in {"GPE", "LOC"}
        or found.directness != "indirect"
        or not inside
    ):
        return False
    top = min(inside, key=lambda i: tree.depth[i])
    subjects = [
        i for i in inside if tree.tokens[i].head == top and tree.tokens[i].dep in {"nsubj", "nsubjpass"}
    ]
    acts = subjects[0] if subjects else top
    named = tree.tokens[acts].entity in {"GPE", "NORP", "PERSON"} or tree.tokens[acts].pos == "PRON"
    return not named


def _told_of(found: Found, tree: Tree, cue: int) -> bool:
    """Whether the source is whom something is said of: "two men described as scouts"."""
    token = tree.tokens[cue]
    passive = token.dep == "acl" and token.tag in {"VBN", "VBD"} and token.head == found.source_head
    return passive and cue + 1 < len(tree.tokens) and tree.words(cue + 1) in {"to", "as"}


def _asked_of_a_hearer(found: Found, tree: Tree) -> bool:
    """Whether a question only asks what its hearer thinks: "Do you believe that the truce will hold?"."""
    head = found.source_head
    if head is None or found.source_sentence != tree.sentence.index or tree.words(head) != "you":
        return False
    return not found.quoted and tree.tokens[-1].text == "?"


def _feared_dead(found: Found, tree: Tree, cue: int) -> bool:
    """Whether a headline's participle leaves open who fears: "more than 100 feared dead"."""
    if found.lemma not in _PASSIVE or tree.tokens[cue].tag not in {"VBN", "VBD"}:
        return False
    said = [token for token in contained(found, tree) if token.pos != "PUNCT"]
    return len(said) == 1 and said[0].text.lower() in _STATES


def _answers_with(found: Found, tree: Tree) -> bool:
    """Whether an answer is a deed: "has countered with a crackdown that …", "responded to the scene"."""
    if found.directness != "indirect":
        return False
    if "prep" in found.rule and only_acts(found.lemma, contained(found, tree)):
        return True
    if not found.rule.endswith("prep.with"):
        return False
    if found.lemma not in _ANSWERING:
        return False
    said = contained(found, tree)
    return bool(said) and said[0].pos in {"DET", "ADJ", "NOUN", "NUM"}


def _aside(found: Found, tree: Tree, cue: int) -> bool:
    """Whether a paper is only told of between a subject and its verb: "The wires, in their reports, …"."""
    if " b:both" not in found.rule or tree.tokens[cue].pos != "NOUN" or found.source_head is None:
        return False
    return found.source_sentence == tree.sentence.index and tree.tokens[found.source_head].pos == "PRON"


def _silent(found: Found, tree: Tree, cue: int) -> bool:
    """Whether somebody only leaves something out: "did not mention the raid", "would not say whether"."""
    if found.negated and found.lemma in words("rules.toml", "withheld") and will_not(tree, cue):
        return True
    clause = "ccomp" in found.rule or found.directness != "indirect"
    return found.negated and not clause and found.lemma in words("rules.toml", "left_out")


def _an_act(found: Found, tree: Tree, cue: int) -> bool:
    """Whether a cue tells what somebody did: "refused to leave", "thanked the crews", "voiced concern"."""
    if found.directness != "indirect" or "ccomp" in found.rule or found.start < found.cue[0].start:
        return False
    if found.lemma in words("rules.toml", "acts"):
        return True
    thing = tree.child(cue, "dobj")
    if thing is None:
        return False
    noun = tree.words(thing)
    clause = any(tree.tokens[kid].dep in {"acl", "ccomp", "relcl"} for kid in tree.kids[thing])
    if noun in words("rules.toml", "feelings"):
        return not clause
    return found.lemma == "declare" and not clause and noun not in words("rules.toml", "claimed")


def _is_quoted(found: Found, tree: Tree, cue: int) -> bool:
    """Whether a content is only who is quoted: "Sami, whose house burnt, was quoted by a wire as saying"."""
    subject = tree.child(cue, "nsubjpass") if found.lemma in {"quote", "cite"} else None
    if subject is None or not found.holds(tree.tokens[subject]) or found.start >= found.cue[0].start:
        return False
    return any(tree.words(kid) == "as" for kid in tree.kids[cue] if kid > cue)
