"""Claims that very many mention: a few are compared with each, and the origins are those of all pairs."""

import random

import pytest

from hand_built import by_id, copy, mention, report, said
from stemma.collation import collate_claims
from stemma.provenance import beside, trace
from stemma.provenance.copied import CopyTable
from stemma.provenance.standing import standings

FIRE = "the depot at Velmora burned for two days after rockets struck it"
NAMES = ("Ilan Tresk", "Marta Olin", "Minister Ilan Tresk")


def story(count, seed=3, copied=0.8):
    """A claim's reports in order of publication, its mentions and copies, each from an earlier carrier."""
    dice = random.Random(seed)
    reports, mentions, copies = [], [], []
    for number in range(count):
        name = NAMES[number] if number < len(NAMES) else dice.choice(NAMES)
        day = f"2023-03-{1 + number * 3 // count:02}"
        one = report(f"r{number:04}", f"{name} said {FIRE}.", published=day)
        if number >= len(NAMES) and dice.random() < copied:
            copies.append(copy(dice.choice(reports[-20:]), one, FIRE))
        reports.append(one)
        mentions.append(said(one, name, FIRE))
    return reports, mentions, copies


def traced(reports, mentions, copies):
    """The largest claim with its origins: a few that no copy holds to it stay apart."""
    claims = collate_claims(by_id(*reports), mentions, copies)
    (claim,), origins = trace([max(claims, key=lambda claim: len(claim.mentions))], by_id(*reports), copies)
    return claim, origins


def told_by(origins):
    return {(one.name, one.mentions) for one in origins}


def tree(claim):
    return {edge.child: edge.parent for edge in claim.edges}


@pytest.mark.parametrize("seed", range(3))
def test_a_crowd_has_the_origins_that_all_pairs_give(seed, monkeypatch):
    given = story(90, seed)
    claim, origins = traced(*given)
    monkeypatch.setattr(beside, "MOST_MENTIONS", 1000)
    other, all_origins = traced(*given)
    assert len(claim.mentions) > 60
    assert claim.origins == other.origins
    assert claim.credibility == other.credibility
    assert told_by(origins) == told_by(all_origins)
    assert tree(claim) == tree(other)


def test_the_last_of_many_hundreds_are_no_origins_of_their_own():
    claim, _ = traced(*story(450, copied=1.0))
    assert len(claim.mentions) > 400
    assert claim.origins.high <= len(NAMES)


def test_what_a_cited_house_says_itself_is_compared_with_all():
    reports = [report(f"r{at:03}", f"{FIRE}.") for at in range(120)]
    reports[70] = report("r070", f"{FIRE}.", outlet="Velmora Wire")
    known = by_id(*reports)
    found = standings(tuple(mention(one, FIRE) for one in reports), known)
    relied = {"r118": frozenset({"Velmora Wire"})}
    pairs = list(beside.compared(found, known, CopyTable(()), relied))
    assert len(pairs) == len(set(map(id_of, pairs)))
    with_house = [pair for pair in pairs if "r070" in id_of(pair)]
    assert len(with_house) == len(reports) - 1
    assert len(pairs) < 60 * 59 / 2 + 60 * (16 + 2) + len(with_house)


def id_of(pair):
    return tuple(one.mention.report for one in pair)
