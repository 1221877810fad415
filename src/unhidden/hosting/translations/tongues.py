"""The report, the signs and the lines to call in further languages.

Each has one catalogue, ``django.po`` under ``config/locale``, with the texts of those
pages alone and of the data that they show; all else stays English and Welsh.
They were made with the help of a machine, and the pages say so until a reviewer signs
the very catalogue that is shown (reporting/models/tongues.py).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext
from django.utils.functional import Promise
from django.utils.translation import override, to_locale

from unhidden.config.edge.navigation import PUBLIC_DOORS, PUBLIC_FOOTER, PUBLIC_MENU
from unhidden.config.languages import SPOKEN, TONGUES
from unhidden.hosting.translations import messages

HOUSE = messages.ROOT / "src/unhidden"
# The pages that have these languages, and what they are made of.
SOURCES = (
    "learning/queries/printed.py",
    "learning/templates/learning/print.html",
    "operations/briefing/queries/phrases.py",
    "reporting/forms/files.py",
    "reporting/forms/mailbox.py",
    "reporting/forms/receipt.py",
    "reporting/forms/report.py",
    "reporting/queries/channels.py",
    "reporting/queries/choices.py",
    "reporting/queries/maps.py",
    "reporting/queries/wording.py",
    "reporting/models/channels.py",
    "reporting/models/files.py",
    "reporting/presenters/links.py",
    "reporting/presenters/maps.py",
    "reporting/presenters/refusals.py",
    "reporting/presenters/steps.py",
    "reporting/templates/reporting/already.html",
    "reporting/templates/reporting/closed.html",
    "reporting/templates/reporting/quiet.html",
    "reporting/templates/reporting/receipt.html",
    "reporting/templates/reporting/status.html",
    "reporting/templates/reporting/step.html",
    "reporting/templates/reporting/tried.html",
    "reporting/templates/reporting/who_to_call.html",
    "reporting/templates/reporting/mailbox*.html",
    "reporting/templates/reporting/parts/add_form.html",
    "reporting/templates/reporting/parts/already.html",
    "reporting/templates/reporting/parts/channel.html",
    "reporting/templates/reporting/parts/do_not_search.html",
    "reporting/templates/reporting/parts/duties.html",
    "reporting/templates/reporting/parts/files.html",
    "reporting/templates/reporting/parts/line.html",
    "reporting/templates/reporting/parts/map.html",
    "reporting/templates/reporting/parts/professional.html",
    "reporting/templates/reporting/parts/receipt.html",
    "reporting/templates/reporting/parts/said.html",
    "reporting/templates/reporting/parts/sealed_for.html",
    "reporting/templates/reporting/parts/spoken.html",
    "reporting/templates/reporting/parts/standing.html",
    "reporting/templates/reporting/parts/step.html",
    "reporting/templates/reporting/parts/tried.html",
    "reporting/templates/reporting/parts/unsafe.html",
    "reporting/templates/reporting/parts/words.html",
    "reporting/templates/reporting/steps/*.html",
    "signs/templates/signs/index.html",
    "signs/templates/signs/section.html",
    "signs/templates/signs/parts/list.html",
    "signs/templates/signs/parts/never.html",
    "signs/templates/signs/parts/next.html",
    "ui/choices.py",
    "ui/templates/ui/absent.html",
    "ui/templates/ui/failed.html",
    "ui/templates/ui/not_understood.html",
    "ui/templates/ui/page.html",
    "ui/templates/ui/public_page.html",
    "ui/templates/ui/stale_form.html",
    "ui/templates/ui/forms/hint_and_error.html",
    "ui/templates/ui/parts/demonstration.html",
    "ui/templates/ui/parts/error_summary.html",
    "ui/templates/ui/parts/exit.html",
    "ui/templates/ui/parts/navigation.html",
    "ui/templates/ui/parts/warning.html",
)
#: Columns of the data whose English is shown, by file; and which lines are.
DATA: dict[str, tuple[str, ...]] = {
    "signs/data/sections.csv": ("name_en", "intro_en"),
    "signs/data/indicators.csv": ("phrase_en",),
    "signs/data/explained.csv": ("may_mean_en", "or_else_en"),
    "reporting/data/channels.csv": (
        "name_en",
        "read_by_en",
        "hours_en",
        "cost_en",
        "languages_en",
        "takes_en",
        "excludes_en",
        "next_en",
        "note_en",
    ),
}
_FEW = frozenset({"public", "public+trained"})


def extract_texts() -> int:
    """Bring every catalogue up to date; returns how many texts wait, in all of them."""
    waiting = 0
    for code, _ in TONGUES:
        source, stored = _gathered(code), _stored(code)
        for message in messages.list_messages(source):
            known = stored.get(messages.find_singular(message), message.context)
            if known and known.pluralizable == message.pluralizable:
                message.string = known.string
            waiting += not all(messages.list_message_forms(message))
        _save(code, source)
    return waiting


def compile_all() -> None:
    """Write each catalogue's ``.mo`` beside it."""
    for code, _ in TONGUES:
        if _file(code).exists():
            with _file(code).with_suffix(".mo").open("wb") as target:
                write_mo(target, _stored(code))


