"""What is kept of a parse: found again wherever the sentence stands, and forgotten in the end."""

from hypothesis import given
from hypothesis import strategies as st

from stemma.parses import Recent, facts_of, facts_of_text, forget, tell_parse
from stemma.records import Block, ParsedReport, Report, Sentence, Token


def sentence(start, *words, index=0, gap=1):
    tokens, at = [], start
    for number, word in enumerate(words):
        tokens.append(Token(at, at + len(word), word, word.lower(), "NOUN", "NN", "dep", max(0, number - 1)))
        at += len(word) + gap
    return Sentence(index, 0, start, at - gap, tuple(tokens))


def test_an_equal_parse_further_on_has_the_same_facts():
    forget()
    first = facts_of(sentence(0, "Rain", "fell"))
    first["seen"] = True
    assert facts_of(sentence(40, "Rain", "fell", index=3)) is first


def test_the_same_tokens_are_known_by_themselves():
    forget()
    one = sentence(5, "Rain", "fell")
    assert facts_of(one) is facts_of(Sentence(9, 2, one.start, one.end, one.tokens))


def test_a_parse_that_was_told_is_taken_at_its_word():
    forget()
    near, far = sentence(0, "Rain", "fell"), sentence(40, "Rain", "fell")
    for one in (near, far):
        tell_parse(one.tokens, one.start, one.end, "a parse")
    assert facts_of(far) is facts_of(near)
    assert facts_of(sentence(80, "Rain", "fell")) is not facts_of(near)
    forget()
    assert facts_of(far) is facts_of(near)


def test_another_word_or_another_gap_is_another_parse():
    forget()
    facts = [facts_of(sentence(0, *words, gap=gap)) for words, gap in
             ((("Rain", "fell"), 1), (("Rain", "falls"), 1), (("Rain", "fell"), 2))]  # fmt: skip
    assert len({id(each) for each in facts}) == 3


def test_sentences_without_tokens_are_told_apart_by_their_length():
    forget()
    short, long = facts_of(Sentence(0, 0, 0, 1, ())), facts_of(Sentence(0, 0, 0, 2, ()))
    assert short is not long
    assert facts_of(Sentence(1, 0, 7, 8, ())) is short


@given(st.lists(st.integers(0, 30), max_size=200), st.integers(1, 10))
def test_the_last_ones_asked_for_are_never_forgotten(keys, size):
    kept: Recent[int, str] = Recent(size)
    for place, key in enumerate(keys):
        if kept.get(key) is None:
            kept.put(key, str(key))
        last = list(dict.fromkeys(reversed(keys[: place + 1])))[:size]
        assert all(one in kept._new or one in kept._old for one in last)
        assert kept.get(key) == str(key)
    assert len(kept._new) <= size
    assert len(kept._old) <= size


@given(st.lists(st.integers(1, 9), max_size=60))
def test_entries_that_count_for_more_are_forgotten_sooner(weights):
    kept: Recent[int, int] = Recent(20)
    for key, weight in enumerate(weights):
        kept.put(key, weight, weight)
        assert kept.get(key, weight) == weight
    assert sum(kept._new.values()) < 20 + 9
    assert sum(kept._old.values()) < 20 + 9


def test_a_text_is_known_by_its_words_blocks_and_parse():
    forget()
    sentences = (sentence(0, "Rain", "fell"),)
    one = Report("a", "1", "Rain fell", (Block("body", 0, 9),))
    facts = facts_of_text(one, ParsedReport("a", sentences, "m"))
    facts["seen"] = True
    other = Report("b", "2", "Rain fell", (Block("body", 0, 9),), outlet="Herald", published="2022-05-03")
    assert facts_of_text(other, ParsedReport("b", sentences, "m")) is facts
    headline = Report("c", "3", "Rain fell", (Block("headline", 0, 9),))
    assert not facts_of_text(headline, ParsedReport("c", sentences, "m"))
    again = (sentence(0, "Rain", "fell"),)
    assert not facts_of_text(one, ParsedReport("a", again, "m"))
    assert not facts_of_text(one, ParsedReport("a", (), "m"))
