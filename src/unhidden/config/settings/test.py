"""Tests: the staff site's settings; the public site is chosen by a fixture."""

import os
import tempfile
from pathlib import Path

if not os.environ.get("UNHIDDEN_SECRETS"):
    # In a folder of nobody else's, under a name that nobody guesses; our own processes
    # are told where, and it goes with the one that made it.
    _FOLDER = tempfile.TemporaryDirectory(prefix="unhidden-test-secrets-")
    _SECRETS_FILE = Path(_FOLDER.name) / "secrets.json"
    _SECRETS_FILE.write_text(
        '{"secret_key": "for tests only, worth nothing at all, and long enough too",'
        ' "receipt_key": "cmVjZWlwdCBrZXkgZm9yIHRlc3RzIG9ubHksIDMyYg==",'
        ' "vault_key": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",'
        ' "context_key": "Y29udGV4dCBrZXkgZm9yIHRlc3RzIG9ubHksIDMyYiE=",'
        ' "live_key": "dGlja2V0cycga2V5IGZvciB0ZXN0cyBvbmx5LCAzMmI=",'
        ' "landing_seed": "cmVjZWlwdHMnIHNlZWQgZm9yIHRlc3RzIG9ubHksIDE=",'
        ' "landing_check": "d9AucXMHSy3iYCOVKPhiZaKpXiFy7y/CzRNcAZuuUAQ=",'
        ' "landing_key": "bGFuZGluZ3MnIGtleSBmb3IgdGVzdHMgb25seSwgMzI=",'
        ' "host_key": "aG9zdCdzIGtleSBmb3IgdGVzdHMgb25seSwgMzJieSE=",'
        ' "root_seed": "cm9vdCdzIHNlZWQgZm9yIHRlc3RzIG9ubHksIDMyYiE="}'
    )
    os.environ["UNHIDDEN_SECRETS"] = str(_SECRETS_FILE)
os.environ.setdefault("DATABASE_URL", "postgresql://unhidden_test@/test_unhidden")
os.environ.setdefault("SIGNIN_DATABASE_URL", os.environ["DATABASE_URL"])
os.environ.setdefault("UNHIDDEN_DEMONSTRATION", "True")

from .staff import *  # the environment comes first

DATABASES["default"]["OPTIONS"]["assume_role"] = "unhidden_staff"
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["signin"]["ENGINE"] = "tests.joined_connection"
DATABASES["signin"]["OPTIONS"]["assume_role"] = "unhidden_signin"
DATABASES["signin"]["CONN_MAX_AGE"] = 0
DATABASES["stored"] = {
    **DATABASES["signin"],
    "OPTIONS": {**DATABASES["signin"]["OPTIONS"]},
}
DATABASES["stored"]["OPTIONS"]["assume_role"] = "unhidden_backup"
KEY_DERIVATION = "least"
HEADS = None
KEY_ROOT = bytes.fromhex(
    "b92f4c5245f7f993a5861b14b6f3741c2451ba209e9fbc3c2fe78eace827b49d"
)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="unhidden-static-")) / "served"
STATIC_ROOT.mkdir()
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
