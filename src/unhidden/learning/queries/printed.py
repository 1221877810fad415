"""What can be printed, made at the moment from the signs and the channels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unhidden.lib import paper
from unhidden.lib.paper import Line, Poster, Seen, Typeface
from unhidden.reporting import queries as reporting
from unhidden.reporting.queries import ChannelCard
from unhidden.signs import queries as signs

# How many numbers of each need a card has, in the order of the channels.
_ON_A_CARD = {"danger": 1, "report": 3, "support": 2, "children": 1}
_ON_A_POSTER = 3
_FEW = 8
_FONT = "fontsource/atkinson-hyperlegible-next-{script}-{weight}-normal.woff2"
# A language in another script names its own files of a package here.
_SCRIPTS: dict[str, tuple[str, ...]] = {}
_LATIN = ("latin", "latin-ext")
_RIGHT_TO_LEFT: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PosterLink:
    """A poster that there is, by the code of its signs."""

    code: str
    name: str


def numbers() -> list[ChannelCard]:
    """The lines whose numbers stand on a card, in their order there."""
    return [
        channel
        for group in reporting.channels()
        for channel in _with_number(group.channels)[: _ON_A_CARD.get(group.code, 0)]
    ]


def posters() -> list[PosterLink]:
    """Every poster in the language of the page: one for each of the public sections."""
    sections = signs.public_sections(_language())
    return [PosterLink(section.code, section.name) for section in sections]


def sheet_of_cards() -> bytes:
    """Cards to cut out, as PDF; the file's title says no more than they do."""
    return _cards(
        tuple(channel.number for channel in numbers()), _language(), _("Numbers")
    )


def poster(code: str, report_url: str) -> bytes:
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
        )
    )


def _signs(code: str, language: str) -> tuple[Seen, ...]:
    """The section's own signs; where they are few, the general ones after them."""
    drawings = signs.drawings()
    own = signs.public_signs(code, language)
    general = signs.public_signs("general", language) if code != "general" else []
    shown = own + general[: max(_FEW - len(own), 0)]
    return tuple(Seen(drawings[sign.pictogram], sign.phrase) for sign in shown)


def _to_call() -> list[Line]:
    """The number for danger, and those to report to."""
    groups = {group.code: group.channels for group in reporting.channels()}
    (danger, *_further) = _with_number(groups["danger"])
    others = _with_number(groups["report"])[:_ON_A_POSTER]
    return [
        Line(_("In danger now, call"), danger.number),
        *(Line(channel.name, channel.number) for channel in others),
    ]


def _with_number(channels: tuple[ChannelCard, ...]) -> list[ChannelCard]:
    return [channel for channel in channels if channel.number]


# Kept in memory only, and few: drawing takes a good part of a second, and a public
# page must not be a way to keep the machine busy.
@lru_cache(maxsize=8)
def _cards(shown: tuple[str, ...], language: str, title: str) -> bytes:
    return paper.sheet_of_cards(
        shown, language=language, title=title, typeface=_typeface(language)
    )


@lru_cache(maxsize=128)
def _poster(content: Poster) -> bytes:
    return paper.draw_poster(content, _typeface(content.language))


def _typeface(language: str) -> Typeface:
    scripts = _SCRIPTS.get(language, _LATIN)
    return Typeface(
        regular=tuple(_font(script, 400) for script in scripts),
        bold=tuple(_font(script, 700) for script in scripts),
        is_right_to_left=language in _RIGHT_TO_LEFT,
    )


def _font(script: str, weight: int) -> Path:
    """A font file of the packages; raises FileNotFoundError where it is not."""
    name = _FONT.format(script=script, weight=weight)
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(name)
    return Path(str(found))


def _language() -> str:
    return get_language() or "en"
