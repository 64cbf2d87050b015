from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.language import Parser, split_sentences
from stemma.records import Block, Report

TEXTS = st.text(alphabet=st.sampled_from(list("abcdeABC .?!\"'“”‘’«»—…\n\t\u00a0\x00éЖ中1")), max_size=120)


def pieces(text):
    return [text[a:b] for a, b in split_sentences(text)]


def test_abbreviations_and_initials_do_not_end_a_sentence():
    assert pieces("Lt. Gen. A. B. Orlan met Dr. Vesk. They left.") == [
        "Lt. Gen. A. B. Orlan met Dr. Vesk.",
        "They left.",
    ]


def test_a_doubtful_stop_ends_the_sentence_before_an_opening_word():
    assert pieces("He flew to the U.S. The talks failed.") == ["He flew to the U.S.", "The talks failed."]
    assert pieces("He saw the U.S. Embassy burn.") == ["He saw the U.S. Embassy burn."]


def test_marks_of_two_strokes_open_a_sentence():
    assert pieces("The vote passed. ``We won,'' Orlan said. ``It is done.''") == [
        "The vote passed.",
        "``We won,'' Orlan said.",
        "``It is done.''",
    ]


def test_a_question_in_quotation_marks_stays_with_its_verb_of_speech():
    assert pieces("“Why now?” Vesk asked. He left.") == ["“Why now?” Vesk asked.", "He left."]
    assert pieces("“Why now?” The envoy left the hall.") == ["“Why now?”", "The envoy left the hall."]


def test_an_endless_sentence_is_cut():
    assert max(len(piece) for piece in pieces("word " * 3000)) <= 2000


@given(TEXTS)
def test_sentences_cover_all_but_white_space(text):
    found = split_sentences(text)
    assert all(a < b for a, b in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    assert "".join(text[a:b] for a, b in found).split() == "".join(pieces(text)).split()
    kept = sum(len("".join(text[a:b].split())) for a, b in found)
    assert kept == len("".join(text.split()))


@settings(deadline=None, max_examples=60)
@given(text=TEXTS)
def test_any_text_parses_and_tokens_are_where_they_say(parser: Parser, text):
    report = Report(id="r-1", sha256="", text=text, blocks=(Block("body", 0, len(text)),))
    parsed = next(parser.parse([report]))
    for sentence in parsed.sentences:
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert 0 <= token.head < len(sentence.tokens)
            assert sentence.start <= token.start < token.end <= sentence.end


def test_an_acronym_in_capitals_is_no_pronoun(parser: Parser):
    texts = ["The clinic in Vorona was hit, WHO said.", "The man who said so left.", "WHO SAID SO?"]
    reports = [Report(id="r", sha256="", text=text, blocks=(Block("body", 0, len(text)),)) for text in texts]
    found = [
        (token.pos, token.lemma)
        for parsed in parser.parse(reports)
        for token in parsed.sentences[0].tokens
        if token.text.lower() == "who"
    ]
    assert found[0] == ("PROPN", "WHO")
    assert [pos for pos, _ in found[1:]] == ["PRON", "PRON"]


def test_a_sentence_that_comes_again_is_not_parsed_again(monkeypatch):
    texts = ["The envoy left Vorona.", "The envoy left Vorona.\n\nHe did not return."]
    reports = [
        Report(id=str(n), sha256="", text=text, blocks=(Block("body", 0, len(text)),))
        for n, text in enumerate(texts)
    ]
    fresh = Parser()
    seen = []
    annotated = fresh._annotated

    def counting(docs):
        seen.extend(doc.text for doc in docs)
        return annotated(docs)

    monkeypatch.setattr(fresh, "_annotated", counting)
    first, second = fresh.parse(reports)
    assert sorted(seen) == ["He did not return.", "The envoy left Vorona."]
    assert first.sentences[0].tokens == second.sentences[0].tokens


def test_a_sentence_is_one_tree_and_unread_reports_have_none(parser: Parser):
    text = "“Is it over?” Vesk asked."
    block = (Block("body", 0, len(text)),)
    read, unread = parser.parse(
        [
            Report(id="a", sha256="", text=text, blocks=block),
            Report(id="b", sha256="", text=text, blocks=block, status="unread"),
        ]
    )
    (sentence,) = read.sentences
    assert sum(token.head == index for index, token in enumerate(sentence.tokens)) == 1
    assert unread.sentences == ()


def test_missing_apostrophes_are_still_negations(parse):
    _, parsed = parse("The army doesnt know.")
    assert "neg" in {token.dep for token in parsed.sentences[0].tokens}
