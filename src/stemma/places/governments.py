"""When a capital's name stands for the government in it, beyond what it says."""

from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention

# Prepositions between a dealing and who is dealt with.
_TO = frozenset({"with", "for", "to", "on", "against", "of", "between"})


def is_government(mention: Mention) -> bool:
    """Tell whether a capital's name is its government's: one that acts, denies, rules or is dealt with."""
    tokens, last = mention.sentence.tokens, mention.last
    index = last - 1
    token = tokens[index]
    head = tokens[token.head]
    if last < len(tokens) and tokens[last].text in lexicon().ruling:
        return True
    if token.dep == "nsubj" and head.pos == "VERB":
        return head.lemma in lexicon().acting
    if token.dep != "pobj":
        return False
    if head.dep == "agent":
        return tokens[head.head].lemma in lexicon().speech
    dealing = tokens[head.head].lemma in lexicon().dealing
    return dealing and head.text in _TO
