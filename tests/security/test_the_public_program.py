"""The public program has no staff page in it, and can read no report."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection

from tests.security.routes import routes
from tests.support.roles import as_role
from unhidden.access.rls.tables import list_declared_tables

PUBLIC = routes("unhidden.config.urls.public")
READABLE = {
    "agencies_organisation",
    "operations_publicevent",
    "oversight_publication",
    "places_council",
    "reporting_cataloguereview",
    "reporting_channel",
    "reporting_route",
    "signs_section",
    "signs_sign",
    "vault_generation",
    "vault_link",
    "vault_team",
}


def test_no_public_page_is_a_staff_page() -> None:
    assert PUBLIC
    assert not [route.path for route in PUBLIC if hasattr(route.view, "needs")]


def test_the_public_program_never_loads_a_staff_view() -> None:
    """Asked of a fresh process, whose modules nobody else has loaded."""
    code = (
        "import sys, django; django.setup();"
        "import importlib; importlib.import_module('unhidden.config.urls.public');"
        "print([m for m in sys.modules if m.endswith('views.staff')"
        " or m in {'unhidden.config.urls.staff', 'unhidden.agencies.views',"
        " 'unhidden.visits.views',"
        " 'unhidden.intelligence.views', 'unhidden.reporting.views.channels'}"
        " or (m.startswith('unhidden.operations.') and '.views.' in m"
        " and not m.endswith('.public'))"
        " or (m.startswith('unhidden.safeguarding.') and '.views' in m)])"
    )
    environment = _environment("unhidden.config.settings.public")

    answer = subprocess.run(  # our own interpreter and code
        [sys.executable, "-c", code],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == "[]"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "table", sorted(model._meta.db_table for model in apps.get_models())
)
def test_the_public_role_reads_only_what_is_for_everyone(table: str) -> None:
    rights = list_declared_tables()[table].public
    asked = "select" in rights

    with as_role("public"), connection.cursor() as cursor:
        cursor.execute(
            "select has_any_column_privilege(current_user, %s::regclass, 'select')",
            [connection.ops.quote_name(table)],
        )
        (may_read,) = cursor.fetchone()

    assert may_read == asked == (table in READABLE)


@pytest.mark.django_db
def test_the_public_role_is_refused_the_reports() -> None:
    with (
        as_role("public"),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
    ):
        cursor.execute("select sealed_answers from reporting_report")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["public", "staff", "worker"])
def test_no_serving_role_changes_the_schema(role: str) -> None:
    with (
        as_role(role),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
    ):
        cursor.execute("create table public.smuggled (id int)")


def _environment(settings: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": "src:.",
    }
