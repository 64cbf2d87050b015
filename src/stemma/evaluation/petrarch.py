"""The PETRARCH unit suite: who does what to whom, on sentences made for dictionary coders.

A triple is right when source, target and event are. The suite's actors are coded by three letters
("ARN" for Arnor), so a side is right when the code's letters stand in this order in a word of the
side, first letter first, or in the name of the state that the coder gave to it ("USA" for the White
House); bodies of several states are "IGO". Its event codes are those of WEIS, CAMEO's forerunner,
with some of CAMEO; either reading is compared as a PLOVER event. Comments (02), which PLOVER does not
code, are left out; codes of the suite's own (above 22) ask for any event between the two sides.
"""

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

from msgspec import Struct

from stemma.evaluation.base import Evaluation, bootstrap, f1, need
from stemma.evaluation.parsing import parsed_texts
from stemma.events import main_acts
from stemma.records import Actor, ParsedReport, Report

_SENTENCE = re.compile(r"<Sentence\b.*?</Sentence>", re.DOTALL)
_CODING = re.compile(r"<EventCoding\s+([^>]*)>")
_FIELD = re.compile(r"(\w+)\s*=\s*\"([^\"]*)\"")
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
_LAST_ROOT = 22
_COMMENT = "02"
_PLOVER = {
    "01": {"RETREAT", "CONCEDE"}, "03": {"CONSULT", "AGREE"}, "04": {"SUPPORT", "CONSULT"},
    "05": {"AGREE", "SUPPORT"}, "06": {"SUPPORT", "COOPERATE", "AGREE"}, "07": {"AID"},
    "08": {"AGREE", "SUPPORT", "RETREAT", "CONCEDE"}, "09": {"REQUEST", "ACCUSE"}, "10": {"REQUEST"},
    "11": {"REJECT", "ACCUSE"}, "12": {"ACCUSE", "REJECT"}, "13": {"ACCUSE", "THREATEN"},
    "14": {"REJECT", "PROTEST"}, "15": {"REQUEST", "MOBILIZE"}, "16": {"THREATEN", "SANCTION"},
    "17": {"THREATEN", "COERCE"}, "18": {"PROTEST", "ASSAULT"}, "19": {"SANCTION", "ASSAULT"},
    "20": {"SANCTION", "COERCE", "ASSAULT"}, "21": {"COERCE", "ASSAULT"}, "22": {"ASSAULT"},
}  # fmt: skip
_PEERS = {"PETRARCH-2": {"triple_f1": 0.41}, "UniversalPetrarch": {"triple_f1": 0.70}}

Triple = tuple[str, str, str]


class _Scored(Struct, frozen=True):
    found: int
    wrong: int
    missed: int


def evaluate(data: Path) -> Evaluation:
    """Score the coder on the unit suite under ``data``."""
    path = need(data / "petrarch" / "PETR.UnitTest.records.xml")
    items = [item for item in _records(path.read_text(encoding="utf-8", errors="replace")) if item[1]]
    scored = [
        _score(gold, _acts(report, parsed))
        for (_, gold), (report, parsed) in zip(items, parsed_texts(text for text, _ in items), strict=True)
    ]
    return Evaluation("petrarch", str(path), {"triple_f1": bootstrap(scored, f1)}, _PEERS)


def _records(text: str) -> list[tuple[str, list[Triple]]]:
    found = []
    for match in _SENTENCE.finditer(text):
        body = _TEXT.search(match[0])
        fields = [dict(_FIELD.findall(coding)) for coding in _CODING.findall(match[0])]
        gold = [
            (row.get("sourcecode", ""), row.get("targetcode", ""), row["eventcode"])
            for row in fields
            if not row.get("eventcode", _COMMENT).startswith(_COMMENT)
        ]
        if body is not None:
            found.append((" ".join(unescape(body[1]).split()), gold))
    return found


def _acts(report: Report, parsed: ParsedReport) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    return [
        (act.plover, frozenset(map(_words, sources)), frozenset(map(_words, targets)))
        for act, sources, targets in main_acts(report, parsed)
    ]


def _words(actor: Actor) -> str:
    """Return what a code may abbreviate: a side's words, its state's name as one word, its kind."""
    kind = "IGO" if actor.kind == "international" else ""
    return f"{actor.name} {''.join(actor.side.split())} {kind}"


def _score(gold: list[Triple], acts: Sequence[tuple[str, frozenset[str], frozenset[str]]]) -> _Scored:
    triples = [
        (plover, source, target)
        for plover, sources, targets in acts
        for source in sources
        for target in targets
    ]
    left = list(gold)
    found = wrong = 0
    for triple in triples:
        match = next((row for row in left if _right(row, triple)), None)
        if match is None:
            wrong += 1
        else:
            found += 1
            left.remove(match)
    return _Scored(found, wrong, len(left))


def _right(gold: Triple, triple: Triple) -> bool:
    source, target, code = gold
    plover, actor, other = triple
    known = code[:2].isdigit() and int(code[:2]) <= _LAST_ROOT and code[:2] in _PLOVER
    return _names(source, actor) and _names(target, other) and (not known or plover in _PLOVER[code[:2]])


def _names(code: str, side: str) -> bool:
    """Say whether a three-letter code abbreviates a word of a side."""
    letters = code[:3].lower()
    return any(_abbreviates(letters, word) for word in re.findall(r"\w+", side.lower()))


def _abbreviates(letters: str, word: str) -> bool:
    rest = iter(word)
    return word[:1] == letters[:1] and all(letter in rest for letter in letters)
