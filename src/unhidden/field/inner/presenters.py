"""Envelopes in a table, and what was said in one."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from unhidden.field.inner.actions import OpenedInner
from unhidden.field.inner.queries import InnerCard
from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, SummaryRow, Table


def list_cards(cards: Iterable[InnerCard]) -> Table:
    """What it is, when it came, and of which visit."""
    return Table(
        caption=_("Told in confidence"),
        columns=[Column(_("What")), Column(_("Came")), Column(_("Visit"))],
        rows=[
            [
                Cell(card.what_label, url=reverse("field:inner", args=[card.id])),
                dates.day_and_time(card.landed_at),
                card.premises,
            ]
            for card in cards
        ],
        is_caption_hidden=True,
    )


def describe_opened(said: OpenedInner) -> list[SummaryRow]:
    """How it was said, and of whom; what was not told is left out."""
    verbatim = _("Word for word") if said.is_verbatim else _("In the writer’s words")
    rows = [
        (_("Name"), said.name),
        (_("How to reach them"), said.contact),
        (_("When it is safe"), said.safe_when),
        (_("Language"), said.language),
        (_("Interpreter"), said.interpreter),
        (_("Said"), verbatim if said.text else ""),
    ]
    return [SummaryRow(label, value) for label, value in rows if value]
