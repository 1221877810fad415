"""Run one bench and print what it measured, one JSON object a line."""

from __future__ import annotations

import importlib
import json


def main(arguments: list[str]) -> None:
    """``NAME [--quick]``, where config/benches/NAME.py has ``run(*, quick)``."""
    name, *size = arguments
    bench = importlib.import_module(f"config.benches.{name}")
    for measure in bench.run(quick=size == ["--quick"]):
        print(json.dumps(measure), flush=True)
