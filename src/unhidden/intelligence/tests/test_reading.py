"""Finding graded intelligence, reading it, and opening what stands behind it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.intelligence import (
    PROVENANCE,
    RAW,
    make_draft,
    make_intelligence,
    make_item,
    make_triage,
)
from tests.made.places import make_premises
from tests.made.reporting import WORDS, make_report
from unhidden.access.absent import Absent
from unhidden.audit import queries as audit
from unhidden.intelligence import actions, queries
from unhidden.intelligence.actions import NewMention

pytestmark = pytest.mark.django_db


def mentioning(kind: str, text: str, premises_id: UUID | None = None) -> UUID:
    raise NotImplementedError