def find_translation_problems() -> list[str]:
    """Everything that is missing or does not fit, a sentence each."""
    return [fault for code, _ in TONGUES for fault in _faults(code)]


def _faults(code: str) -> Iterator[str]:
    source, stored = _gathered(code), _stored(code)
    wanted = {messages.make_message_key(m) for m in messages.list_messages(source)}
    kept = {messages.make_message_key(m): m for m in messages.list_messages(stored)}
    yield from (f"{code}: “{text}” is missing" for _, text in wanted - kept.keys())
    yield from (
        f"{code}: “{text}” is shown nowhere" for _, text in kept.keys() - wanted
    )
    for message in kept.values():
        forms = messages.list_message_forms(message)
        if not all(forms) or message.fuzzy:
            yield f"{messages.name_message(code, message)}: not translated"
            continue
        last = len(forms) - 1
        for number, form in enumerate(forms):
            for fault in messages.find_mismatches(message, number, form, other=last):
                yield f"{messages.name_message(code, message)}: {fault}"


def _gathered(code: str) -> Catalog:
    catalog = _empty(code)
    for pattern in SOURCES:
        for path in sorted(HOUSE.glob(pattern)):
            messages.gather_texts(catalog, path, path.relative_to(HOUSE).as_posix())
    for place, text in (*_menu(), *_data()):
        catalog.add(text, locations=[(place, 0)])
    return catalog


def _menu() -> Iterator[tuple[str, str]]:
    """What leads to pages: the menu, and the doors to those that have the languages."""
    groups = [group for doors in PUBLIC_DOORS.values() for _title, group in doors]
    doors = [entry for group in groups for entry in group if entry.page in SPOKEN]
    with override("en"):
        for entry in (*PUBLIC_MENU, *PUBLIC_FOOTER, *doors):
            label: str | Promise = entry.label
            yield "src/unhidden/config/edge/navigation.py", str(label)


def _data() -> Iterator[tuple[str, str]]:
    trained = _for_trained_people()
    for name, columns in DATA.items():
        for row in _rows(name):
            if row.get("is_public") != "no" and row.get("code") not in trained:
                yield from ((name, row[c]) for c in columns if row.get(c))


def _for_trained_people() -> frozenset[str]:
    """The codes of signs that only trained people are shown: they stay where they are.

    A sign's words and its explanation stand in two files, under one code.
    """
    signs = _rows("signs/data/indicators.csv")
    return frozenset(row["code"] for row in signs if row["seen_by"] not in _FEW)


def _rows(name: str) -> list[dict[str, str]]:
    with (HOUSE / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _file(code: str) -> Path:
    folder = messages.ROOT / "src/unhidden/config/locale" / to_locale(code)
    return folder / "LC_MESSAGES" / "django.po"


def _empty(code: str) -> Catalog:
    locale = Locale.parse(to_locale(code))
    catalog = Catalog(locale=locale)
    rule = to_gettext(locale.plural_form)
    catalog.mime_headers = [("Plural-Forms", rule.rstrip(";"))]
    return catalog


def _stored(code: str) -> Catalog:
    if not _file(code).exists():
        return _empty(code)
    with _file(code).open("rb") as source:
        return read_po(source, locale=to_locale(code), abort_invalid=True)


def _save(code: str, catalog: Catalog) -> None:
    locale = Locale.parse(to_locale(code))
    made = io.BytesIO()
    write_po(made, catalog, omit_header=True, sort_output=True, include_lineno=False)
    header = (
        f"# {locale.get_display_name('en')}, made with the help of a machine.\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {to_locale(code)}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {to_gettext(locale.plural_form)}\\n"\n\n'
    )
    _file(code).parent.mkdir(parents=True, exist_ok=True)
    _file(code).write_text(
        header + made.getvalue().decode().strip() + "\n", encoding="utf-8"
    )
