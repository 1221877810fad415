"""Welsh texts without any gettext program: gather, keep, compile and check them.

Each module keeps its own catalogue, ``locale/cy/LC_MESSAGES/django.po``, beside the
code it belongs to. English is the source. Compiled ``.mo`` files are made by
``make install`` and not kept in git.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as extract_from
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from unhidden.config import location

ROOT = location.REPOSITORY
CATALOGUE = Path("locale/cy/LC_MESSAGES/django.po")
SUFFIXES = frozenset({".py", ".html", ".txt"})
SKIPPED = frozenset({"tests", "migrations", "locale", "static", "data", "__pycache__"})

# The six Welsh categories of CLDR, in its order: zero, one, two, few (3), many (6),
# other. Django asks every catalogue by that catalogue's own rule, so ours need not
# be the four forms of Django's own Welsh.
_RULE = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5"
PLURALS = f"nplurals=6; plural=({_RULE})"
OTHER = 5
HEADER = f"""# Welsh of {{name}}, kept by "unhidden messages": only the msgstr is yours.
msgid ""
msgstr ""
"Language: cy\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {PLURALS};\\n"

"""

# Django's own set of marking functions (django-admin makemessages); "_now" is gettext
# where "_" waits for the reader's language.
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "_now", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}

PLACEHOLDER = re.compile(r"%\([^)]+\)[a-z]|\{\w*\}|%[sd]")
TAG = re.compile(r"</?[a-z][^>]*>")

Key: TypeAlias = tuple[str | None, str]


def extract_messages(*only: str, root: Path = ROOT) -> int:
    """Bring every catalogue up to date with the source; keep the Welsh there is.

    ``only`` limits the work to the named modules. New texts come in empty, texts
    that are gone leave. Returns how many texts still wait for their Welsh.
    """
    waiting = 0
    for folder in folders(root):
        if only and folder.name not in only:
            continue
        updated = _updated(folder)
        _save(folder, updated)
        waiting += sum(
            1
            for message in list_messages(updated)
            if not all(list_message_forms(message))
        )
    return waiting


def compile_all(*, root: Path = ROOT) -> int:
    """Write each catalogue's ``.mo`` beside it. Returns how many were written."""
    written = 0
    for folder in folders(root):
        source = folder / CATALOGUE
        if source.exists():
            with source.with_suffix(".mo").open("wb") as target:
                write_mo(target, _stored(folder))
            written += 1
    return written


def find_message_problems(*, root: Path = ROOT) -> list[str]:
    """Everything that is wrong with the Welsh, a sentence each; empty when right."""
    found: list[str] = []
    welsh_of: dict[Key, tuple[str, list[str]]] = {}
    for folder in folders(root):
        source, stored = _gathered(folder), _stored(folder)
        found += _out_of_step(folder.name, source, stored)
        for message in list_messages(stored):
            found += (
                f"{name_message(folder.name, message)}: {p}" for p in _faults(message)
            )
            welsh = list_message_forms(message)
            module, other = welsh_of.setdefault(
                make_message_key(message), (folder.name, welsh)
            )
            if other != welsh:
                found.append(
                    f"{name_message(folder.name, message)}: differs from {module}"
                )
    return found


def folders(root: Path) -> list[Path]:
    """The folders that keep a catalogue: each module's."""
    return sorted(p.parent for p in (root / "src/unhidden").glob("*/__init__.py"))


def _gathered(folder: Path) -> Catalog:
    """What the folder's source says, as a catalogue without Welsh."""
    catalog = _empty()
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.suffix not in SUFFIXES or SKIPPED & set(place.parts):
            continue
        gather_texts(catalog, path, place.as_posix())
    return catalog


def gather_texts(catalog: Catalog, path: Path, place: str) -> None:
    """Add the texts of a file of code or a template; ``place`` is what to call it."""
    for _line, text, comments, context in extract_from(
        "python", io.BytesIO(_python(path)), KEYWORDS, ["Translators"]
    ):
        catalog.add(
            text, locations=[(place, 0)], auto_comments=comments, context=context
        )


