"""Variants in a claim that very many mention: an altered wording is told from what it was made of."""

from hand_built import by_id, copy, report, said
from stemma.collation import collate_claims, find_variants

TOLL = "rockets killed {} people at the grain port of Velmora before dawn on Tuesday"


def test_an_altered_figure_is_told_from_the_wording_that_it_altered():
    carriers = []
    for number in range(120):
        figure = {90: 19, 100: 31}.get(number, 14)
        day = f"2023-03-0{1 + number // 60}"
        carriers.append(report(f"r{number:03}", f"Ilan Tresk said {TOLL.format(figure)}.", published=day))
    mentions = [said(one, "Ilan Tresk", one.text[len("Ilan Tresk said ") : -1]) for one in carriers]
    copies = [
        copy(carriers[at - 20], one, TOLL.format(14), one.text[len("Ilan Tresk said ") : -1])
        for at, one in enumerate(carriers)
        if at >= 20 and carriers[at - 20].text.count(" 14 ")
    ]
    claims = collate_claims(by_id(*carriers), mentions, copies)
    large = [claim for claim in claims if len(claim.mentions) > 100]
    assert len(large) == 1
    found = find_variants(large, by_id(*carriers), copies)
    told = {(one.before.text, one.after.text) for one in found if one.type == "quantity_changed"}
    assert told == {("14", "19"), ("14", "31")}
