"""Events in Russian and Ukrainian: what, who, where, when, how many, and whether it was done."""

import pytest

from stemma.attribution import attribute
from stemma.collation import collate_events
from stemma.events import code_events
from stemma.language import Parser
from stemma.languages import installed
from stemma.places import Gazetteer, find_places
from stemma.records import Block, Report
from stemma.times import find_times

pytestmark = pytest.mark.skipif(
    not (installed("ru") and installed("uk")), reason="the packages of the extra ru are not installed"
)

PUBLISHED = "2024-05-07"


def make(text, language, name="r"):
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block("body", at, at + len(part)))
        at += len(part) + 2
    return Report(name, name, text, tuple(blocks), published=PUBLISHED, language=language)


@pytest.fixture(scope="module")
def coded():
    parser, gazetteer = Parser(), Gazetteer.open()

    def function(text, language="ru", name="r"):
        report = make(text, language, name)
        (parsed,) = parser.parse([report])
        places, times = find_places(report, parsed, gazetteer), find_times(report, parsed)
        return report, code_events(report, parsed, attribute(report, parsed), places, times)

    return function


@pytest.fixture(scope="module")
def one(coded):
    def function(text, language="ru"):
        (mention,) = coded(text, language)[1]
        return mention

    return function


@pytest.mark.parametrize(
    ("text", "language", "sub_type", "place"),
    [
        ("Вчера войска обстреляли Херсон.", "ru", "Shelling/artillery/missile attack", "Kherson"),
        ("Дрон атаковал автобус в Херсоне.", "ru", "Air/drone strike", "Kherson"),
        ("По Харькову нанесён авиаудар.", "ru", "Air/drone strike", "Kharkiv"),
        ("Под Изюмом машина подорвалась на мине.", "ru", "Remote explosive/landmine/IED", "Izyum"),
        ("Смертник взорвал себя на рынке в Кабуле.", "ru", "Suicide bomb", "Kabul"),
        ("В Махачкале идёт перестрелка с боевиками.", "ru", "Armed clash", "Makhachkala"),
        ("Над Белгородом сбили три дрона.", "ru", "Disrupted weapons use", "Belgorod"),
        ("Неизвестные похитили врача в Грозном.", "ru", "Abduction/forced disappearance", "Grozny"),
        ("Полиция разогнала митинг в Минске.", "ru", "Protest with intervention", "Minsk"),
        ("У Тбілісі відбувся мітинг.", "uk", "Peaceful protest", "Tbilisi"),
        ("Ворог обстріляв Нікополь з артилерії.", "uk", "Shelling/artillery/missile attack", "Nikopol"),
        ("Росіяни скинули авіабомбу на Херсон.", "uk", "Air/drone strike", "Kherson"),
        ("У Мелітополі вибухнула міна.", "uk", "Remote explosive/landmine/IED", "Melitopol"),
        ("Українські військові звільнили Ізюм.", "uk", "Government regains territory", "Izyum"),
        ("Російські війська захопили Авдіївку.", "uk", "Non-state actor overtakes territory", "Avdiyivka"),
    ],
)
def test_types_and_places(one, text, language, sub_type, place):
    mention = one(text, language)
    assert (mention.sub_type, mention.place.canonical, mention.status) == (sub_type, place, "occurred")
    start, end = mention.trigger.spans[0].start, mention.trigger.spans[0].end
    assert text[start:end] == mention.trigger.text


@pytest.mark.parametrize(
    ("text", "language", "counts"),
    [
        (
            "При обстреле Херсона погибли три человека, ещё 12 получили ранения.",
            "ru",
            {"killed": 3, "injured": 12},
        ),
        (
            "В результате удара по Херсону убиты двое военнослужащих и ранены пять.",
            "ru",
            {"killed": 2, "injured": 5},
        ),
        ("Число погибших при обстреле Херсона выросло до 15.", "ru", {"killed": 15}),
        ("При обстреле Херсона ранены мужчина и двое детей.", "ru", {"injured": 3}),
        ("При обстреле Херсона ранены 8 человек, среди них двое детей.", "ru", {"injured": 8}),
        ("При обстреле Херсона в 17:00 никто не пострадал.", "ru", {}),
        (
            "Внаслідок обстрілу Херсона загинула жінка, ще п'ятеро людей дістали поранення.",
            "uk",
            {"killed": 1, "injured": 5},
        ),
        ("Внаслідок удару по Херсону поранено трьох цивільних.", "uk", {"injured": 3}),
        ("Кількість загиблих унаслідок обстрілу Херсона зросла до шести.", "uk", {"killed": 6}),
    ],
)
def test_tolls(one, text, language, counts):
    assert {item.measure: item.best for item in one(text, language).casualties} == counts


