"""A step of the journey as a page, and all of them as templates for the script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse, translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from unhidden.reporting.actions import doors
from unhidden.reporting.actions.sending import SEALED_FIELD, new_words
from unhidden.reporting.forms.draft import ReportDraft
from unhidden.reporting.forms.mailbox import AdditionForm
from unhidden.reporting.forms.report import ReportForm
from unhidden.reporting.presenters import links, maps
from unhidden.reporting.presenters.files import FileShown, files_shown
from unhidden.reporting.queries import maps as maps_queries
from unhidden.reporting.queries import offered, routes
from unhidden.reporting.queries.routes import ShownDesk
from unhidden.reporting.rules import answers, areas, journey, receipts
from unhidden.reporting.rules.journey import CHECK, FILES, START, JourneyStep
from unhidden.ui import pins

# Steps with a page of their own; all others show their questions and nothing more.
_OWN = frozenset(
    {
        START,
        "danger_call",
        "self",
        "child",
        "professional",
        "what",
        "where",
        "area",
        "when",
        FILES,
        CHECK,
    }
)
# The script of the first page, with all that it imports.
_FIRST = (
    *(f"ui/{name}.js" for name in ("exit",)),
    "vault/chain.js",
    *(
        f"reporting/{name}.js"
        for name in (
            *("answers", "curves", "draft", "journey", "path", "pins"),
            *("upload", "view"),
        )
    ),
)
# What sealing needs, by the step that loads it: none takes long on a slow connection.
_LATER: dict[str, tuple[str, ...]] = {
    "phones": (
        *(f"noble-hashes/{n}.js" for n in ("utils", "_blake", "_md", "_u64", "blake2")),
        *(f"altcha-lib/{n}.js" for n in ("types", "helpers", "pow")),
        "altcha-lib/algorithms/web/pbkdf2.js",
    ),
    "reply": (
        "vault/sealing.js",
        *(
            f"reporting/{name}.js"
            for name in ("seal", "desk", "post", "sketch", "placemark", "send")
        ),
    ),
    CHECK: tuple(
        f"noble-ciphers/{name}.js"
        for name in ("utils", "_poly1305", "_arx", "salsa", "chacha")
    ),
}


@dataclass(frozen=True, slots=True)
class Other:
    """Another language of the page, and where its form goes."""

    code: str
    name: str
    url: str
    is_equal: bool


@dataclass(frozen=True, slots=True)
class Said:
    """An answer on the last page; ``step`` is where it is changed."""

    label: str
    lines: tuple[str, ...]
    step: str
    name: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The last page: what was answered, and what was left out."""

    answered: list[Said]
    left_out: list[Said]


@dataclass(frozen=True, slots=True)
class Whole:
    """All that the script needs to walk the journey without asking us again."""

    data: dict[str, Any]
    templates: SafeString
    scripts: list[dict[str, str]]


def first(draft: ReportDraft, *, is_try: bool, at: datetime) -> dict[str, Any]:
    """The first page, which brings the whole journey for browsers with scripts."""
    ticket = doors.begin_form(at=at)
    data = _data(draft, is_try=is_try) | {"key": str(ticket.form_key)}
    templates = _templates(_language(), is_try, maps.offered())
    whole = Whole(data, templates, pins.pin_static_files(_FIRST))
    shown = _shown(draft, draft.steps[0], is_try) | {"ticket": ticket.text}
    return _page(shown | _drawn(draft)) | {"whole": whole}


def page(
    draft: ReportDraft,
    step: JourneyStep,
    *,
    at: datetime,
    form: ReportForm | None = None,
    is_try: bool = False,
    **more: object,
) -> dict[str, Any]:
    """A step to be answered; with ``form`` it shows what is wrong in it."""
    shown = _shown(draft, step, is_try) | {"form": form or draft.page(step)}
    shown |= _drawn(draft)
    if step.code in {FILES, CHECK}:
        shown["files"] = _files(draft, at)
    if step.code == CHECK:
        shown["summary"] = summary(draft, files=shown["files"])
        shown["sealed_for"] = _sealed_for(draft, at)
    return _page(shown | more)


def _page(shown: dict[str, Any]) -> dict[str, Any]:
    others = [
        Other(code, name, translate_url(shown["action"], code), code in ("en", "cy"))
        for code, name in settings.LANGUAGES
        if code != _language()
    ]
    # The form stands by itself, too: the title of the page says when it has errors.
    form, step = shown.get("form"), shown["step"]
    return {"shown": shown, "form": form, "others": others, "step": step}


def _drawn(draft: ReportDraft) -> dict[str, str]:
    """What chance gives to a form: its receipt words, once; and to each copy of a page
    a name of its own.

    The words travel in the form from its first page on, so that all its pages agree on
    them, and are made from nothing that is kept. A copy that is sent twice is one
    report, and whoever sends another copy may have changed something in it.
    """
    language = words_language()
    words = next(draft.words(language), None) or new_words(language)
    return {"words": " ".join(words), "copy": str(uuid4())}


def summary(draft: ReportDraft, *, files: Sequence[FileShown] = ()) -> Summary:
    """Every question on the way that was taken, and what was said; and the files."""
    form = draft.page_of_all
    rows = [
        Said(str(form[name].label), _lines(form, name, draft), step.code, name)
        for step in journey.list_shown_steps(draft.steps, draft.told)
        for name in step.fields
    ]
    labels = tuple(str(each.file.kind_label) for each in files)
    rows.append(Said(gettext("Files"), labels, FILES, FILES))
    return Summary(
        answered=[row for row in rows if row.lines],
        # A point is chosen by scripts, and whoever reads this page has none.
        left_out=[row for row in rows if not row.lines and row.name != "point"],
    )


