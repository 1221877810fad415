"""Be another database role for a while, as another process would be."""

from __future__ import annotations

from config.steps.roles import as_role

__all__ = ["as_role"]
