"""Languages that people speak, by their codes, named by CLDR in English and Welsh."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

#: ISO 639 codes of what is spoken here, and of British Sign Language; the last is for
#: a language that is none of these.
CODES = tuple(
    """
    am ar bfi bg bn ckb cs cy de el en es fa fr ha hi hr hu ig it kmr lt lv ml mn ne nl
    om pa pl ps pt rn ro ru rw si sk sn so sq sr sw ta th ti tl tr uk ur uz vi wo yo yue
    zh mis
    """.split()  # noqa: SIM905
)
_OWN = {
    "en": {
        "bfi": "British Sign Language",
        "kmr": "Kurdish (Kurmanji)",
        "mis": "Another language",
    },
    "cy": {
        "bfi": "Iaith Arwyddion Prydain",
        "kmr": "Cwrdeg (Kurmanji)",
        "mis": "Iaith arall",
    },
}


@cache
def name_language(code: str, shown_in: str = "en") -> str:
    """What a language is called in another; in English where CLDR does not know."""
    own = _OWN.get(shown_in, _OWN["en"])
    if code in own:
        return own[code]
    try:
        names = Locale.parse(shown_in.replace("-", "_")).languages
    except (ValueError, UnknownLocaleError):
        names = Locale("en").languages
    return str(names.get(code) or Locale("en").languages.get(code, code))


@cache
def list_languages(shown_in: str = "en") -> tuple[tuple[str, str], ...]:
    """Codes and names: Welsh and English first, another last, the rest by name."""
    first, last = ("cy", "en"), ("mis",)
    rest = sorted(
        (code for code in CODES if code not in first + last),
        key=lambda code: name_language(code, shown_in).casefold(),
    )
    return tuple(
        (code, name_language(code, shown_in)) for code in (*first, *rest, *last)
    )


def is_known(code: str) -> bool:
    return code in CODES
