"""Certainty, aims, headlines, and the light model of what happened."""

from typing import get_args

import pytest

from stemma.attribution import attribute
from stemma.attribution.headlines import headline_stance
from stemma.attribution.tree import Tree
from stemma.attribution.veridical import Scale, happened


def reading(parse, text):
    return next(mention for mention in attribute(*parse(text)) if mention.chain)


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The mayor said the bridge was destroyed.", "CT+"),
        ("The mayor said the bridge was not destroyed.", "CT-"),
        ("The mayor denied that the bridge was destroyed.", "CT-"),
        ("The mayor said the bridge may have been destroyed.", "PS+"),
        ("The mayor said the bridge was probably destroyed.", "PR+"),
        ("The mayor promised to leave the town.", "Uu"),
        ("The mayor vowed to rebuild the bridge.", "Uu"),
    ],
)
def test_factbanks_scale(parse, text, factuality):
    assert reading(parse, text).factuality == factuality


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("The general vowed to retake the city.", True),
        ("The general said his army intends to retake the city.", True),
        ('"We will retake the city," the general said.', True),
        ("The general said the goal was to retake the city.", True),
        ("The general said his army does not intend to retake the city.", False),
        ("The general said the army has retaken the city.", False),
        ("The general said people want bread.", False),
        ("The general said more men were needed.", False),
    ],
)
def test_declared_aims(parse, text, aim):
    assert reading(parse, text).aim is aim


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Drone hits depot near Vorona", "assert"),
        ("Drone hits depot near Vorona, army says", "report"),
        ("Drone reportedly hits depot near Vorona", "report"),
        ("Did a drone hit the depot near Vorona?", "report"),
        ("Army confirms drone hit depot near Vorona", "assert"),
        ("Convoy drove deeper into Vorona than reported", "assert"),
        ("Man burns down his own barn after neighbour told him it was ugly", "assert"),
        ("Baker: I was thrown out of Vorona", "report"),
        ("Analyst predicts fall of Vorona", "report"),
    ],
)
def test_headlines(parse, text, stance):
    assert headline_stance(*parse(text, kinds=("headline",))) == stance


def test_the_model_orders_what_happened(parse):
    def value(text, word):
        _, parsed = parse(text)
        tree = Tree(parsed.sentences[0])
        return happened(tree, next(i for i, token in enumerate(tree.tokens) if token.text == word))

    done = value("The army destroyed the bridge on Sunday.", "destroyed")
    perhaps = value("The army may have destroyed the bridge on Sunday.", "destroyed")
    never = value("The army did not destroy the bridge.", "destroy")
    assert done > perhaps > never
    assert done > 2
    assert never < 0


def test_each_scale_answers_its_own_question(parse):
    _, parsed = parse("The army plans to rebuild the bridge next year.")
    tree = Tree(parsed.sentences[0])
    rebuild = next(i for i, token in enumerate(tree.tokens) if token.text == "rebuild")
    asked = {scale: happened(tree, rebuild, scale) for scale in get_args(Scale)}
    assert asked["UDS"] < -1 < 0 < asked["UW"]  # not yet done; nothing against it
    assert all(-3 <= value <= 3 for value in asked.values())


def test_a_denial_holds_for_what_is_joined_by_and(parse):
    _, parsed = parse("The guards never stopped the trucks or searched them.")
    tree = Tree(parsed.sentences[0])
    searched = next(i for i, token in enumerate(tree.tokens) if token.text == "searched")
    _, plain = parse("The guards stopped the trucks and searched them.")
    affirmed = Tree(plain.sentences[0])
    also = next(i for i, token in enumerate(affirmed.tokens) if token.text == "searched")
    assert happened(tree, searched) < happened(affirmed, also)
