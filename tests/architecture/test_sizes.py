"""Files and functions stay short enough to be read at one sitting."""

from __future__ import annotations

import ast

from tests.architecture import sources

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
CODE = (".py", ".html", ".js", ".css")


def test_no_file_is_longer_than_400_lines() -> None:
    long = {
        sources.named(file): lines
        for file in sources.files(*CODE)
        if "/migrations/" not in sources.named(file)  # written by Django
        if (lines := len(file.read_text().splitlines())) > LONGEST_FILE
    }

    assert long == {}


def test_no_function_is_longer_than_50_lines() -> None:
    long = {
        f"{name}:{node.lineno} {node.name}": lines
        for name, tree in sources.trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }

    assert long == {}
