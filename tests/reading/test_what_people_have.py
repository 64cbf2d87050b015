"""What users bring: pages saved by a browser, tables of spreadsheets, Telegram's exports, office files."""

import csv
import io
import json
import quopri

import pytest
from making import SENTENCE, page, zipped

from stemma.errors import ReadingError
from stemma.reading import documents, read
from stemma.reading.companions import folders_of_pages
from stemma.records import Failure

RUSSIAN = "Губернатор сообщил журналистам в понедельник, что на посёлок Вельмар упали снаряды."
UKRAINIAN = "Губернатор повідомив журналістам у понеділок, що на селище Вельмар упали снаряди."

DENIAL = "The mayor of Velmar denied this in the evening, a spokesman said."


def taken(folder):
    return [item if isinstance(item, Failure) else read(item) for item in documents([folder])]


def table(rows, *, delimiter=";"):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize("charset", ["cp1251", "utf-8", "utf-8-sig", "utf-16", "koi8-r"])
@pytest.mark.parametrize("text", [RUSSIAN, UKRAINIAN])
def test_tables_in_the_charsets_of_spreadsheets_are_read(tmp_path, charset, text):
    if charset == "koi8-r" and text is UKRAINIAN:
        charset = "koi8-u"
    raw = table(
        [["№", "Дата", "Источник", "Заголовок", "Текст"], ["1", "12.09.2031", "Вестник", "Удар", text]]
    )
    (tmp_path / "a.csv").write_bytes(raw.encode(charset, "ignore"))
    (report,) = taken(tmp_path)
    assert (report.outlet, report.title, report.published) == ("Вестник", "Удар", "2031-09-12")
    assert text in report.text


def test_western_letters_are_no_cyrillic_and_one_broken_line_spoils_no_table(tmp_path):
    (tmp_path / "a.csv").write_bytes(
        table([["text"], [f"“{SENTENCE}” said Élodie in a café."]]).encode("cp1252")
    )
    lines = table([["text"], [RUSSIAN], [f"{SENTENCE} XX"]]).encode().replace(b"XX", b"\xe9\xff")
    (tmp_path / "b.csv").write_bytes(lines)
    western, russian, broken = taken(tmp_path)
    assert "“Shells" in western.text
    assert "Élodie in a café" in western.text
    assert russian.text == RUSSIAN
    assert SENTENCE in broken.text


def test_commas_without_quotation_marks_cut_no_text(tmp_path):
    (tmp_path / "a.csv").write_text(f"id,text\n1,{SENTENCE}\n")
    (tmp_path / "b.csv").write_text(f"text\n{SENTENCE}\n")
    assert [report.text for report in taken(tmp_path)] == [SENTENCE, SENTENCE]


def test_a_line_that_states_the_separator_is_no_header(tmp_path):
    (tmp_path / "a.csv").write_text("sep=;\r\n" + table([["outlet", "text"], ["Courier", SENTENCE]]))
    (report,) = taken(tmp_path)
    assert (report.outlet, report.text) == ("Courier", SENTENCE)


def test_a_table_that_cannot_be_read_says_so_once_and_what_to_do(tmp_path):
    (tmp_path / "a.csv").write_text(
        table([["date", "notes"], *[["2031-05-01", SENTENCE]] * 50], delimiter=",")
    )
    (tmp_path / "b.csv").write_text(table([[SENTENCE, "x"]] * 3, delimiter=","))
    (tmp_path / "c.csv").write_text("id,text\n1\n2,Shells fell on Velmar on Monday.\n")
    (tmp_path / "d.jsonl").write_bytes(json.dumps({"text": SENTENCE}).encode("utf-16"))
    first, others, headless, _, empty, report, wide = taken(tmp_path)
    assert "(its columns: date, notes)" in first.reason
    assert others.reason.startswith("49 more rows: ")
    assert "no line with the names" in headless.reason
    assert "empty text column" in empty.reason
    assert report.text
    assert "save the file as UTF-8" in wide.reason


def test_what_a_browser_saves_beside_a_page_is_passed_over(tmp_path):
    members = {
        "saved/War.html": page(1),
        "saved/War_files/frame.html": page(2),
        "saved/War_files/main.js.download": b"let a = 1;",
        "saved/War_files/deep/f.txt": b"let a = 1;",
        "saved/Peace_files/a.txt": SENTENCE.encode(),
    }
    (tmp_path / "a.zip").write_bytes(zipped(members))
    for name, raw in members.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(raw)
    origins = [item.origin.removeprefix(f"{tmp_path}/") for item in documents([tmp_path])]
    wanted = ["saved/War.html", "saved/Peace_files/a.txt"]
    assert origins == [*(f"a.zip!{name}" for name in wanted), *wanted]
    assert "Krieg-Dateien" in folders_of_pages(["Krieg.htm", "2031.txt"])
    assert not any(name.startswith("2031") for name in folders_of_pages(["Krieg.htm", "2031.txt"]))


def test_a_page_saved_as_one_file_has_its_own_date_and_address(tmp_path):
    dated = page(3, head='<meta property="article:published_time" content="2031-05-03T10:00:00Z">')
    (tmp_path / "a.mhtml").write_bytes(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/3\r\n"
        b"Subject: Another title\r\nDate: Fri, 1 Jun 2035 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="--x"\r\n\r\n----x\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring(dated)
        + b"\r\n----x--\r\n"
    )
    (report,) = taken(tmp_path)
    assert (report.title, report.url) == ("Strike 3 on Velmar town", "https://courier.example/3")
    assert report.published.startswith("2031-05-03")
    assert report.extra["page.saved"].startswith("2035-06-01")


