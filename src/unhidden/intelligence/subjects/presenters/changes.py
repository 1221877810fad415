"""What other weights would change, as tables of a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.intelligence.subjects.presenters import weighing
from unhidden.intelligence.subjects.queries.retraining import (
    ChangeView,
    ModelView,
    PeopleModels,
)
from unhidden.intelligence.subjects.queries.subjects import SubjectMention
from unhidden.intelligence.subjects.rules.retraining import ChangeFigures, LevelBits
from unhidden.ui.parts import Cell, Column, Table

_FAILURES: dict[str, Promise] = {
    "too_few": gettext_lazy(
        "There are fewer than %(fewest)s mentions of people: not enough to learn from"
    ),
    "unfit": gettext_lazy(
        "What was learnt has no weight for some agreements, so it cannot be used: train"
        " again when more is known"
    ),
    "broken_off": gettext_lazy(
        "The training was broken off before its end: ask for it again, and if that"
        " happens again, tell whoever runs this installation"
    ),
}
_COMPARED: dict[str, Promise] = {
    "name": gettext_lazy("Name"),
    "born": gettext_lazy("Date of birth"),
    "month_of_birth": gettext_lazy("Month of birth, where a day is missing"),
    "year_of_birth": gettext_lazy("Year of birth, where no more is known"),
    "age": gettext_lazy("Age"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail address"),
    "postcode": gettext_lazy("Postcode"),
}


def failed(models: PeopleModels) -> str:
    """Why the last training left nothing, as one sentence; "" where it did not fail."""
    training = models.training
    if training is None or not training.failure:
        return ""
    return str(_FAILURES[training.failure]) % {"fewest": f"{models.fewest:,}"}


def title(number: int) -> str:
    """What a version is called."""
    if number == 0:
        return _("The weights that come with the program")
    return _("Version %(number)s") % {"number": number}


def tables(model: ModelView) -> dict[str, object]:
    """Pairs that cross a line, those that differ most, and the weights themselves."""
    found: dict[str, object] = {"levels": list(_levels(model))}
    if model.change:
        found["figures"] = _figures(model.change.figures)
        if model.change.pairs:
            found["pairs"] = _pairs(model.change)
        if model.change.regrouped:
            found["groups"] = _groups(model.change)
    return found


def _figures(figures: ChangeFigures) -> Table:
    columns = (
        Column(_("Line")),
        Column(_("Pairs that rise to it"), is_number=True),
        Column(_("Pairs that fall below it"), is_number=True),
    )
    rows = (
        (_("Could be the same"), figures.over_ask, figures.under_ask),
        (_("Likely the same"), figures.over_suggest, figures.under_suggest),
    )
    return Table(_("Pairs that cross a line"), columns, rows)


def _pairs(change: ChangeView) -> Table:
    columns = (
        Column(_("One mention")),
        Column(_("The other")),
        Column(_("In use"), is_number=True),
        Column(_("These weights"), is_number=True),
    )
    rows = [
        (
            _mention(each.one),
            _mention(each.other),
            weighing.bits(each.old),
            weighing.bits(each.new),
        )
        for each in change.pairs
    ]
    return Table(_("Pairs that differ most"), columns, rows)


def _groups(change: ChangeView) -> Table:
    columns = (
        Column(_("One mention")),
        Column(_("The other")),
        Column(_("With these weights")),
    )
    rows = [
        (
            _mention(each.one),
            _mention(each.other),
            _("They are proposed as one")
            if each.is_joined
            else _("They are no longer proposed as one"),
        )
        for each in change.regrouped
    ]
    return Table(_("Groups that would change"), columns, rows)


def _mention(said: SubjectMention) -> Cell:
    return Cell(
        f"{said.text} ({said.urn})", reverse("intelligence:subject", args=[said.id])
    )


def _levels(model: ModelView) -> Iterator[Table]:
    """A table of each comparison, its agreements from the strongest down."""
    is_alone = model.card.number == model.against
    bits = [Column(_("In use"), is_number=True)]
    if not is_alone:
        bits += [Column(_("These weights"), is_number=True), Column(_("Order"))]
    columns = (Column(_("What agrees")), *bits)
    for name, some in groupby(model.levels, lambda each: each.comparison):
        rows = [
            (
                weighing.words(name, each.level),
                weighing.bits(each.old),
                *([] if is_alone else _change_of(each)),
            )
            for each in some
        ]
        yield Table(str(_COMPARED[name]), columns, rows)


def _change_of(each: LevelBits) -> tuple[str, Cell]:
    if each.is_out_of_order:
        return weighing.bits(each.new), Cell(_("Out of order"), tone="warning")
    return weighing.bits(each.new), Cell(_("As before"))
