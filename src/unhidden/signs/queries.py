"""Reading the catalogue and weighing what was seen.

``language`` is ``"cy"`` or anything else for English. The public's queries give
only what the public may see; the rest are for pages behind a permission.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.access.absent import Absent
from unhidden.signs import rules
from unhidden.signs.models import Section, Sign

CHILDREN = rules.CHILDREN
_SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", _SVG)
# Our own file: the one that the pages show by <use>.
_DRAWINGS = Path(__file__).parent / "static" / "signs" / "pictograms.svg"
_PUBLIC = Q(is_public=True, is_current=True, section__is_public=True) & ~Q(
    code__in=rules.NEVER_COUNTS
)
_WHY: dict[rules.StepReason, Promise] = {
    rules.StepReason.NOTHING_SEEN: _("No sign was seen."),
    rules.StepReason.ONLY_WEAK: _(
        "Weak signs only: they are common in ordinary life and are not enough, "
        "however many there are."
    ),
    rules.StepReason.ONE_MEDIUM: _(
        "One medium sign: it needs a second sign or a check of records."
    ),
    rules.StepReason.MEDIUM_WITH_ANOTHER: _(
        "A medium sign together with another: enough for triage."
    ),
    rules.StepReason.STRONG_ALONE: _(
        "A strong sign: one alone asks for triage the same day and for a "
        "safeguarding plan."
    ),
}


@dataclass(frozen=True, slots=True)
class SectionCard:
    """A section by its name; ``signs`` counts those the reader may see."""

    code: str
    name: str
    intro: str
    signs: int


@dataclass(frozen=True, slots=True)
class PublicSign:
    """What the public is told of a sign: the words, without weight or reason.

    ``may_mean`` and ``or_else`` are a sentence each, for both sides; ``pictogram``
    is the name of one of the drawings.
    """

    code: str
    phrase: str
    may_mean: str
    or_else: str
    pictogram: str


@dataclass(frozen=True, slots=True)
class SignCard:
    """A sign as trained people see it."""

    code: str
    section: str
    phrase: str
    weight: str
    weight_label: str
    reasoning: str


@dataclass(frozen=True, slots=True)
class SignKind:
    """How a sign counts: its weight, where it is filed, and whether it is a child's."""

    weight: str
    dimension: str
    ilo: str
    is_of_child: bool


@dataclass(frozen=True, slots=True)
class SectionOfSigns:
    """A section with its signs, in the order to ask about them."""

    code: str
    name: str
    signs: tuple[SignCard, ...]


@dataclass(frozen=True, slots=True)
class SignsReading:
    """What the signs together ask for, and why, in words; support, not a verdict."""

    step: rules.SuggestedStep
    why: str
    signs: tuple[SignCard, ...]
    delphi: rules.DelphiReading
    needs_interpreter: bool


def list_sections(language: str) -> list[SectionCard]:
    """Every section with its current signs counted, for staff pages."""
    return _section_cards(Q(sign__is_current=True), language)


def public_sections(language: str) -> list[SectionCard]:
    """The sections that have a public page, with their public signs counted."""
    shown = Q(sign__is_current=True, sign__is_public=True, is_public=True)
    counted = shown & ~Q(sign__code__in=rules.NEVER_COUNTS)
    return [card for card in _section_cards(counted, language) if card.signs]


def public_section(code: str, language: str) -> SectionCard:
    """One section's public card; raises Absent where the public has none."""
    for card in public_sections(language):
        if card.code == code:
            return card
    raise Absent


def public_signs(section: str, language: str) -> list[PublicSign]:
    """The signs of a section that anyone may know; [] where there are none."""
    rows = Sign.objects.filter(_PUBLIC, section_id=section)
    return [_public_sign(row, language) for row in rows.order_by("position", "code")]


def public_signs_by_section(language: str) -> dict[str, list[PublicSign]]:
    """The same of every section that has some, by its code: asked in one query."""
    found: dict[str, list[PublicSign]] = {}
    for row in Sign.objects.filter(_PUBLIC).order_by("position", "code"):
        found.setdefault(row.section_id, []).append(_public_sign(row, language))
    return found


def strong_public_signs(language: str) -> list[tuple[str, str]]:
    """The signs that anyone may know and of which one is enough: code and phrase."""
    rows = Sign.objects.filter(_PUBLIC, weight=rules.STRONG)
    rows = rows.order_by("section__position", "position", "code")
    return [(row.code, _in(language, row, "phrase")) for row in rows]


@cache
def read_drawings() -> dict[str, str]:
    """Each pictogram by its name, as an SVG document of 48 by 48 that is all lines."""
    sheet = ElementTree.fromstring(_DRAWINGS.read_text(encoding="utf-8"))  # noqa: S314
    return {symbol.get("id", ""): _as_document(symbol) for symbol in sheet}


