"""Every text has its Welsh, and the check that says so can be trusted."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from django.utils import dates, translation

from unhidden.hosting.translations import messages

PAGE = """
{% load i18n %}
<main>
    <h1>{% translate "Who to call" %}</h1>
  <p>{{ town }}</p>
</main>
{% blocktranslate trimmed count n=total %}
  {{ n }} visit by {{ team }}
{% plural %}
  {{ n }} visits by {{ team }}
{% endblocktranslate %}
"""
VIEW = """
from django.utils.translation import gettext_lazy as _, pgettext_lazy
GREETING = _("Hello <b>%(name)s</b>.")
MAY = pgettext_lazy("month", "May")
"""
WELSH = {
    'msgid "Who to call"': ["Pwy i'w ffonio"],
    'msgid "May"': ["Mai"],
    'msgid "Hello <b>%(name)s</b>."': ["Helo <b>%(name)s</b>."],
    'msgid_plural "%(n)s visits by %(team)s"': [
        "Dim ymweliadau gan %(team)s",
        "Un ymweliad gan %(team)s",
        "%(n)s ymweliad gan %(team)s",
        "%(n)s ymweliad gan %(team)s",
        "%(n)s ymweliad gan %(team)s",
        "%(n)s o ymweliadau gan %(team)s",
    ],
}


def test_every_text_of_the_house_has_its_welsh() -> None:
    assert messages.find_message_problems() == []


def test_the_house_marks_texts_by_names_that_are_gathered() -> None:
    files = (messages.ROOT / "src/unhidden").rglob("*.py")
    named = re.compile(r"\b\w*gettext(?:_lazy|_noop)? as (\w+)")

    used = {name for path in files for name in named.findall(path.read_text("utf-8"))}

    assert "_" in used
    assert used <= set(messages.KEYWORDS)


def test_no_text_of_the_house_gives_a_month_another_name() -> None:
    """Django's own words are found by the same keys: ours of another sense has one."""
    with translation.override("cy"):
        assert str(dates.MONTHS[5]) == "Mai"
        assert translation.pgettext("permission", "May") == "Caiff"


def test_texts_are_gathered_from_code_and_templates(house: Path) -> None:
    waiting = messages.extract_messages(root=house)

    stored = catalogue(house).read_text(encoding="utf-8")
    assert waiting == len(WELSH)
    assert all(line in stored for line in WELSH)
    assert 'msgctxt "month"' in stored
    assert "#: templates/shop/page.html\n" in stored


def test_gathering_again_keeps_the_welsh_and_drops_what_is_gone(house: Path) -> None:
    write_welsh(house)
    (house / "src/unhidden/shop/views.py").write_text("", encoding="utf-8")

    waiting = messages.extract_messages(root=house)

    stored = catalogue(house).read_text(encoding="utf-8")
    assert waiting == 0
    assert "Pwy i'w ffonio" in stored
    assert "Helo" not in stored


def test_a_complete_catalogue_has_no_problem_and_compiles(house: Path) -> None:
    write_welsh(house)

    written = messages.compile_all(root=house)

    with catalogue(house).with_suffix(".mo").open("rb") as compiled:
        welsh = gettext.GNUTranslations(compiled)
    visits = "%(n)s visit by %(team)s", "%(n)s visits by %(team)s"
    assert messages.find_message_problems(root=house) == []
    assert written == 1
    assert welsh.gettext("Who to call") == "Pwy i'w ffonio"
    assert welsh.ngettext(*visits, 0) == "Dim ymweliadau gan %(team)s"
    assert welsh.ngettext(*visits, 4) == "%(n)s o ymweliadau gan %(team)s"


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ("Pwy i'w ffonio", "", "no Welsh"),
        ("Un ymweliad gan %(team)s", "", "not every plural form"),
        ("Helo <b>%(name)s</b>.", "Helo <b>%(enw)s</b>.", "placeholders"),
        ("Dim ymweliadau gan %(team)s", "Dim", "placeholders"),
        ("%(n)s o ymweliadau gan", "Ymweliadau gan", "placeholders"),
        ("Helo <b>%(name)s</b>.", "Helo <i>%(name)s</i>.", "HTML tags"),
        ('msgstr "Mai"', 'msgstr " Mai"', "spaces"),
        ('msgctxt "month"', '#, fuzzy\nmsgctxt "month"', "fuzzy"),
        ('msgid "Who to call"', 'msgid "Whom to call"', "missing"),
        ('msgid "Who to call"', 'msgid "Whom to call"', "no longer in the source"),
    ],
)
def test_a_broken_catalogue_is_caught(
    house: Path, right: str, wrong: str, complaint: str
) -> None:
    write_welsh(house)
    stored = catalogue(house).read_text(encoding="utf-8")
    assert stored.count(right) == 1

    catalogue(house).write_text(stored.replace(right, wrong), encoding="utf-8")

    assert any(
        complaint in problem for problem in messages.find_message_problems(root=house)
    )


def test_one_text_with_two_welsh_versions_is_caught(house: Path) -> None:
    write_welsh(house)
    other = house / "src/unhidden/menu"
    other.mkdir()
    (other / "__init__.py").write_text("", encoding="utf-8")
    (other / "menu.py").write_text('_("Who to call")', encoding="utf-8")
    messages.extract_messages(root=house)
    path = other / messages.CATALOGUE
    stored = path.read_text(encoding="utf-8")

    path.write_text(filled(stored, 'msgid "Who to call"', ["Ffonio"]), encoding="utf-8")

    assert messages.find_message_problems(root=house) == [
        "shop: “Who to call”: differs from menu"
    ]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house of one module, with a page and a view."""
    shop = tmp_path / "src/unhidden/shop"
    (shop / "templates/shop").mkdir(parents=True)
    (shop / "__init__.py").touch()
    (shop / "views.py").write_text(VIEW, encoding="utf-8")
    (shop / "templates/shop/page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def catalogue(house: Path) -> Path:
    return house / "src/unhidden/shop" / messages.CATALOGUE


def write_welsh(house: Path) -> None:
    """Fill the catalogue of the house as a translator would."""
    messages.extract_messages(root=house)
    stored = catalogue(house).read_text(encoding="utf-8")
    for line, forms in WELSH.items():
        stored = filled(stored, line, forms)
    catalogue(house).write_text(stored, encoding="utf-8")


def filled(stored: str, line: str, forms: list[str]) -> str:
    """The catalogue's text with the Welsh ``forms`` written under ``line``."""
    before, after = stored.split(line + "\n")
    entry, gap, rest = after.partition("\n\n")
    for number, form in enumerate(forms):
        name = f"msgstr[{number}]" if len(forms) > 1 else "msgstr"
        entry = entry.replace(f'{name} ""', f'{name} "{form}"')
    return f"{before}{line}\n{entry}{gap}{rest}"
