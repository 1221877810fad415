"""Of two words the one that was written later counts, whatever it says of itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.cast import NOON, TODAY, Cast
from tests.made.safeguarding import make_case
from tests.made.sharing import BY_CONSENT, make_agreement, make_draft, record_consent
from unhidden.access.context import acting_as
from unhidden.safeguarding import actions
from unhidden.safeguarding.consent.queries import standing
from unhidden.safeguarding.models import Consent
from unhidden.sharing.actions import faults

pytestmark = pytest.mark.django_db


def test_no_date_and_no_number_makes_a_word_win_over_what_is_written_after_it(
    cast: Cast,
) -> None:
    case_id, agreement_id = make_case(cast), make_agreement(cast)
    worker = cast.actor("support_worker")
    record_consent(cast, case_id, "yes")

    def stands() -> str:
        found = standing.list_standings(viewer=worker, case_id=case_id, day=TODAY)
        return next(one.standing for one in found if one.kind == "support")

    def write_yes(**given: Any) -> None:
        """As SQL would, with whatever date and number."""
        with acting_as(worker.doing("safeguarding_support")), transaction.atomic():
            Consent.objects.create(
                case_id=case_id, kind="support", answer="yes", language="en",
                words_version=2, asked_by_id=worker.person, **given,
            )  # fmt: skip

    write_yes(asked_at=NOON.replace(year=2099), number=2**63 - 1)
    actions.record_consent(
        case_id=case_id,
        new=actions.NewConsent("support", "withdrawn", "ti"),
        actor=worker,
        at=NOON + timedelta(days=1),
    )

    assert stands() == "withdrawn"
    with pytest.raises(faults.NoBasis):
        make_draft(cast, case_id, agreement_id, **BY_CONSENT)

    write_yes(asked_at=NOON - timedelta(days=9))

    assert stands() == "yes"
    make_draft(cast, case_id, agreement_id, **BY_CONSENT)
