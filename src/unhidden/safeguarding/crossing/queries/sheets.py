"""The words of the person's page, of a page of what is ticked, and of a letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.access.policy import Category
from unhidden.safeguarding.consent.queries.passed import OutgoingCard
from unhidden.safeguarding.consent.queries.standing import STANDINGS, StandingConsent
from unhidden.safeguarding.consent.rules import words
from unhidden.safeguarding.crossing.queries.holdings import (
    CaseHoldings,
    HoldingOrganisation,
)
from unhidden.safeguarding.crossing.queries.papers import (
    PaperEntry,
    PaperPart,
    PersonPaper,
)
from unhidden.safeguarding.models import ConsentKind
from unhidden.ui import dates, papers

LANGUAGES = ("en", "cy")
#: What an organisation can open, said to whom it is about.
_TO_THE_PERSON = {
    Category.OPERATIONAL: gettext_lazy("dates and steps"),
    Category.IDENTITY: gettext_lazy("who you are"),
    Category.CONTACT: gettext_lazy("how and where to reach you"),
    Category.NARRATIVE: gettext_lazy("what you said, and notes"),
    Category.HEALTH: gettext_lazy("your health"),
    Category.IMMIGRATION: gettext_lazy("your immigration papers"),
    Category.CRIMINAL: gettext_lazy("crime"),
    Category.THIRD_PARTY: gettext_lazy("other people"),
}


def write_own_page(found: CaseHoldings, *, language: str, day: date) -> PersonPaper:
    """What I agreed, who holds what about me, until when, how I take it back."""
    with translation.override(language):
        reader = "child" if found.is_child else "adult"
        general = words.find_general(reader=reader, language=language)
        return PersonPaper(
            language=language,
            title=_("What I agreed, and who holds what about me"),
            intro=(
                _("On %(day)s.") % {"day": dates.format_day(day)},
                _(
                    "This page may be incomplete where the law forbids us to tell. It "
                    "says so to everybody, and says nothing about you."
                ),
                _(
                    "Keep it where nobody who could hurt you finds it, or do not "
                    "keep it."
                ),
            ),
            parts=(
                PaperPart(
                    _("What I agreed"),
                    entries=tuple(_consent(one) for one in found.consents),
                ),
                PaperPart(
                    _("Who holds what about me"),
                    entries=tuple(_holder(one, language) for one in found.holders),
                ),
                PaperPart(
                    _("What was printed or sent elsewhere"),
                    words=()
                    if found.passed_outside
                    else (_("Nothing was printed or sent elsewhere."),),
                    entries=tuple(dict.fromkeys(map(_passed, found.passed_outside))),
                ),
                PaperPart(
                    _("How I take it back"),
                    words=(*general.withdrawal, *general.compelled),
                ),
            ),
            foot=papers.mark_synthetic(_("Printed because you asked for it.")),
        )


def write_ticked_page(
    shown: Mapping[str, str], *, language: str, day: date, whom: str
) -> PersonPaper:
    """A page for ``whom``, that shows what is ticked, and nothing besides."""
    with translation.override(language):
        return PersonPaper(
            language=language,
            title=_("Shown because the person agreed"),
            intro=(
                _("For: %(whom)s") % {"whom": whom},
                _("On %(day)s.") % {"day": dates.format_day(day)},
                _("The person agreed that you are shown this, and nothing else."),
            ),
            parts=(
                PaperPart(
                    _("What is shown"),
                    entries=tuple(PaperEntry(*each) for each in shown.items()),
                ),
            ),
            foot=papers.mark_synthetic(_("Do not copy it further than you must.")),
        )


def write_letter(
    *, organisation: str, name: str, born: str, reply_to: str, language: str, day: date
) -> PersonPaper:
    """A request to an organisation for what it holds, answered to who supports them."""
    with translation.override(language):
        about = (
            _("It is about %(name)s, born %(born)s.")
            if born
            else _("It is about %(name)s.")
        )
        return PersonPaper(
            language=language,
            title=_("Request for what you hold about me"),
            intro=(
                dates.format_day(day),
                organisation,
                _(
                    "I ask you, under article 15 of the UK GDPR, for what you hold "
                    "about me."
                ),
                about % {"name": name, "born": born},
            ),
            parts=(_what_is_asked(), _where_to_answer(reply_to)),
            foot=papers.mark_synthetic(_("Request for personal data")),
        )


def _what_is_asked() -> PaperPart:
    return PaperPart(
        _("What I ask for"),
        words=(
            _(
                "A copy of it, for what it is used, who has been given it, "
                "how long it is kept and where it came from."
            ),
            _(
                "Have it read by a person first, who leaves out what would "
                "put somebody else in danger, and says that something was "
                "left out."
            ),
            _(
                "You have one calendar month. If you need longer, say so "
                "within it, and why."
            ),
        ),
    )


def _where_to_answer(reply_to: str) -> PaperPart:
    return PaperPart(
        _("Where to answer"),
        words=(
            _(
                "Answer to %(who)s, who supports me and asks for me. Do "
                "not write to me, telephone me or come to me."
            )
            % {"who": reply_to},
        ),
    )


def _consent(one: StandingConsent) -> PaperEntry:
    label = str(ConsentKind(one.kind).label)
    if one.receiver:
        label = f"{label}: {one.receiver}"
    told = [str(STANDINGS[one.standing])]
    if one.categories:
        told.append(_names(one.categories))
    if one.standing == "yes" and one.until_on:
        told.append(_("until %(day)s") % {"day": dates.format_day(one.until_on)})
    return PaperEntry(label, "; ".join(told))


def _holder(one: HoldingOrganisation, language: str) -> PaperEntry:
    told = []
    if one.works:
        told.append(_("works on your case, for as long as it lasts"))
    elif one.until_on:
        told.append(
            _("may read it until %(day)s") % {"day": dates.format_day(one.until_on)}
        )
    elif one.has_keys:
        told.append(_("may read it"))
    if one.categories:
        told.append(_("can open: %(what)s") % {"what": _names(one.categories)})
    told += [_became(each) for each in one.passed]
    return PaperEntry(one.names[language] or one.names["en"], "; ".join(told))


def _became(one: OutgoingCard) -> str:
    made = {"what": one.kind_label, "day": dates.format_day(one.passed_at)}
    text = _("%(what)s on %(day)s") % made
    return f"{text} ({'; '.join(one.mark_labels)})" if one.mark_labels else text


def _passed(one: OutgoingCard) -> PaperEntry:
    return PaperEntry(one.receiver, _became(one))


def _names(categories: Iterable[str]) -> str:
    wanted = set(categories)
    return ", ".join(str(_TO_THE_PERSON[each]) for each in Category if each in wanted)