def _files(draft: ReportDraft, at: datetime) -> list[FileShown]:
    """The files that came with this form so far."""
    ticket = doors.read_ticket(draft.sent.get("ticket", ""), at=at)
    return files_shown(ticket.form_key, []) if ticket else []


def _sealed_for(draft: ReportDraft, at: datetime) -> ShownDesk | None:
    """Whom the form as it stands is sealed for by this program."""
    ticket = doors.read_ticket(draft.sent.get("ticket", ""), at=at)
    if ticket is None:
        return None
    area, topic = ("".join(draft.told[name][-1:]) for name in ("area", "topic"))
    desk = routes.desk_for(area, topic, form_key=ticket.form_key)
    return routes.shown_desk(desk)


def words_language() -> str:
    """The language of receipt words for this page."""
    return receipts.list_for(_language())


def in_words(draft: ReportDraft) -> str:
    """All that was answered, as somebody would write it down, to be added again."""
    rows = summary(draft).answered
    return "\n\n".join("\n".join((row.label, *row.lines)) for row in rows)


def _lines(form: ReportForm, name: str, draft: ReportDraft) -> tuple[str, ...]:
    values = [value for value in draft.told[name] if value.strip()]
    if name == "point":
        return tuple(filter(None, map(maps_queries.point_in_words, values)))
    options = {option.value: str(option.label) for option in form[name].options}  # type: ignore[attr-defined]  # our renderer's own class
    return tuple(options.get(value, value) for value in values)


def _shown(draft: ReportDraft, step: JourneyStep, is_try: bool) -> dict[str, Any]:
    """What the part of the page shows that the script would draw by itself."""
    number, total = journey.place_of(draft.steps, step.code, draft.told)
    return {
        "step": step,
        "template": _template(step),
        "number": number,
        "total": total,
        "carried": list(draft.carried(step.fields)),
        "ticket": draft.sent.get("ticket", ""),
        "action": reverse("reporting:try" if is_try else "reporting:report"),
        "places": places(),
        "map": maps.offered(),
        "is_try": is_try,
    }


def _template(step: JourneyStep) -> str:
    folder, name = ("steps", step.code) if step.code in _OWN else ("parts", "question")
    return f"reporting/{folder}/{name}.html"


def places() -> list[str]:
    """The names of the gazetteer in the language of the page, sorted."""
    is_welsh = _language() == "cy"
    return sorted(p.name_cy if is_welsh else p.name_en for p in areas.list_places())


def _data(draft: ReportDraft, *, is_try: bool) -> dict[str, Any]:
    """What the script is told, besides the templates of the steps."""
    language = _language()
    return {
        "steps": [asdict(step) for step in draft.steps],
        "version": answers.FORM_VERSION,
        "language": language,
        "isTry": is_try,
        "door": reverse("reporting:door"),
        "send": reverse("reporting:sealed"),
        "file": reverse("reporting:file"),
        "away": reverse("reporting:away"),
        "words": reverse("reporting:words", args=[words_language()]),
        "longest": answers.TEXTS,
        "urgent": offered.urgent_signs(),
        "ofChildren": offered.of_children(),
        "sectors": areas.load_postcode_sectors(),
        "places": {
            areas.normalise_name(name): place.area
            for place in areas.list_places()
            for name in (place.name_en, place.name_cy)
        },
        "otherNames": areas.other_names(),
        "field": SEALED_FIELD,
        "pins": {step: pins.pin_static_files(names) for step, names in _LATER.items()},
        "says": _says(),
        **links.for_script(),
        **maps.for_script(),
    }


def _says() -> dict[str, str]:
    """What the script says to people, in the language of the page."""
    return {
        "page": gettext("Page %(number)s of %(total)s"),
        "missing": gettext("Enter what you saw or know, or select at least one sign"),
        "tooLong": gettext(
            "Use %(limit_value)d characters or fewer. You used %(show_value)d."
        ),
        "problem": gettext("There is a problem"),
        "error": gettext("Error:"),
        "change": gettext("Change"),
        "files": gettext("Files"),
        "uploading": gettext("Adding your files: %(percent)s%%"),
        "answer": pgettext("to a question", "Answer"),
        "sealing": gettext("Sealing your report…"),
        "busy": gettext(
            "Many reports are coming in. Yours is in line: leave this page open."
        ),
        "waiting": gettext(
            "It has not gone through yet. Leave this page open: it is sent when "
            "your connection is back. You can also press “Send the report” again."
        ),
        "offline": gettext(
            "It did not go through. Your report is still here: check your "
            "connection, and press “Send the report” again."
        ),
    }


@cache
def _templates(language: str, is_try: bool, _map: maps.MapShown | None) -> SafeString:
    """Every step as a template element, made once for a language, map and process.

    Nothing of anybody's is in it: the first page carries it to every visitor.
    """
    draft = ReportDraft(QueryDict(), offered.signs_to_offer())
    parts = [
        _shown(draft, step, is_try) | {"form": draft.page(step)} for step in draft.steps
    ]
    shown = {
        "parts": parts,
        "list": words_language(),
        "add": AdditionForm(question=None),
    }
    return SafeString(render_to_string("reporting/templates.html", shown))


def _language() -> str:
    return get_language() or "en"
