"""A case of BAWSO's, and an agreement under which it may be shared."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case
from tests.made.sharing import WORDS, make_agreement
from unhidden.safeguarding import actions as safeguarding


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    """A case of BAWSO's with an identity and a note."""
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    safeguarding.record_identity(
        case_id=case_id,
        identity=safeguarding.SurvivorIdentity("Selam Haile", "1998", "07700 900123"),
        actor=worker,
        at=NOON,
    )
    safeguarding.add_note(case_id=case_id, text=WORDS, actor=worker, at=NOON)
    return case_id


@pytest.fixture
def agreement_id(cast: Cast) -> UUID:
    return make_agreement(cast)
