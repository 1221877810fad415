"""The files that pages load, and those they must not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from pytest_django import Settings

from unhidden.ui import views
from unhidden.ui.finders import NEEDED, PackageFinder

HOME = Path(views.__file__).parent
TEMPLATES = "".join(path.read_text() for path in (HOME / "templates").rglob("*.html"))
THEME = (HOME / "static" / "ui" / "theme.css").read_text()


@pytest.fixture
def collected(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_FINDERS = [
        "unhidden.ui.finders.PackageFinder",
        "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    ]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "unhidden.ui.storage.HashedStaticFiles"},
    }
    forget: Any = finders.get_finder
    forget.cache_clear()
    call_command("collectstatic", interactive=False, verbosity=0)
    yield tmp_path / "static"
    forget.cache_clear()


def hashed(root: Path, name: str) -> str:
    return (root / paths(root)[name]).read_text()


def paths(root: Path) -> dict[str, str]:
    manifest: dict[str, Any] = json.loads(
        (root.parent / "staticfiles.json").read_text()
    )
    return dict(manifest["paths"])


def test_imports_and_fonts_lead_to_hashed_files_that_are_there(
    collected: Path,
) -> None:
    script, theme = hashed(collected, "ui/page.js"), hashed(collected, "ui/theme.css")
    found = re.findall(r'"\.\./(\S+?)"', script + theme)

    assert len(found) == 7
    for name in found:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", name)
        assert (collected / name).is_file()


def test_no_stylesheet_leads_to_a_typeface_that_is_not_ours(collected: Path) -> None:
    sheets = {name for name in paths(collected) if name.endswith(".css")}

    assert "govuk/govuk-frontend.min.css" in sheets
    assert [n for n in sheets if "/assets/fonts/" in hashed(collected, n)] == []


def test_files_are_compressed_beforehand(collected: Path) -> None:
    assert list(collected.glob("ui/theme.*.css.gz"))


def test_no_source_map_is_promised(collected: Path) -> None:
    assert "sourceMappingURL" not in hashed(collected, "govuk/govuk-frontend.min.css")
    assert "sourceMappingURL" not in hashed(collected, "moj/moj-frontend.min.css")


def test_only_what_is_needed_of_the_packages_is_collected(collected: Path) -> None:
    packaged = {name for name in paths(collected) if name.split("/")[0] in NEEDED}

    assert packaged == {
        f"{package}/{name}" for package, names in NEEDED.items() for name in names
    }


def test_a_file_that_is_not_needed_is_not_found_either() -> None:
    finder = PackageFinder()

    assert finder.find("govuk/govuk-frontend.min.css")
    assert not finder.find("govuk/assets/fonts/light-94a07e06a1-v2.woff2")
    assert not finder.find("govuk/assets/images/govuk-crest.svg")


def test_our_typeface_outweighs_every_rule_for_gds_transport() -> None:
    ours = ":root.govuk-template body.govuk-template__body"

    heaviest = max(
        len(re.findall(r"\.[a-z]|\[", selector))
        for name in ("govuk/govuk-frontend.min.css", "moj/moj-frontend.min.css")
        for selector in _selectors_that_set_a_typeface(name)
    )

    assert f"{ours} :not(code, kbd, pre, samp) {{" in THEME
    # Two classes and :root against classes alone; elements break the tie.
    assert heaviest <= 3


def test_no_template_uses_what_is_not_ours() -> None:
    for borrowed in ("crown", "crest", "govuk-header", "logotype", "copyright-logo"):
        assert borrowed not in TEMPLATES


def test_the_typeface_covers_the_welsh_circumflexes() -> None:
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", THEME)

    for letter in "ŵŷŴŶâêîôûï’–":
        assert any(
            int(low, 16) <= ord(letter) <= int(high or low, 16) for low, high in ranges
        )


def _selectors_that_set_a_typeface(name: str) -> Iterator[str]:
    path = PackageFinder().find(name)
    css = Path(str(path)).read_text()
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        if "font-family" in body:
            yield from selectors.split(",")


def test_the_list_of_all_files_is_not_among_those_that_are_served(
    collected: Path,
) -> None:
    assert not list(collected.glob("**/staticfiles.json*"))