def _python(path: Path) -> bytes:
    """The file as Python; a template becomes the calls its tags stand for."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    # What stands between the calls keeps the template's indents, which mean nothing.
    return "\n".join(line.strip() for line in templatize(text).split("\n")).encode()


def _updated(folder: Path) -> Catalog:
    """The source's texts with the Welsh already written for them."""
    gathered, stored = _gathered(folder), _stored(folder)
    for message in list_messages(gathered):
        known = stored.get(find_singular(message), message.context)
        if known and known.pluralizable == message.pluralizable:
            message.string = known.string
            message.flags |= known.flags & {"fuzzy"}
    return gathered


def _save(folder: Path, catalog: Catalog) -> None:
    path = folder / CATALOGUE
    if not len(catalog):
        path.unlink(missing_ok=True)
        return
    made = io.BytesIO()
    write_po(made, catalog, omit_header=True, sort_output=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    header = HEADER.format(name=folder.name)
    path.write_text(header + made.getvalue().decode().strip() + "\n", encoding="utf-8")


def _stored(folder: Path) -> Catalog:
    path = folder / CATALOGUE
    if not path.exists():
        return _empty()
    with path.open("rb") as source:
        return read_po(source, locale="cy", abort_invalid=True)


def _empty() -> Catalog:
    catalog = Catalog(locale="cy")
    catalog.mime_headers = [("Plural-Forms", PLURALS)]
    return catalog


def _out_of_step(name: str, source: Catalog, stored: Catalog) -> Iterator[str]:
    wanted = {make_message_key(m): m for m in list_messages(source)}
    kept = {make_message_key(m): m for m in list_messages(stored)}
    for new in wanted.keys() - kept.keys():
        yield f"{name_message(name, wanted[new])}: missing from the catalogue"
    for old in kept.keys() - wanted.keys():
        yield f"{name_message(name, kept[old])}: no longer in the source"


def _faults(message: Message) -> Iterator[str]:
    """What is wrong with one text's Welsh."""
    if message.fuzzy:
        yield "marked fuzzy"
    welsh = list_message_forms(message)
    if not all(welsh) or (message.pluralizable and len(welsh) <= OTHER):
        yield "no Welsh" if not any(welsh) else "not every plural form has its Welsh"
        return
    for number, form in enumerate(welsh):
        yield from find_mismatches(message, number, form)


def find_mismatches(
    message: Message, number: int, form: str, *, other: int = OTHER
) -> Iterator[str]:
    """How one form differs in shape from the English it stands for.

    A form for one certain number may spell it out ("dim", "un") and so lack one
    placeholder of the English; the form for all other numbers may not.
    """
    english = message.id[-1] if message.pluralizable else find_singular(message)
    wanted, found = _placeholders(english), _placeholders(form)
    may_spell_out = message.pluralizable and number != other
    if found - wanted or len(wanted - found) > int(may_spell_out):
        yield f"placeholders {sorted(found)} where {sorted(wanted)} are due"
    if _edges(form) != _edges(english):
        yield "spaces or line ends at an edge differ"
    if sorted(TAG.findall(form)) != sorted(TAG.findall(english)):
        yield "HTML tags differ"


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(PLACEHOLDER.findall(text.replace("%%", "")))


def _edges(text: str) -> tuple[str, str]:
    bare = text.strip()
    before, _, after = text.partition(bare)
    return before, after


def list_messages(catalog: Catalog) -> list[Message]:
    """The messages of a catalogue, without its header."""
    return [message for message in catalog if message.id]


def list_message_forms(message: Message) -> list[str]:
    """What stands for a message: one text, or one for each plural form."""
    string = message.string
    return [string or ""] if isinstance(string, str) else list(string or [""])


def find_singular(message: Message) -> str:
    """The English of a message, for one."""
    return message.id if isinstance(message.id, str) else message.id[0]


def make_message_key(message: Message) -> Key:
    """What tells messages apart."""
    return message.context, find_singular(message)


def name_message(module: str, message: Message) -> str:
    """A message for somebody who has to find it."""
    return f"{module}: “{find_singular(message)}”"