def signs_for_visit(sections: Iterable[str], language: str) -> list[SectionOfSigns]:
    """What a visiting team looks for: every current sign of the sections.

    Includes the signs the public knows: an officer may see those too.
    """
    rows = _current().filter(section_id__in=list(sections))
    grouped: dict[str, list[Sign]] = {}
    for row in rows:
        grouped.setdefault(row.section_id, []).append(row)
    return [
        SectionOfSigns(
            code=code,
            name=_in(language, signs[0].section, "name"),
            signs=tuple(_card(sign, language) for sign in signs),
        )
        for code, signs in grouped.items()
    ]


def find_sign(code: str, language: str) -> SignCard:
    """One sign, also a retired one: what was recorded under it stays readable.

    Raises Absent for a code nobody knows.
    """
    found = signs_by_code([code], language)
    if code not in found:
        raise Absent
    return found[code]


def signs_by_code(codes: Iterable[str], language: str) -> dict[str, SignCard]:
    """The known signs among these codes, retired ones too, in catalogue order."""
    rows = Sign.objects.filter(code__in=set(codes)).select_related("section")
    ordered = rows.order_by("section__position", "position", "code")
    return {row.code: _card(row, language) for row in ordered}


def find_weights(codes: Iterable[str]) -> dict[str, str]:
    """The weight of each known code that counts towards suspicion."""
    rows = Sign.objects.filter(code__in=set(codes) - rules.NEVER_COUNTS)
    return dict(rows.order_by("code").values_list("code", "weight"))


def find_sign_kinds(codes: Iterable[str]) -> dict[str, SignKind]:
    """What the catalogue says of each known code that counts towards suspicion."""
    rows = Sign.objects.filter(code__in=set(codes) - rules.NEVER_COUNTS)
    fields = ("code", "weight", "delphi", "ilo", "section_id")
    return {
        code: SignKind(weight, dimension, ilo, rules.is_of_child(code, section))
        for code, weight, dimension, ilo, section in rows.values_list(*fields)
    }


def speak_of_a_child(codes: Iterable[str], section: str = "") -> bool:
    """Whether one of these signs, or the section that was chosen, is of children."""
    found = any(kind.is_of_child for kind in find_sign_kinds(codes).values())
    return found or section == rules.CHILDREN


def public_signs_of_children() -> list[str]:
    """The codes of the signs of a child that anyone may know."""
    rows = Sign.objects.filter(_PUBLIC).order_by(
        "section__position", "position", "code"
    )
    listed = rows.values_list("code", "section_id")
    return [code for code, section in listed if rules.is_of_child(code, section)]


def weigh_signs(
    codes: Iterable[str], language: str, *, is_treated_as_child: bool = False
) -> SignsReading:
    """Weigh the signs that were seen, with the reasons in words.

    Unknown codes are passed over. A person who may be under 18 is read as a child.
    """
    asked = set(codes)
    rows = Sign.objects.filter(code__in=asked).order_by("code")
    seen = [rules.SeenSign(row.code, row.weight, row.delphi) for row in rows]
    weighing = rules.weight_of_signs(seen)
    cards = signs_by_code(weighing.codes, language)
    return SignsReading(
        step=weighing.step,
        why=str(_WHY[weighing.why]),
        signs=tuple(cards[code] for code in weighing.codes),
        delphi=rules.delphi_reading(seen, is_treated_as_child=is_treated_as_child),
        needs_interpreter=rules.needs_interpreter(asked),
    )


def _section_cards(counted: Q, language: str) -> list[SectionCard]:
    rows = Section.objects.annotate(signs=Count("sign", filter=counted))
    return [
        SectionCard(
            code=row.code,
            name=_in(language, row, "name"),
            intro=_in(language, row, "intro"),
            signs=row.signs,
        )
        for row in rows.order_by("position", "code")
    ]


def _public_sign(row: Sign, language: str) -> PublicSign:
    return PublicSign(
        code=row.code,
        phrase=_in(language, row, "phrase"),
        may_mean=_in(language, row, "may_mean"),
        or_else=_in(language, row, "or_else"),
        pictogram=row.pictogram,
    )


def _as_document(symbol: ElementTree.Element) -> str:
    """A symbol of the sheet as a drawing of its own, in black."""
    document = ElementTree.Element(f"{{{_SVG}}}svg", symbol.attrib)
    document.set("stroke", "black")
    document.extend(symbol)
    return ElementTree.tostring(document, encoding="unicode")


def _current() -> QuerySet[Sign]:
    rows = Sign.objects.filter(is_current=True).select_related("section")
    return rows.order_by("section__position", "section_id", "position", "code")


def _card(row: Sign, language: str) -> SignCard:
    return SignCard(
        code=row.code,
        section=row.section_id,
        phrase=_in(language, row, "phrase"),
        weight=row.weight,
        weight_label=row.get_weight_display(),
        reasoning=_in(language, row, "reasoning"),
    )


def _in(language: str, row: Section | Sign, field: str) -> str:
    """The text in this language: the table has English and Welsh, a catalogue the rest.

    A catalogue is asked in the language of the page, which is this one.
    """
    if language == "cy":
        return str(getattr(row, f"{field}_cy"))
    english = str(getattr(row, f"{field}_en"))
    return gettext(english) if english and language != "en" else english
