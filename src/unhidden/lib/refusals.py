"""What a rule does not allow, told apart by codes."""

from __future__ import annotations


class ActionRefused(Exception):
    """An action was not done because a rule does not allow it.

    ``code`` says which refusal it is: its class, unless that says why more exactly.
    """

    @property
    def code(self) -> object:
        return type(self)
