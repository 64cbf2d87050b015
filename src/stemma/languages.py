"""Which languages are read how far: the one list that all rooms share."""

from functools import cache
from importlib.util import find_spec

ENGLISH = "en"
# Read with the packages of the extra ``ru``; what is not done for them is said with each report.
SLAVIC = frozenset({"ru", "uk"})
_NEEDED = {
    "ru": ("natasha", "slovnet", "navec", "razdel", "pymorphy3", "pymorphy3_dicts_ru"),
    "uk": ("razdel", "pymorphy3", "pymorphy3_dicts_uk"),
}
PARTLY = {
    "ru": "Russian: claims, their sources, places, times, events and copies are read; "
    "changes of roles are not",
    "uk": "Ukrainian: claims, their sources, places, times, events and copies are read, without a grammar; "
    "changes of roles are not",
}


@cache
def installed(language: str) -> bool:
    """Tell whether what reading a language needs is installed; English always is."""
    if language == ENGLISH:
        return True
    return language in _NEEDED and all(find_spec(name) is not None for name in _NEEDED[language])