CHAT = {
    "name": "Velmar Live",
    "type": "public_channel",
    "id": 7,
    "messages": [
        {"id": 1, "type": "service", "date": "2031-05-01T08:00:00", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2031-05-01T10:00:00", "date_unixtime": "1935392400",
         "from": "Velmar Live", "text": [{"type": "bold", "text": "Velmar"}, f": {SENTENCE}"]},
        {"id": 3, "type": "message", "date": "2031-05-01T11:00:00", "from": "Velmar Live",
         "forwarded_from": "Steppe Watch", "text": SENTENCE},
        {"id": 4, "type": "message", "date": "2031-05-01T12:00:00", "photo": "none", "text": ""},
    ],
}  # fmt: skip


def test_posts_of_a_telegram_channel_are_articles(tmp_path):
    (tmp_path / "result.json").write_text(json.dumps(CHAT))
    own, forwarded = taken(tmp_path)
    assert (own.id, own.outlet, own.byline) == ("7-2", "Velmar Live", None)
    assert own.text == f"Velmar: {SENTENCE}"
    assert own.published == "2031-05-01T09:00:00+00:00"
    assert forwarded.published == "2031-05-01T11:00:00"
    assert forwarded.republished_from == "Steppe Watch"


def test_of_a_telegram_account_only_channels_are_read(tmp_path):
    private = CHAT | {"type": "personal_chat", "id": 8}
    (tmp_path / "result.json").write_text(json.dumps({"chats": {"list": [private, CHAT]}}))
    *reports, failure = taken(tmp_path)
    assert [report.id for report in reports] == ["7-2", "7-3"]
    assert failure.reason.startswith("1 private chat")


def test_telegrams_pages_of_messages_are_articles(tmp_path):
    name = '<div class="from_name">Velmar Live</div>'

    def message(number, inner):
        return (
            f'<div class="message default clearfix" id="message{number}"><div class="body">'
            f'<div class="pull_right date details" title="01.05.2031 1{number}:00:00 UTC+03:00">x</div>'
            f"{inner}</div></div>"
        )

    (tmp_path / "messages.html").write_text(
        '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>'
        '<div class="page_wrap"><div class="page_header"><div class="text bold">Velmar Live</div></div>'
        '<div class="page_body chat_page"><div class="history">'
        '<div class="message service" id="message-1"><div class="body details">1 May 2031</div></div>'
        + message(2, f'{name}<div class="text">{SENTENCE}<br>{DENIAL}</div>')
        + message(3, '<div class="from_name">Ada Roe</div><div class="forwarded body"><div class="from_name">'
                     'Steppe Watch <span class="date details" title="30.04.2031 09:00:00">x</span></div>'
                     f'<div class="text">{SENTENCE}</div></div>')
        + message(4, '<div class="media_wrap">Photo</div>')
        + "</div></div></div></body></html>"
    )  # fmt: skip
    own, forwarded = taken(tmp_path)
    assert (own.outlet, own.byline, own.published) == ("Velmar Live", None, "2031-05-01T12:00:00+03:00")
    assert own.text == f"{SENTENCE}\n\n{DENIAL}"
    assert (forwarded.byline, forwarded.republished_from) == ("Ada Roe", "Steppe Watch")
    assert forwarded.published == "2031-05-01T13:00:00+03:00"


@pytest.mark.parametrize(
    ("name", "raw", "advice"),
    [
        ("a.pptx", zipped({"[Content_Types].xml": b"<a/>", "ppt/a.xml": b"<a/>"}), "as text, HTML or PDF"),
        ("a.xlsx", zipped({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), "save it as CSV"),
        ("a.rtf", b"{\\rtf1\\ansi " + SENTENCE.encode(), "save it as text"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(50), "save it as text"),
    ],
)
def test_office_files_say_what_to_do(tmp_path, name, raw, advice):
    (tmp_path / name).write_bytes(raw)
    (failure,) = taken(tmp_path)
    assert advice in failure.reason


def word(body, core=""):
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    members = {
        "[Content_Types].xml": b"<a/>",
        "word/document.xml": f"<w:document {space}>{body}</w:document>".encode(),
    }
    if core:
        members["docProps/core.xml"] = core.encode()
    return zipped(members)


def test_word_documents_are_read_paragraph_by_paragraph(tmp_path):
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Strike on Velmar</w:t></w:r></w:p><w:p/>'
        f"<w:p><w:r><w:t>{SENTENCE[:9]}</w:t></w:r><w:r><w:t>{SENTENCE[9:]}</w:t></w:r>"
        "<w:del><w:r><w:delText>Struck out.</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>Moved away.</w:t></w:r></w:moveFrom>"
        "<w:r><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{DENIAL}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    core = (
        '<a xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        "<dc:creator>Ada Roe</dc:creator><t:created>2031-05-01T10:00:00Z</t:created></a>"
    )
    (tmp_path / "a.docx").write_bytes(word(body, core))
    (tmp_path / "b.zip").write_bytes(zipped({"notes/b": word(f"<w:p><w:r><w:t>{DENIAL}</w:t></w:r></w:p>")}))
    report, packed = taken(tmp_path)
    assert report.title == "Strike on Velmar"
    assert report.text == f"Strike on Velmar\n\n{SENTENCE}\n\n{DENIAL}"
    assert report.published is None
    assert report.extra["word.creator"] == "Ada Roe"
    assert (packed.text, packed.origin) == (DENIAL, f"{tmp_path}/b.zip!notes/b")


@pytest.mark.parametrize(
    ("body", "reason"),
    [("<w:p>", "damaged"), ("<w:p/>", "no article text"), ("&bomb;", "damaged")],
)
def test_a_word_document_without_words_says_so(tmp_path, body, reason):
    (tmp_path / "a.docx").write_bytes(word(body))
    (document,) = documents([tmp_path / "a.docx"])
    with pytest.raises(ReadingError, match=reason):
        read(document)
