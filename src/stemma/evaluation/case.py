"""CASE 2021 task 2: ACLED's sub-event types of news snippets, by five-fold cross-validation."""

import csv
from pathlib import Path

from stemma.evaluation.base import Evaluation, need
from stemma.evaluation.classifying import Task, cross_validate
from stemma.resources import load_toml

# The task's names for the codes of our codebook's examples.
_NAMES = {
    "armed_clash": "ARMED_CLASH", "government_regains": "GOV_REGAINS_TERIT", "chemical": "CHEM_WEAP",
    "nonstate_overtakes": "NON_STATE_ACTOR_OVERTAKES_TER", "air_strike": "AIR_STRIKE",
    "suicide_bomb": "SUIC_BOMB", "shelling": "ART_MISS_ATTACK", "ied": "REM_EXPLOS", "grenade": "GRENADE",
    "sexual_violence": "SEX_VIOL", "attack": "ATTACK", "abduction": "ABDUCT_DISSAP",
    "peaceful_protest": "PEACE_PROTEST", "protest_intervention": "PROTEST_WITH_INTER",
    "excessive_force": "FORCE_AGAINST_PROTEST", "violent_demonstration": "VIOL_DEMONSTR",
    "mob_violence": "MOB_VIOL", "agreement": "AGREEMENT", "arrests": "ARREST",
    "group_change": "CHANGE_TO_GROUP_ACT", "disrupted_weapons": "DISR_WEAP",
    "headquarters": "HQ_ESTABLISHED", "looting": "PROPERTY_DISTRUCT", "other": "OTHER",
    "transfer": "NON_VIOL_TERRIT_TRANSFER", "organised_crime": "ORG_CRIME",
    "natural_disaster": "NATURAL_DISASTER", "man_made_disaster": "MAN_MADE_DISASTER",
    "diplomacy": "DIPLO", "attribution": "ATTRIB",
}  # fmt: skip
_PEERS = {
    "TF-IDF and linear SVM": {"macro_f1": 0.54, "accuracy": 0.62},
    "MiniLM and balanced SVM": {"macro_f1": 0.66, "accuracy": 0.72},
}


def evaluate(data: Path) -> Evaluation:
    """Cross-validate on the development half under ``data``."""
    path = need(data / "case2021" / "dev.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    known = {row["SubType"] for row in rows}
    examples = load_toml("events", "examples.toml")["acled"]
    return cross_validate(
        Task(
            "case",
            str(path),
            tuple(" ".join(row["EventSnippet"].split()) for row in rows),
            tuple(row["SubType"] for row in rows),
            tuple(
                (text, _NAMES[key])
                for key, texts in examples.items()
                if _NAMES[key] in known
                for text in texts
            ),
            _PEERS,
        )
    )