def test_bounds_and_classes_of_a_toll(one):
    first = one("При обстреле Херсона погибли не менее трёх мирных жителей.").casualties[0]
    assert (first.low, first.high, first.comparator, first.victims) == (3, None, "at_least", "civilian")
    second = one("При обстреле Херсона ранены около 40 солдат.").casualties[0]
    assert (second.best, second.low, second.comparator, second.victims) == (40, None, "about", "soldier")


@pytest.mark.parametrize(
    ("text", "language", "side"),
    [
        ("Российские войска обстреляли Херсон.", "ru", "Russia"),
        ("ВСУ обстреляли Горловку.", "ru", "Ukraine"),
        ("Горловка попала под обстрел со стороны Украины.", "ru", "Ukraine"),
        ("Внаслідок російського удару по Херсону є руйнування.", "uk", "Russia"),
        ("Обстріл Херсона тривав годину.", "uk", None),
        ("Ворог обстріляв Херсон.", "uk", ""),
        ("Внаслідок ворожого обстрілу Херсона є руйнування.", "uk", None),
    ],
)
def test_who_did_it_where_words_tell(one, text, language, side):
    actor = one(text, language).actor
    assert (None if actor is None else actor.side) == side


def test_the_enemy_is_the_only_other_party_named(coded):
    _, mentions = coded("Російські війська стоять за річкою. Уранці ворог обстріляв Херсон.", "uk")
    assert [mention.actor.side for mention in mentions] == ["Russia"]
    assert "only other party" in mentions[0].rule


@pytest.mark.parametrize(
    ("text", "language", "status"),
    [
        ("Противник планирует удар по Харькову.", "ru", "planned"),
        ("В Харькове есть угроза обстрела.", "ru", "hypothetical"),
        ("Войска не обстреливали Харьков.", "ru", "denied"),
        ("Если войска обстреляют Харьков, людей вывезут.", "ru", "hypothetical"),
        ("Міністерство спростувало, що війська обстріляли Харків.", "uk", "denied"),
    ],
)
def test_what_was_not_done(one, text, language, status):
    assert one(text, language).status == status


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("С начала войны в области при обстрелах погибли более 900 человек.", "ru"),
        ("Войска регулярно обстреливают Харьков.", "ru"),
        ("В Воронеже столкнулись два автобуса, погибли три человека.", "ru"),
        ("Рубль выдержал удар.", "ru"),
        ("Відтоді як почалося вторгнення, у Харкові загинули сотні людей.", "uk"),
        ("", "uk"),
        ("«—», … 17:00!", "ru"),
        ("Погибли от 5 до", "ru"),
    ],
)
def test_what_is_no_event(coded, text, language):
    assert not coded(text, language)[1]


def test_a_toll_told_apart_is_of_the_event_before(coded):
    _, (event, toll) = coded("Вчера войска обстреляли Херсон. Погибли два человека.")
    assert toll.antecedent == event.id
    assert (toll.place, toll.time) == (event.place, event.time)
    assert toll.casualties[0].best == 2


def test_a_toll_told_before_its_event_waits_for_it(coded):
    _, (event,) = coded("Погибли два человека. Войска обстреляли Херсон.")
    assert event.casualties[0].best == 2


def test_when_it_happened_may_be_told_after(coded):
    _, mentions = coded("Войска обстреляли Херсон. Это произошло в воскресенье вечером.")
    assert mentions[0].time.start == "2024-05-05"


def test_a_scene_of_the_sentence_before_gives_place_and_day(one):
    mention = one("Вчера вечером у Изюма заметили отряд. В результате боя есть убитые.")
    assert (mention.place.canonical, mention.time.start) == ("Izyum", "2024-05-06")


def test_a_village_that_is_not_known_is_not_the_town_told_before(coded):
    _, mentions = coded("Дрон атаковал Херсон. Обстрелу подверглось село Вымышленное.")
    assert [mention.place and mention.place.canonical for mention in mentions] == ["Kherson", None]


