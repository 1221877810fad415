"""The map of pages says what both sites serve."""

from __future__ import annotations

from tests.docs import page_map


def test_the_map_is_what_the_addresses_say() -> None:
    assert page_map.FILE.read_text() == page_map.text(), (
        "run `.venv/bin/python -m tests.docs.page_map`"
    )


def test_a_view_is_followed_to_the_templates_it_may_show() -> None:
    shown = {
        route.name: route.templates
        for addresses in page_map.SITES.values()
        for route in page_map.routes(addresses)
    }

    assert shown["places:premises_list"] == ["places/premises_list.html"]
    assert shown["mfa_view_recovery_codes"] == ["agencies/codes.html"]
    assert shown["reporting:away"] == []
    assert "reporting/mailbox_deleted.html" in shown["reporting:status"]
    assert "reporting/<part>/<part>.html" in shown["reporting:report"]
