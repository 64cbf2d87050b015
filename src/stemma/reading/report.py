"""From a document to a report: dispatch on what the bytes are, then identity, language, dates."""

from stemma.errors import ReadingError
from stemma.identity import stable_id
from stemma.languages import PARTLY, SLAVIC, installed
from stemma.reading import languages, outlets, rows
from stemma.reading.cleaning import clean, clean_line, decode, overrides
from stemma.reading.dates import normalise
from stemma.reading.draft import Draft, version_of
from stemma.reading.plain import read_plain
from stemma.records import OUTLET_GIVEN, ROW_TYPE, Document, Report

_MAX_ID = 200
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(document: Document) -> Report:
    """Read one document into a report.

    The blocks of ``Report.text`` are in reading order; page furniture is gone. Values that came
    beside the text (the columns of a table, headers) win over those read from it.

    Raises:
        ReadingError: the bytes are not text, or hold no article text.
    """
    draft = Draft()
    found = rows.columns(document.fields)
    _take_fields(found, document.fields, draft)
    if document.media_type == ROW_TYPE:
        rows.check(document.fields)
        _read_row(found, draft)
    elif document.media_type in ("text/html", "application/xhtml+xml"):
        markup = _noted(decode(document.raw, document.fields.get("charset"), markup=True), draft)
        _read_html(markup, draft, live=rows.LIVE_FIELD in document.fields)
    elif document.media_type == "message/rfc822":
        from stemma.reading.mail import read_mail  # noqa: PLC0415  as in `_read_html`

        draft.extra |= read_mail(document.raw, draft)
    elif document.media_type == "application/pdf":
        from stemma.reading.pdf import read_pdf  # noqa: PLC0415  as in `_read_html`

        draft.extra |= read_pdf(document.raw, draft)
    elif document.media_type == _WORD:
        from stemma.reading.word import read_word  # noqa: PLC0415  as in `_read_html`

        draft.extra |= read_word(document.raw, draft)
    else:
        draft.reader = draft.reader or "plain text"
        read_plain(clean(_noted(decode(document.raw, document.fields.get("charset")), draft)), draft)
    return _report(document, found, draft)


def _take_fields(found: dict[str, tuple[str, str]], fields: dict[str, str], draft: Draft) -> None:
    draft.url = clean_line(found["url"][1]) if "url" in found else ""
    draft.title = clean_line(found["title"][1]) if "title" in found else ""
    draft.byline = clean_line(found["byline"][1]) if "byline" in found else ""
    draft.language = found["language"][1] if "language" in found else ""
    draft.republished_from = clean_line(found["republished_from"][1]) if "republished_from" in found else ""
    if "outlet" in found:
        column, value = found["outlet"]
        draft.outlet, draft.outlet_source = clean_line(value), f"column {column}"
    order = fields.get(rows.ORDER_FIELD)
    if "updated" in found:
        value_and_note = normalise(found["updated"][1], "dmy" if order == "dmy" else "mdy" if order else None)
        draft.updated = value_and_note[0] if value_and_note else ""
    if "published" in found:
        column, value = found["published"]
        date = normalise(value, "dmy" if order == "dmy" else "mdy" if order else None)
        if date:
            draft.published = date[0]
            draft.published_source = f"column {column}" + (f", {date[1]}" if date[1] else "")
        else:
            draft.published_source = f"column {column} holds no date: {clean_line(value)[:60]!r}"


def _read_row(found: dict[str, tuple[str, str]], draft: Draft) -> None:
    if "text" in found and not _is_markup(found["text"][1]):
        draft.reader = "table row"
        read_plain(clean(_noted(found["text"][1], draft)), draft)
    else:
        _read_html(found["html" if "html" in found and "text" not in found else "text"][1], draft)


def _read_html(markup: str, draft: Draft, *, live: bool = False) -> None:
    # The readers of pages, mails and PDF files take 0.3 seconds to load, and tables need none of them.
    from stemma.reading.html import read_html  # noqa: PLC0415  see above

    read_html(markup, draft, live=live)


def _noted(text: str, draft: Draft) -> str:
    """Note characters that would show a reader other words than those stored; cleaning removes them."""
    count = overrides(text)
    if count:
        draft.extra["hidden_characters"] = f"{count} bidirectional overrides or embeddings were removed"
    return text


def _extra(document: Document, used: set[str], draft: Draft) -> dict[str, str]:
    extra = {key: value for key, value in document.fields.items() if key not in used and key != "charset"}
    warning = outlets.warning(draft.outlet, draft.url)
    found = draft.extra | extra | ({"outlet_warning": warning} if warning else {})
    return dict(sorted(found.items()))  # whatever the order of a table's columns


def _is_markup(text: str) -> bool:
    head = text[:400].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<p>", "<p ", "<div", "<article", "<body", "<section"))


def _report(document: Document, found: dict[str, tuple[str, str]], draft: Draft) -> Report:
    text, blocks = draft.assemble()
    if not any(character.isalnum() for character in text):
        raise ReadingError("no article text was found in it")
    if not draft.published and not draft.published_source:
        draft.published_source = "no date in the text or beside it"
    language = languages.identify(
        "\n".join(part for kind, part in draft.blocks if kind in ("body", "caption", "headline")) or text,
        draft.language,
    )
    analysed = installed(language)
    used = {column for name, (column, _) in found.items() if name != "html"} | {
        rows.ORDER_FIELD,
        OUTLET_GIVEN,
    }
    if not draft.outlet:
        draft.outlet = clean_line(document.fields.get(OUTLET_GIVEN, ""))
        draft.outlet_source = "given with the document"
    own_id = clean_line(found["id"][1])[:_MAX_ID] if "id" in found else ""
    return Report(
        id=own_id or stable_id("r", document.sha256),
        sha256=document.sha256,
        text=text,
        blocks=blocks,
        url=draft.url or None,
        outlet=draft.outlet or None,
        outlet_source=draft.outlet_source if draft.outlet else "",
        title=draft.title or None,
        byline=draft.byline or None,
        published=draft.published or None,
        published_source=draft.published_source,
        updated=draft.updated or None,
        language=language,
        republished_from=draft.republished_from or None,
        credits=tuple(draft.credits),
        status="analysed" if analysed else "unread",
        status_reason=PARTLY.get(language, "") if analysed else _reason(language),
        origin=document.origin,
        reader=f"stemma {version_of('stemma-news')}, {draft.reader}",
        extra=_extra(document, used, draft),
    )


def _reason(language: str) -> str:
    if language == "und":
        return "the language could not be told: too little text"
    if language in SLAVIC:
        name = languages.name_of(language)
        return f"the text is in {name}, which needs more packages: pip install 'stemma-news[ru]'"
    return f"the text is in {languages.name_of(language)}; English, Russian and Ukrainian are analysed"
