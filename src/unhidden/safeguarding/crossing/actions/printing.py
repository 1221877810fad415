"""Printing for the person and for those they show it to, each kept with the case."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.consent.actions.outgoing import NewOutgoing, note_outgoing
from unhidden.safeguarding.consent.queries import standing
from unhidden.safeguarding.crossing.queries import sheets
from unhidden.safeguarding.crossing.queries.holdings import find_holdings
from unhidden.safeguarding.crossing.queries.papers import make_paper
from unhidden.safeguarding.frame.actions import hold_open_case, tell_case
from unhidden.safeguarding.models import Case, OutgoingKind, OutsideReceiver
from unhidden.safeguarding.people.actions import contact
from unhidden.safeguarding.people.actions import identity as people

IDENTITY = frozenset({"name", "born"})
TICKS = ("name", "born", "supported_by", "reference", "state", "support")


class NotAskedFor(ActionRefused):
    """Printed only when the person asks, after a talk about who may find it."""


class NothingTicked(ActionRefused):
    """A page that shows only what is ticked shows nothing."""


@action
def print_own_page(
    *,
    case_id: UUID,
    language: str,
    is_asked_for: bool,
    is_talked_over: bool,
    despite: str = "",
    actor: Actor,
    at: datetime,
) -> bytes:
    """The person's page in their language, as PDF.

    Raises NotAskedFor; WordsForbidden and WayClosed where it holds words that they
    asked never to use, or that cannot be known, and no reason is given.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    if not (is_asked_for and is_talked_over):
        raise NotAskedFor
    _keep(
        case,
        NewOutgoing(
            kind=OutgoingKind.OWN_PAGE,
            categories=(),
            outside=OutsideReceiver.PERSON,
            is_asked_for=True,
            is_talked_over=True,
        ),
        actor=actor,
        at=at,
    )
    with translation.override(_known(language)):
        found = find_holdings(viewer=actor, case_id=case_id, day=day_in_london(at))
        page = sheets.write_own_page(
            found, language=_known(language), day=day_in_london(at)
        )
    contact.pass_page(
        case_id=case_id, text=page.all_text, despite=despite, actor=actor, at=at
    )
    return make_paper(page)


@action
def print_ticked_page(
    *,
    case_id: UUID,
    ticked: Collection[str],
    outside: str,
    language: str,
    actor: Actor,
    at: datetime,
) -> bytes:
    """A page for a hospital or a court, of what is ticked alone. NothingTicked."""
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    wanted = [each for each in TICKS if each in ticked]
    if not wanted:
        raise NothingTicked
    shown = _shown(case, wanted, _known(language), actor, at)
    _keep(
        case,
        NewOutgoing(
            kind=OutgoingKind.TICKED_PAGE,
            categories=("identity",) if IDENTITY & set(wanted) else (),
            outside=outside,
        ),
        actor=actor,
        at=at,
    )
    with translation.override(_known(language)):
        whom = str(OutsideReceiver(outside).label)
    return make_paper(
        sheets.write_ticked_page(
            shown, language=_known(language), day=day_in_london(at), whom=whom
        )
    )


def _shown(
    case: Case, wanted: Collection[str], language: str, actor: Actor, at: datetime
) -> dict[str, str]:
    """What is ticked, under its name; who they are is opened only if that is."""
    identity = (
        people.open_identity(case_id=case.id, actor=actor, at=at)
        if IDENTITY & set(wanted)
        else None
    )
    agrees = standing.find_agreement(
        viewer=actor, case_id=case.id, kind="support", day=day_in_london(at)
    )
    with translation.override(language):
        lead = agencies.name_of(case.lead)
        texts = {
            "name": (
                _("Name"),
                (identity.full_name or identity.name) if identity else "",
            ),
            "born": (_("Date of birth"), identity.born if identity else ""),
            "supported_by": (_("Supported by"), lead),
            "reference": (_("Home Office reference"), case.nrm_reference),
            "state": (_("Referral to the NRM"), case.get_nrm_state_display()),
            "support": (_("Agrees to support"), _("Yes") if agrees else _("No")),
        }
        return {str(texts[each][0]): str(texts[each][1]) for each in wanted}


def _keep(case: Case, new: NewOutgoing, *, actor: Actor, at: datetime) -> None:
    note_outgoing(case=case, new=new, actor=actor, at=at)
    tell_case("paper_printed", case, actor=actor, at=at, detail={"kind": str(new.kind)})


def _known(language: str) -> str:
    return language if language in sheets.LANGUAGES else "en"
