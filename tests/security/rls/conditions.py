"""The conditions in the text of a function, and the text without one of them.

A condition is what stands between ``if``, ``where``, ``on``, ``and`` and the like. It
is taken out by what changes nothing beside it: true within an AND, false within an OR,
and false where it stands alone in an IF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"--[^\n]*|'(?:[^']|'')*'|\$\w*\$|[A-Za-z_][\w.]*|\d+|\s+|.", re.DOTALL
)
_COMMENT = re.compile(r"--[^\n]*")
_BEGINS = {"if", "elsif", "where", "and", "or", "having", "on"}
_ENDS = {
    "and", "or", "then", "group", "order", "for", "limit", "union", "loop", "having",
    "returning", "into", "where", "else", "end", "offset", "join",
}  # fmt: skip
# "end if", "create or replace", "distinct on" and a column of that name begin no
# condition; "on conflict" begins none either.
_BEFORE_NONE = {"end", "create", ".", "distinct"}
_NOT_FIRST = {*_ENDS, ")", "conflict"}
_JOINS = {"left", "cross", "inner"}  # with "join" after it; left() is a function, too


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    depth: int

    @property
    def word(self) -> str:
        return self.text.lower()


def without_each(body: str) -> Iterator[tuple[str, str]]:
    """Each condition, and the text with it taken out."""
    tokens = [token for token in _tokens(body) if not token.text.isspace()]
    for index, token in enumerate(tokens):
        begins = _begins(tokens, index)
        if begins is None:
            continue
        end = _end(tokens, index)
        after = tokens[end].word if end < len(tokens) else ""
        stop = tokens[end].start if end < len(tokens) else len(body)
        condition = body[token.start : stop].rstrip()
        if condition.strip("()") not in ("", "true", "false"):
            put = _neutral(begins, after)
            yield " ".join(condition.split()), _put(body, token.start, condition, put)


def ifs(body: str) -> Iterator[tuple[str, str]]:
    """The condition of each IF, in one line, and the statement that it leads to."""
    tokens = [token for token in _tokens(body) if not token.text.isspace()]
    for index, token in enumerate(tokens):
        before = tokens[index - 1].word if index else ""
        if token.word not in ("if", "elsif") or before == "end":
            continue
        for other in tokens[index + 1 :]:
            if other.word == "then" and other.depth == token.depth:
                condition = body[token.start + len(token.text) : other.start]
                leads_to = body[other.start + len("then") :].partition(";")[0]
                yield _in_a_line(condition), _in_a_line(leads_to)
                break


def _in_a_line(text: str) -> str:
    return " ".join(_COMMENT.sub("", text).split())


def _put(body: str, start: int, condition: str, put: str) -> str:
    return body[:start] + put + body[start + len(condition) :]


def _begins(tokens: list[_Token], index: int) -> str | None:
    """The word before a condition that begins here."""
    before = tokens[index - 1] if index else None
    if before is None or tokens[index].word in _NOT_FIRST:
        return None
    earlier = tokens[index - 2].word if index > 1 else ""
    if before.word in _BEGINS and earlier not in _BEFORE_NONE:
        return before.word
    if before.text == "(":
        # The first operand of a group: (a or b).
        end = _end(tokens, index)
        if end < len(tokens) and tokens[end].word in ("and", "or"):
            return "("
    return None


def _end(tokens: list[_Token], index: int) -> int:
    depth = tokens[index].depth
    for at in range(_past_case(tokens, index), len(tokens)):
        token = tokens[at]
        if token.depth < depth or (token.text == ")" and token.depth == depth - 1):
            return at
        joins = token.word in _JOINS and _word(tokens, at + 1) == "join"
        if token.depth == depth and at > index and (
            token.word in _ENDS or token.text == ";" or joins
        ):  # fmt: skip
            return at
    return len(tokens)


def _word(tokens: list[_Token], at: int) -> str:
    return tokens[at].word if at < len(tokens) else ""


def _past_case(tokens: list[_Token], index: int) -> int:
    """Behind the END of a condition that begins with CASE; else where it begins."""
    inside = 0
    for at in range(index, len(tokens)):
        inside += (tokens[at].word == "case") - (tokens[at].word == "end")
        if inside == 0:
            return at + (at > index)
    return index


def _neutral(before: str, after: str) -> str:
    is_alone = before in ("where", "having", "on") and after != "or"
    if "and" in (before, after) or is_alone:
        return "true"
    return "false"


def _tokens(body: str) -> Iterator[_Token]:
    depth = 0
    for match in _TOKEN.finditer(body):
        text = match[0]
        if text.startswith("--"):
            continue
        if text in (")", "]"):
            depth -= 1
        yield _Token(text, match.start(), depth)
        if text in ("(", "["):
            depth += 1
