"""Tags and filters of every page: fields, errors, dates, numbers, components.

``{% load ui %}`` once at the top of a template.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from unhidden.ui import dates
from unhidden.ui.bound import BoundField
from unhidden.ui.pages import Page
from unhidden.ui.parts import (
    COLOUR_OF_TONE,
    ChosenFilter,
    SummaryRow,
    Table,
    TimelineEvent,
)
from unhidden.ui.problems import AnyForm, has_problems, problems_of

register = template.Library()


@register.filter(name="day")
def day_filter(value: date | None) -> str:
    return dates.format_day(value) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    return dates.format_weekday(value) if value else ""


@register.filter
def month(value: date | None) -> str:
    return dates.format_month(value) if value else ""


@register.filter
def clock(value: time | datetime | None) -> str:
    return dates.format_clock(value) if value is not None else ""


@register.filter
def day_and_time(value: datetime | None) -> str:
    return dates.day_and_time(value) if value else ""


@register.filter
def when(value: datetime) -> str:
    return dates.format_moment(value)


@register.filter
def number(value: int | None) -> str:
    return "" if value is None else dates.format_number(value)


@register.filter
def signed(value: float) -> str:
    return dates.format_signed(value)


@register.simple_tag
def days(first: date, last: date) -> str:
    """``17 to 21 October 2016``."""
    return dates.format_days(first, last)


@register.simple_tag
def moment(value: datetime) -> SafeString:
    """The day and time, with the machine's form beside it."""
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), dates.day_and_time(value)
    )


@register.simple_tag
def field(bound: BoundField, *, heading: bool = False, size: str = "") -> SafeString:
    """A field with its label, hint and error.

    ``heading=True`` makes the label the page's h1; ``size`` is s, m, l or xl.
    """
    context = bound.get_context() | {"is_heading": heading, "size": size}
    return bound.render(context=context)


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(*forms: AnyForm) -> dict[str, object]:
    """All that is wrong with these forms and formsets; nothing if nothing is."""
    return {"problems": problems_of(one for one in forms if one and one.is_bound)}


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """``Error: `` for the title of a page that shows a form with problems."""
    is_wrong = has_problems(list(context.flatten().values()))
    return gettext("Error:") + " " if is_wrong else ""


@register.simple_tag(takes_context=True)
def home_url(context: Context) -> str:
    """The first page, in the language of this one where languages have addresses."""
    has_welsh_address = bool(context.get("welsh_url"))
    return "/cy/" if has_welsh_address and get_language() == "cy" else "/"


@register.simple_tag
def tag(text: object, tone: str = "neutral") -> SafeString:
    """A status; the tone is a meaning (``parts.Tone``), never a colour."""
    colour = COLOUR_OF_TONE[tone or "neutral"]
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, text
    )


@register.simple_tag
def badge(count: int) -> SafeString:
    """How many wait, beside a heading or a link; nothing for none."""
    if not count:
        return SafeString("")
    spoken = ngettext("%(count)s waiting", "%(count)s waiting", count)
    return format_html(
        '<span class="moj-notification-badge"><span aria-hidden="true">{}</span>'
        '<span class="govuk-visually-hidden">({})</span></span>',
        dates.format_number(count),
        spoken % {"count": dates.format_number(count)},
    )


@register.inclusion_tag("ui/parts/summary_list.html")
def summary_list(rows: Sequence[SummaryRow]) -> dict[str, object]:
    return {"rows": rows}


@register.inclusion_tag("ui/parts/table.html")
def table(table: Table) -> dict[str, object]:
    return {"table": table}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(events: Sequence[TimelineEvent], heading: int = 2) -> dict[str, object]:
    """What happened, in the order given; titles are h2, or h3 under another h2."""
    return {"events": events, "heading": heading}


@register.inclusion_tag("ui/parts/empty_state.html")
def empty_state(text: str, label: str = "", url: str = "") -> dict[str, object]:
    """What stands where a list would, with the way on if there is one."""
    return {"text": text, "label": label, "url": url}


@register.inclusion_tag("ui/parts/banner.html")
def banner(text: str, *, success: bool = True, key: object = "") -> dict[str, object]:
    """A notification: by default of something done. ``key`` tells several apart."""
    return {"text": text, "is_success": success, "key": key}


@register.inclusion_tag("ui/parts/pagination.html")
def pagination(page: Page[Any]) -> dict[str, object]:
    return {"page": page}


@register.inclusion_tag("ui/parts/chosen_filters.html")
def chosen_filters(chosen: Sequence[ChosenFilter], clear_url: str) -> dict[str, object]:
    return {"chosen": chosen, "clear_url": clear_url}
