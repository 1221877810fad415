"""How what landed stands, in colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unhidden.field.models import SubmissionState

if TYPE_CHECKING:
    from unhidden.ui.parts import Tone

TONES: dict[str, Tone] = {
    SubmissionState.WAITS: "warning",
    SubmissionState.LANDED: "going",
    SubmissionState.APPLIED: "good",
}