def test_a_drone_alone_tells_not_whose_it_was(one):
    assert one("Дрон атаковал автобус в Херсоне.").actor is None


def test_a_time_of_saying_is_not_the_events(one):
    assert one("Войска обстреляли Херсон, сообщил сегодня губернатор.").time is None


def test_the_place_of_the_official_who_tells(one):
    mention = one("Губернатор Белгородской области сообщил об обстреле села.")
    assert mention.place.canonical == "Belgorod"
    assert "official" in mention.rule


def test_one_event_in_two_languages(coded):
    russian = coded("Вчера российские войска обстреляли Херсон. Погибли четыре человека.", "ru", "a")
    ukrainian = coded("Учора російська армія обстріляла Херсон. Загинули четверо людей.", "uk", "b")
    reports = {report.id: report for report, _ in (russian, ukrainian)}
    (event,) = collate_events(reports, [*russian[1], *ukrainian[1]], (), ())
    assert {mention.report for mention in event.mentions} == {"a", "b"}
    assert (event.fatalities.best, event.actor, event.start) == (4, "Russia", "2024-05-06")


@pytest.mark.parametrize(
    ("text", "language", "towns"),
    [
        ("Обстріляли: Нікополь, Марганець, Покров.", "uk", ["Marhanets", "Nikopol", "Pokrov"]),
        ("Вчора окупанти вдарили по Херсону та Бериславу.", "uk", ["Beryslav", "Kherson"]),
        ("Обстрелу подверглись Шебекино, Грайворон и село Ракитное.", "ru", ["Grayvoron", "Shebekino"]),
        ("Над Белгородской и Курской областями сбили десять дронов.", "ru", ["Belgorod", "Kursk"]),
        ("Под огнём были Херсон и Берислав.", "ru", ["Beryslav", "Kherson"]),
    ],
)
def test_every_place_of_a_list_is_struck(coded, text, language, towns):
    _, mentions = coded(text, language)
    found = sorted(mention.place.canonical for mention in mentions)
    assert [town for town in found if town in towns] == towns
    assert len({mention.id for mention in mentions}) == len(mentions)


def test_a_toll_of_a_sentence_with_a_list_counts_once(coded):
    _, mentions = coded("Войска обстреляли Шебекино и Грайворон, двое погибших.")
    tolls = [(one.place.canonical, count.best) for one in mentions for count in one.casualties]
    assert tolls == [("Shebekino", 2)]


def test_a_toll_told_after_a_list_is_of_the_region(coded):
    _, mentions = coded("Харківщина: ворог обстріляв Вовчанськ та Куп'янськ. Поранено двоє людей.", "uk")
    (toll,) = [one for one in mentions if one.casualties]
    assert (toll.place.canonical, toll.place.precision, toll.antecedent) == ("Kharkiv", "region", "")
    assert "a list of places" in toll.rule


def test_towns_of_one_list_are_two_events_however_near(coded):
    report, mentions = coded("Сегодня войска обстреляли Донецк и Макеевку.")
    events = collate_events({report.id: report}, mentions, (), ())
    assert sorted(event.place.name for event in events) == ["Donetsk", "Makiyivka"]


def test_a_town_and_its_region_are_one_place(one):
    assert one("Войска обстреляли Шебекино, Белгородская область.").place.canonical == "Shebekino"


def test_lines_of_a_digest_are_events_of_their_own_regions(coded):
    text = "Сумщина: ворог обстріляв прикордоння.\n\nХерсонщина: поранено двох людей.\n\nДонеччина: тихо."
    _, mentions = coded(text, "uk")
    assert [(one.place.canonical, one.casualties) for one in mentions] == [("Sumy", ())]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Наслідки обстрілів за добу:\n\nХарків – 3 поранених.\n\nІзюм – 1 загиблий, 2 поранених.", "uk"),
        ("За сутки под обстрелом. Харьков – 3 раненых, Купянск – один погибший и 2 раненых.", "ru"),
    ],
)
def test_lines_without_a_verb_under_a_heading_that_tells_of_strikes(coded, text, language):
    _, mentions = coded(text, language)
    tolls = [[(one.measure, one.best) for one in mention.casualties] for mention in mentions]
    assert tolls == [[("injured", 3)], [("killed", 1), ("injured", 2)]]
    assert {mention.place.precision for mention in mentions} == {"settlement"}


