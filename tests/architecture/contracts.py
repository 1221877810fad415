"""The import contracts of pyproject.toml, for tests that hold other things to them."""

from __future__ import annotations

import tomllib

from unhidden.hosting.paths import REPOSITORY

_PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
CONTRACTS = {
    contract["id"]: contract
    for contract in _PROJECT["tool"]["importlinter"]["contracts"]
}
LAYERS: list[str] = CONTRACTS["one-way"]["layers"]
