"""ninjs, the IPTC's JSON for news (1.x and 2.x), as the flat columns of one article."""

from typing import Any

# Roles of ninjs 2's headlines and bodies, and the columns that they become; the first of a role wins.
_MAIN_ROLES = ("main", "", "headline", "body", "article", "text")
_MARKUP = ("html", "xhtml", "xml")


def is_ninjs(item: dict[str, Any]) -> bool:
    """Return whether a JSON object is a ninjs item with a text."""
    if "uri" not in item:
        return False
    if isinstance(item.get("bodies"), list):
        return True
    return any(key.startswith(("body_", "description_")) or key == "versioncreated" for key in item)


def flattened(item: dict[str, Any]) -> dict[str, Any]:
    """Return a ninjs item with its text, headline, byline, outlet and dates under plain columns.

    Anything else is returned as it is.
    """
    if not is_ninjs(item):
        return item
    flat = {key: value for key, value in item.items() if key not in ("bodies", "headlines", "by", "people")}
    headline = item.get("headline") or item.get("title") or _of_role(item.get("headlines"))
    text = item.get("body_text") or _of_role(item.get("bodies"), markup=False)
    markup = item.get("body_xhtml") or item.get("body_html") or _of_role(item.get("bodies"), markup=True)
    found = {
        "headline": headline,
        "text": text,
        "html": "" if text else markup,
        "published": item.get("firstcreated") or item.get("contentcreated") or item.get("versioncreated"),
        "updated": item.get("versioncreated"),
        "byline": item.get("byline") or _of_role(item.get("by")),
        "outlet": _name(item.get("organisation")) or item.get("copyrightholder") or _provider(item),
        "url": _url(item),
        "urgency": item.get("urgency"),
        "located": item.get("located"),
    }
    flat |= {key: str(value) for key, value in found.items() if value}
    for key in ("body_text", "body_xhtml", "body_html", "title" if headline else ""):
        flat.pop(key, None)
    return flat


def _of_role(parts: object, *, markup: bool | None = None) -> str:
    """Return the value of the first part in the main role, of the wanted type of content."""
    if isinstance(parts, str):
        return parts
    if not isinstance(parts, list):
        return ""
    for wanted in (True, False):
        for part in parts:
            if not isinstance(part, dict) or not isinstance(part.get("value"), str):
                continue
            role = str(part.get("role") or "").lower()
            kind = str(part.get("contenttype") or "text/plain").lower()
            fits = markup is None or any(mark in kind for mark in _MARKUP) == markup
            if fits and (role in _MAIN_ROLES or not wanted):
                return str(part["value"])
    return ""


def _name(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else None
    return str(value["name"]) if isinstance(value, dict) and isinstance(value.get("name"), str) else ""


def _provider(item: dict[str, Any]) -> str:
    sources = item.get("infosources")
    for source in sources if isinstance(sources, list) else ():
        if isinstance(source, dict) and isinstance(source.get("name"), str):
            return str(source["name"])
    return ""


def _url(item: dict[str, Any]) -> str:
    others = item.get("altids")
    known = [one.get("value") for one in others if isinstance(one, dict)] if isinstance(others, list) else []
    candidates = [item.get("url"), item.get("uri"), *known]
    return next((one for one in candidates if isinstance(one, str) and one.startswith("http")), "")