def test_lines_without_a_verb_and_without_such_a_heading(coded):
    assert coded("Харьков – 3 раненых, Изюм – один погибший.")[1] == ()


@pytest.mark.parametrize(
    ("text", "language", "measure", "best"),
    [
        ("Внаслідок удару по Ізюму загинули два 70-річні та 57-річний чоловіки.", "uk", "killed", 3),
        ("Під час обстрілу Ізюма поранено дівчат 12, 14 і 15 років та 70-річну жінку.", "uk", "injured", 4),
        ("При обстреле Херсона пострадали мужчины 35, 40 и 62 лет.", "ru", "injured", 3),
        ("Під час обстрілу Ізюма поранено двох дівчат ².", "uk", "injured", 2),
    ],
)
def test_people_told_by_their_ages_are_counted(one, text, language, measure, best):
    (toll,) = one(text, language).casualties
    assert (toll.measure, toll.best) == (measure, best)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Обстріли Харкова, Одеси та Сум мають зупинитися.", "uk"),
        ("Теракты в Москве, Волгограде и Беслане мы не забудем.", "ru"),
    ],
)
def test_towns_of_a_speech_are_no_events(coded, text, language):
    assert [one for one in coded(text, language)[1] if one.status == "occurred"] == []


def test_two_districts_are_two_places(coded):
    _, mentions = coded("Над Борисовским районом сбили дрон. В Волоконовском районе сбиты два дрона.")
    assert [mention.antecedent for mention in mentions] == ["", ""]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Боже, збережи Харків від обстрілів і захисти наших бійців у бою!", "uk"),
        ("Вечная память погибшим в боях под Киевом.", "ru"),
        ("В Москве прошёл бой за титул чемпиона по боксу.", "ru"),
        ("Концерт в Минске вызвал взрыв смеха.", "ru"),
        ("Увага! Повітряна тривога в Харківській області, загроза ударних дронів.", "uk"),
        ("Отбой ракетной опасности в Белгороде.", "ru"),
        ("Втрати ворога за добу: 1000 осіб, 12 танків, 30 артсистем, 40 безпілотників.", "uk"),
        ("За сутки уничтожены 12 танков и 30 орудий противника, сообщило министерство.", "ru"),
    ],
)
def test_prayers_sport_alerts_and_lists_of_losses_are_no_events(coded, text, language):
    assert not coded(text, language)[1]


def test_a_weapon_named_in_quotes_is_no_place(one):
    mention = one("Ворог накрив вогнем із «Градів» Нікополь: удар стався вдень.", "uk")
    assert mention.place.canonical == "Nikopol"


def test_an_extent_holds_place_day_and_toll(one):
    mention = one("Вчера дрон атаковал автобус в Херсоне, погибли двое.")
    assert mention.extent.text == "Вчера дрон атаковал автобус в Херсоне, погибли двое"


def test_a_region_that_a_dash_spells_out(coded):
    text = "Войска обстреляли два пункта Белгородской области — город Валуйки и город Короча."
    _, mentions = coded(text)
    assert {mention.place.canonical for mention in mentions} == {"Valuyki", "Korocha"}


def test_a_depot_destroyed_was_struck_and_no_weapon_disrupted(coded):
    _, (mention,) = coded("Військові знищили склад боєприпасів у Луганську.", "uk")
    assert mention.sub_type == "Shelling/artillery/missile attack"
    assert not coded("За тиждень знищено шість складів боєприпасів противника.", "uk")[1]


def test_a_place_defended_is_not_where_it_burst(one):
    mention = one("На Сумщині лунали вибухи, розрахунки працювали на захист Києва.", "uk")
    assert mention.place.canonical == "Sumy"


def test_a_village_far_from_the_rest_of_a_long_list_is_left_out(coded):
    text = "Обстріляли: Берислав, Білозерка, Кізомис, Берегове, Комишани, Козацьке."
    found = {mention.place.canonical for mention in coded(text, "uk")[1]}
    assert found == {"Beryslav", "Bilozerka", "Kizomys", "Komyshany", "Kozatske"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Сегодня годовщина освобождения Херсона, город помнит.", "ru"),
        ("Журналисты берегут память об освобождении Херсона.", "ru"),
        ("Учора у Сумах відзначили роковини обстрілу міста.", "uk"),
    ],
)
def test_what_is_only_remembered_is_no_event(coded, text, language):
    assert [one for one in coded(text, language)[1] if one.type] == []
