"""What the search for rewritings knows of reports: kept in pieces, found by words, read from before."""

from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.errors import DataError
from stemma.reuse.known import Known, Register, word_number

WORDS = [f"word{number}" for number in range(12)]


def known(number, words, day=5):
    return Known(f"r{number:02}", f"post {number % 3}", day, frozenset(map(word_number, words)))


def register(listed):
    made = Register()
    for one in listed:
        made.add(one)
    return made


reports = st.lists(st.sets(st.sampled_from(WORDS)), max_size=20).map(
    lambda found: [known(number, words) for number, words in enumerate(found)]
)


@given(reports, st.integers(0, 20), st.sets(st.sampled_from(WORDS)), st.integers(1, 4))
def test_restored_reports_are_as_they_were_and_found_by_their_words(listed, cut, words, most):
    first = register(listed[:cut])
    again, budget = Register.restore(first.pieces(7))
    for one in listed[cut:]:
        again.add(one)
    assert budget == 7
    assert list(again) == listed
    assert again.pieces(3) == register(listed).pieces(3)
    wanted = {word_number(word) for word in words}
    holders = {word: [one.name for one in listed[:cut] if word in one.hard][:most] for word in wanted}
    assert dict(again.holders(wanted, most)) == {word: names for word, names in holders.items() if names}
    assert all(one.name in again and again[one.name] == one for one in listed)


def test_changed_reports_keep_their_places():
    listed = [known(number, WORDS[number : number + 3]) for number in range(5)]
    again, _ = Register.restore(register(listed[:3]).pieces(1))
    for one in listed[3:]:
        again.add(one)
    moved = {
        one.name: known(number, WORDS[number : number + 3], day=9)
        for number, one in enumerate(listed[1:4], 1)
    }
    again.change(moved)
    assert [one.name for one in again] == [one.name for one in listed]
    assert [one.day for one in again] == [5, 9, 9, 9, 5]
    assert again.pieces(1) == register([moved.get(one.name, one) for one in listed]).pieces(1)


@dataclass
class Before:
    """A state as casebooks had it."""

    version: int
    budget: int
    known: list


def test_states_of_older_casebooks_are_read():
    before = [["r00", "post 0", 5, ["word1", "word2"]], ["r01", "post 1", -1, []]]
    state = msgspec.msgpack.encode(Before(1, 12, before))
    for given_ in (state, {"whole": state}):
        found, budget = Register.restore(given_)
        assert budget == 12
        assert list(found) == [known(0, ["word1", "word2"]), Known("r01", "post 1", -1, frozenset())]


@pytest.mark.parametrize("pieces", [{}, {"head": b""}, {"head": msgspec.msgpack.encode({"version": 9})}])
def test_what_is_no_state_is_refused(pieces):
    with pytest.raises(DataError):
        Register.restore(pieces)


def test_pieces_of_another_version_are_refused():
    pieces = register([known(0, WORDS)]).pieces(1)
    head = {**msgspec.msgpack.decode(pieces["head"]), "version": 9}
    with pytest.raises(DataError):
        Register.restore({**pieces, "head": msgspec.msgpack.encode(head)})


def test_empty_pieces_may_be_missing_but_no_others():
    pieces = register([known(0, []), known(1, [])]).pieces(1)
    assert pieces["words"] == b""
    del pieces["words"]
    assert list(Register.restore(pieces)[0]) == [known(0, []), known(1, [])]
    with pytest.raises(DataError):
        Register.restore({name: piece for name, piece in pieces.items() if name != "days"})
