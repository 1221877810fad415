"""Phones go out with the police's officers, and two accounts of visits came from them.

One counts in the place of what was written at the office, with what was told there in
confidence and two photos; the other waits for a decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.access.policy import Purpose
from unhidden.agencies import queries as agencies
from unhidden.demo import files, playing
from unhidden.demo.region import Region
from unhidden.demo.sending import DemonstrationPhone, KeyToSeal, SealedParcel
from unhidden.demo.visiting import ADULT_BASIS, RecordedVisit
from unhidden.field.applying import actions as applying
from unhidden.field.devices import actions as devices
from unhidden.field.keys import actions as keys
from unhidden.field.keys import queries as landing
from unhidden.field.policies import KEEP_LANDING
from unhidden.lib.working_days import LONDON
from unhidden.vault import actions as vault
from unhidden.vault import device_keys
from unhidden.visits import queries as visits
from unhidden.visits.accounts import actions as deciding
from unhidden.visits.accounts import queries as accounts

_KEEPER = Actor(None, None, frozenset({KEEP_LANDING}))
_TOLD = {
    "what": "disclosure",
    "text": "I sleep here. I asked for my passport and he said next month.",
    "language": "Vietnamese",
    "said_verbatim": True,
    "interpreter": "By phone",
}
WAITS, READY, LOST = "officer_8", "officer_3", "officer_7"
_WHY = "Written on the spot, and it tells of more than the record did."


def let_phones_out(region: Region, *, at: datetime) -> None:
    """Any phone, so that whoever tries it needs nobody's approval; one was enrolled
    before, and waits for that."""
    _enrol(region, WAITS, at)
    administrator = region.actor("administrator", at.date())
    devices.set_device_rule(devices="personal", actor=administrator, at=at)
    with playing.play_worker():
        keys.keep_landing_keys(actor=_KEEPER, at=at)


def send_accounts(
    region: Region, recorded: Sequence[RecordedVisit], *, at: datetime
) -> None:
    """Two officers were without signal; what they wrote came when they were back.

    A third has a phone ready to go out, and a fourth lost theirs.
    """
    seen, other = _choose_visits(recorded)
    _enrol(region, READY, at)
    phone, owner = _enrol(region, LOST, at)
    devices.report_lost(
        device_id=device_keys.device_id_of(phone.public_key),
        reason="Left in a taxi",
        actor=owner,
        at=at,
    )
    full = _begin(region, seen, at)
    leads, keepers = _find_teams(region, at)
    full.add_inner(_TOLD, leads)
    picture = files.draw_picture(at)
    full.add_photo(picture, is_of_people=False, copy=full.landing, keepers=keepers)
    full.add_photo(picture, is_of_people=True, copy=leads, keepers=keepers)
    full.send_account(_write_outer(seen, "welfare_concern"))
    short = _begin(region, other, at)
    short.add_photo(picture, is_of_people=False, copy=short.landing, keepers=keepers)
    short.send_account(_write_outer(other, "no_concern"))
    with playing.play_worker():
        applying.apply_landed(actor=_KEEPER, at=at)
        applying.complete_photos(actor=_KEEPER, at=at)
    _let_count(region, seen, at)


def _choose_visits(
    recorded: Sequence[RecordedVisit],
) -> tuple[RecordedVisit, RecordedVisit]:
    """The last at which a sign was seen, and another; officers led both."""
    found = [
        each
        for each in reversed(recorded)
        if each.planned.kind == "soft"
        and not each.planned.people
        and each.planned.leader.startswith("officer")
    ]
    found.sort(key=lambda each: not each.seen)
    return found[0], found[1]


def _begin(region: Region, visit: RecordedVisit, at: datetime) -> SealedParcel:
    """An account on the phone of who led the visit."""
    phone, owner = _enrol(region, visit.planned.leader, at)
    key = landing.find_landing_key(viewer=owner, day=at.date())
    if key is None:
        raise LookupError(at)
    return SealedParcel(
        phone=phone,
        landing=KeyToSeal(str(key.id), key.public_key),
        author=owner.person,
        planned=visit.planned.id,
        form=visits.newest_form(),
    )


def _enrol(region: Region, key: str, at: datetime) -> tuple[DemonstrationPhone, Actor]:
    """A phone of theirs in the books; a second time it is the same."""
    phone = DemonstrationPhone(sha256(key.encode()).digest())
    owner = region.actor(key, at.date())
    challenge = devices.make_challenge(actor=owner, at=at)
    message = challenge.encode() + owner.person.bytes
    new = devices.NewDevice(
        public_key=phone.public_key,
        challenge=challenge,
        signature=phone.sign_message(device_keys.ENROLMENT, message),
        name="Work phone",
        unlock="words",
        is_persistent=True,
    )
    devices.enrol_device(new=new, actor=owner, at=at)
    return phone, owner


def _find_teams(region: Region, at: datetime) -> tuple[KeyToSeal, KeyToSeal]:
    """The keys of the police's safeguarding leads, and of its custodians."""
    police = region.organisations["police"]
    wanted = [agencies.safeguarding_team_of(police), agencies.custodians_of(police)]
    lead = region.actor("safeguarding", at.date())
    with context.acting_as(lead.doing(Purpose.SAFEGUARDING_SUPPORT)):
        newest = vault.newest_of(wanted)
    leads, keepers = (
        KeyToSeal(str(team), bytes(newest[team].public_key), newest[team].number)
        for team in wanted
    )
    return leads, keepers


def _write_outer(visit: RecordedVisit, outcome: str) -> dict[str, Any]:
    """What the record holds, as the app tells it."""
    begins = visit.planned.starts_at.astimezone(LONDON)
    is_worried = outcome == "welfare_concern"
    return {
        "answers": {
            "purpose_told": "We talk with businesses like yours about modern slavery.",
            "entry_basis": "consent",
            "consent_by": "The person in charge",
            "interpreter": "phone" if is_worried else "not_needed",
            "on": f"{begins:%Y-%m-%d}",
            "starts_at": f"{begins:%H:%M}",
            "ends_at": f"{begins + timedelta(minutes=35):%H:%M}",
            "outcome": outcome,
            "spoken_to": 2,
            "leaflets": 3,
            "notices": 0,
            "arrests": 0,
            "narrative": "There are beds behind the back room." if is_worried else "",
        },
        "people": [{"age": "adult", "sex": "female", "count": 2}],
        "signs": [
            {"code": code, "answer": "seen", "how": "saw"}
            for code in visit.seen
            if is_worried
        ],
        "referrals": [
            {"to": "council_adult", "legal_basis": ADULT_BASIS}
            for _ in range(is_worried)
        ],
    }


def _let_count(region: Region, visit: RecordedVisit, at: datetime) -> None:
    """The planner compares both accounts, and chooses the phone's."""
    planner = region.actor("planner", at.date())
    waiting = accounts.list_waiting(viewer=planner)
    card = next(each for each in waiting if each.planned_id == visit.planned.id)
    deciding.decide_account(
        account_id=card.id,
        decision=deciding.COUNT,
        why=_WHY,
        actor=planner,
        at=card.landed_at,
    )
