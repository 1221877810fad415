"""Looking at a page as a browser shows it: which one it is, and what axe finds."""

from __future__ import annotations

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page


def route_name(url: str, urlconf: str) -> str | None:
    """The name of the route, told apart by language; None for no page of ours."""
    path = urlsplit(url).path
    is_welsh = path.startswith("/cy/")
    try:
        match = resolve(path.removeprefix("/cy") if is_welsh else path, urlconf)
    except Resolver404:
        return None
    return f"cy {match.view_name}" if is_welsh else match.view_name


def axe_findings(page: Page) -> list[str]:
    """Each violation of the page, with the first places where it stands."""
    found = []
    for each in Axe().run(page).response["violations"]:
        where = "; ".join(node["html"][:120] for node in each["nodes"][:2])
        found.append(f"axe {each['id']}: {page.url} {where}")
    return found
