"""Which ways to a database leave this machine without protection."""

from __future__ import annotations

import pytest
from psycopg.conninfo import conninfo_to_dict

from unhidden.lib import remote_databases


def is_unprotected(address: str) -> bool:
    told = conninfo_to_dict(address)
    return remote_databases.is_unprotected({k: str(v) for k, v in told.items()})


@pytest.mark.parametrize(
    "address",
    [
        "postgresql:///unhidden",
        "postgresql:///unhidden?host=/run/postgresql",
        "postgresql://localhost/unhidden",
        "postgresql://127.0.0.1:5433/unhidden",
        "postgresql://127.9.9.9/unhidden",
        "postgresql://[::1]/unhidden",
        "postgresql://localhost,127.0.0.1/unhidden",
        "postgresql://db.example.org/unhidden?sslmode=verify-full",
        "postgresql://10.1.2.3/unhidden?sslmode=verify-ca&sslrootcert=/etc/ssl/own.pem",
    ],
)
def test_these_are_fine(address: str) -> None:
    assert not is_unprotected(address)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://db.example.org/unhidden",
        "postgresql://10.1.2.3/unhidden",
        "postgresql://db.example.org/unhidden?sslmode=require",
        "postgresql://db.example.org/unhidden?sslmode=verify-ca",
        "postgresql:///unhidden?host=db.example.org&sslmode=prefer",
        "postgresql://localhost/unhidden?hostaddr=10.1.2.3",
        "postgresql://localhost,db.example.org/unhidden",
        "postgresql:///unhidden?service=elsewhere",
        "postgresql://localhost.example.org/unhidden",
        "postgresql://0.0.0.0/unhidden",
    ],
)
def test_these_are_not(address: str) -> None:
    assert is_unprotected(address)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PGHOST", "db.example.org"), ("PGHOSTADDR", "10.1.2.3"), ("PGSERVICE", "there")],
)
def test_what_the_environment_adds_counts(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, tmp_path: object
) -> None:
    file = f"{tmp_path}/services"
    with open(file, "w") as opened:
        opened.write("[there]\nhost=db.example.org\n")
    monkeypatch.setenv("PGSERVICEFILE", file)
    monkeypatch.setenv(name, value)

    assert is_unprotected("postgresql:///unhidden")
    # It protects nothing: pg_dump is not given it.
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    assert is_unprotected("postgresql:///unhidden")
