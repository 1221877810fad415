"""What can be printed, made at the moment from the signs and the channels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from unhidden.lib import paper
from unhidden.lib.paper import Poster, PosterLine, PosterSign, Typeface
from unhidden.reporting import queries as reporting
from unhidden.reporting.queries import ChannelCard
from unhidden.signs import queries as signs
from unhidden.ui import pins

# How many numbers of each need a card has, in the order of the channels.
_ON_A_CARD = {"danger": 1, "report": 3, "support": 2, "children": 1}
_ON_A_POSTER = 3
_FEW = 8
_OWN = "fontsource/atkinson-hyperlegible-next-{script}-{weight}-normal.woff2"
# What the pages' own typeface has no letters for is in these packages.
_NOTO = ("noto-sans",)
_LAST_LATIN = "\u024f"
_OTHERS: dict[str, tuple[str, ...]] = {
    "ar": ("noto-sans-arabic", "noto-sans"),
    "bg": _NOTO,
    "ckb": ("noto-sans-arabic", "noto-sans"),
    "ti": ("noto-sans-ethiopic", "noto-sans"),
    "uk": _NOTO,
    "vi": _NOTO,
    "zh-hans": ("noto-sans-sc",),
}
_NOT_REVIEWED = "Machine-assisted, not yet reviewed."


@dataclass(frozen=True, slots=True)
class PosterLink:
    """A poster that there is, by the code of its signs."""

    code: str
    name: str


def list_card_numbers() -> list[ChannelCard]:
    """The lines whose numbers stand on a card, in their order there."""
    return [
        channel
        for group in reporting.list_channels()
        for channel in _with_number(group.channels)[: _ON_A_CARD.get(group.code, 0)]
    ]


def list_posters() -> list[PosterLink]:
    """Every poster in the language of the page: one for each of the public sections."""
    sections = signs.public_sections(_language())
    return [PosterLink(section.code, section.name) for section in sections]


def sheet_of_cards() -> bytes:
    """Cards to cut out, as PDF; the file's title says no more than they do."""
    return _cards(
        tuple(channel.number for channel in list_card_numbers()),
        _language(),
        _("Numbers"),
    )


def print_poster(code: str, report_url: str) -> bytes:
    """The poster of a section, as PDF; raises Absent where the public has none.

    ``report_url`` is the whole address of the report page, for its code.
    """
    language = _language()
    section = signs.public_section(code, language)
    danger, *lines = _to_call()
    return _poster(
        Poster(
            language=language,
            above=_("Spot the signs of modern slavery"),
            title=section.name,
            intro=section.intro,
            signs=_signs(code, language),
            notes=(
                _(
                    "One sign alone often has another explanation. Several together, "
                    "or a feeling that something is wrong, are worth reporting."
                ),
                _(
                    "Nationality, skin colour and language are never signs. Do not "
                    "step in, and do not go to find out more."
                ),
            ),
            danger=danger,
            lines=tuple(lines),
            link_words=_("Report a concern"),
            link=report_url,
            small=_small(language),
        )
    )


def _small(language: str) -> tuple[str, ...]:
    """What a poster says of itself as the pages do, until somebody signs its words."""
    is_signed = language in {"en", "cy"} or reporting.is_reviewed(language)
    told = _(
        "This page was translated with the help of a machine, "
        "and nobody has reviewed it yet."
    )
    return () if is_signed else (told, _NOT_REVIEWED)


def _signs(code: str, language: str) -> tuple[PosterSign, ...]:
    """The section's own signs; where they are few, the general ones after them."""
    drawings = signs.read_drawings()
    own = signs.public_signs(code, language)
    general = signs.public_signs("general", language) if code != "general" else []
    shown = own + general[: max(_FEW - len(own), 0)]
    return tuple(PosterSign(drawings[sign.pictogram], sign.phrase) for sign in shown)


def _to_call() -> list[PosterLine]:
    """The number for danger, and those to report to."""
    groups = {group.code: group.channels for group in reporting.list_channels()}
    (danger, *_further) = _with_number(groups["danger"])
    others = _with_number(groups["report"])[:_ON_A_POSTER]
    return [
        PosterLine(_("In danger now, call"), danger.number),
        *(PosterLine(channel.name, channel.number) for channel in others),
    ]


def _with_number(channels: tuple[ChannelCard, ...]) -> list[ChannelCard]:
    return [channel for channel in channels if channel.number]


# Kept in memory only, and few: drawing takes a second or two, and a public page must
# not be a way to keep the machine busy. There is room for every poster in every
# language.
@lru_cache(maxsize=16)
def _cards(shown: tuple[str, ...], language: str, title: str) -> bytes:
    face = _typeface(language, " ".join(shown))
    return paper.sheet_of_cards(shown, language=language, title=title, typeface=face)


@lru_cache(maxsize=256)
def _poster(content: Poster) -> bytes:
    return paper.draw_poster(content, _typeface(content.language, content.text))


def _typeface(language: str, text: str) -> Typeface:
    """What this text is written with in this language."""
    return Typeface(
        regular=paper.cut_font(font_files(language, text, 400), text, 400),
        bold=paper.cut_font(font_files(language, text, 700), text, 700),
        is_right_to_left=get_language_info(language)["bidi"],
    )


def typeface_for(text: str, bold: str) -> Typeface:
    """The pages' own typeface for a text that may name people in any script.

    ``bold`` is what of it stands in bold.
    """
    return Typeface(
        regular=paper.cut_font(_files_for_names(text, 400), text, 400),
        bold=paper.cut_font(_files_for_names(bold, 700), bold, 700),
    )


def _files_for_names(text: str, weight: int) -> list[Path]:
    """Our own, and Noto's for the letters of other scripts."""
    others = "".join(letter for letter in text if letter > _LAST_LATIN)
    names = dict.fromkeys(name for group in _OTHERS.values() for name in group)
    root = Path(settings.PRINT_FONTS)
    further = paper.files_for([root / name for name in names], others) if others else []
    return [*font_files("en", text, weight), *further]


def font_files(language: str, text: str, weight: int) -> list[Path]:
    """Where its letters are; raises FileNotFoundError where the packages are not.

    Digits look like those of the pages: a card is the same in every language.
    """
    others = () if text.isascii() else _OTHERS.get(language, ())
    if others:
        root = Path(settings.PRINT_FONTS)
        return paper.files_for([root / name for name in others], text)
    names = [_OWN.format(script=s, weight=weight) for s in ("latin", "latin-ext")]
    return [pins.find_served(name) for name in names]


def _language() -> str:
    return get_language() or "en"
