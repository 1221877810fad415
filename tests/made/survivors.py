"""A survivor of whom much is kept, in words that stand nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from uuid import UUID

from django.apps import apps

from tests.cast import NOON, TODAY, Cast
from tests.made import support
from tests.made.safeguarding import make_case_offer, take_on
from unhidden.access.actor import Actor
from unhidden.safeguarding import actions
from unhidden.safeguarding.crossing.actions import involving
from unhidden.safeguarding.crossing.actions import requests as asking
from unhidden.safeguarding.models import Case
from unhidden.safeguarding.people.actions import speaking

NAME, BORN = "Zdeňka Quillfeather", "14 March 1991"
PHONE, ADDRESS = "07700 900739", "Flat 9, Marlpit Rise, LL99 8ZZ"
NOTE = "She sleeps better since the lamp was mended."
ACCOUNT = "The cellar smelt of varnish, and the door was never open."
NEED = "A doctor near the aqueduct."
INTERPRETER = "Radoslav Ptáček"
PROVIDER = "Practice at the Aqueduct"
#: What is hers alone, and stands on no page without a basis.
WORDS = (
    *("Quillfeather", "Zdeňka", BORN, "900739", "Marlpit", "lamp was mended"),
    *("varnish", "aqueduct", "Aqueduct", "Ptáček"),
)


@dataclass(frozen=True, slots=True)
class MadeSurvivor:
    """Her case by its numbers, and the ids of all its rows, as addresses name them."""

    case_id: UUID
    urn: str
    pseudonym: str
    ids: Mapping[str, list[UUID]]

    @property
    def words(self) -> tuple[str, ...]:
        """What gives her away, on whatever page it stands."""
        every = sorted({str(each) for found in self.ids.values() for each in found})
        return (*WORDS, self.urn, self.pseudonym, *every)

    @property
    def searched(self) -> tuple[str, ...]:
        """What somebody would look for who knows something of her."""
        return ("Quillfeather", PHONE, self.urn, self.pseudonym)


def make_survivor(cast: Cast, *, possible_victim_id: UUID) -> MadeSurvivor:
    """Everything that a support worker may do for somebody in their first days."""
    offer_id = make_case_offer(cast, possible_victim_id)
    case_id = take_on(cast, offer_id)
    worker = cast.actor("support_worker")
    identity = actions.SurvivorIdentity(NAME, BORN, f"{PHONE}, {ADDRESS}")
    actions.record_identity(case_id=case_id, identity=identity, actor=worker, at=NOON)
    for kind in ("support", "nrm", "investigation"):
        new = actions.NewConsent(kind, "yes", "cs")
        actions.record_consent(case_id=case_id, new=new, actor=worker, at=NOON)
    for organisation_id in cast.organisations.values():
        involving.note_involved(
            case_id=case_id,
            organisation_id=organisation_id,
            is_involved=True,
            day=TODAY,
            actor=worker,
            at=NOON,
        )
    actions.add_note(case_id=case_id, text=NOTE, actor=worker, at=NOON)
    _support(cast, case_id)
    _tell(case_id, worker)
    asking.ask_holdings(
        case_id=case_id,
        organisation_id=cast.organisations["red_cross"],
        actor=worker,
        at=NOON,
    )
    return find_survivor(case_id)


def _support(cast: Cast, case_id: UUID) -> None:
    """What she needs, and what is done about it."""
    need_id = support.make_need(cast, case_id, words=NEED)
    actions.ask_service(
        case_id=case_id,
        need_id=need_id,
        provider_id=support.make_provider(cast, name=PROVIDER),
        asked_on=TODAY,
        actor=cast.actor("support_worker"),
        at=NOON,
    )
    support.write_plan(cast, case_id, "Walk by the aqueduct.")
    support.judge_risk(cast, case_id, words="He varnishes boats.")
    support.make_contact(cast, case_id, NOON + timedelta(days=1))
    support.make_case_file(cast, case_id, b"Her letter about the aqueduct.")


def _tell(case_id: UUID, worker: Actor) -> None:
    """What she told, and how she may be reached."""
    told = actions.NewAccount(ACCOUNT, TODAY, "spoken", "cs", "none", False)
    actions.keep_account(case_id=case_id, new=told, actor=worker, at=NOON)
    actions.begin_form(case_id=case_id, actor=worker, at=NOON)
    way = actions.NewSafeContact(
        *("text", (0, 1), time(9), time(17), PHONE, "Ask for Zdeňka.", "", TODAY)
    )
    actions.record_safe_contact(case_id=case_id, new=way, actor=worker, at=NOON)
    speaking.exclude_interpreter(
        case_id=case_id, name=INTERPRETER, reason="known", actor=worker, at=NOON
    )


def find_survivor(case_id: UUID) -> MadeSurvivor:
    """What the tables hold of her, whoever may read it."""
    cases = Case._base_manager.using("stored").select_related("person")
    case = cases.get(id=case_id)
    return MadeSurvivor(case_id, case.urn, case.person.pseudonym, dict(_list_ids()))


def _list_ids() -> Iterator[tuple[str, list[UUID]]]:
    """Of each table of this module its ids, under the name that addresses use."""
    for model in apps.get_app_config("safeguarding").get_models():
        rows = model._base_manager.using("stored").values_list("pk", flat=True)
        found = sorted(each for each in rows if isinstance(each, UUID))
        if found:
            yield f"{_name_argument(model.__name__)}_id", found


def _name_argument(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
