"""Whether a visit bore out that its premises were worth looking at."""

from __future__ import annotations

from unhidden.visits.rules.records import VisitRecord

BORNE_OUT, NOT_BORNE_OUT, NOT_KNOWN = "borne_out", "not_borne_out", "not_known"

_CONCERN = {
    "potential_victim_identified",
    "disclosure_made",
    "welfare_concern",
    "child_concern",
}
# Referrals for somebody's safety or for labour abuse; not those of a fire door.
_FOR_PEOPLE = ("council_adult", "council_child", "labour_abuse", "charity")
_NOT_LOOKED = {
    "refused_entry",
    "closed_vacant",
    "wrong_address",
    "no_answer",
    "information_gap",
    "revisit",
    "joint_visit_needed",
}


def came_of(record: VisitRecord) -> str:
    """Borne out by a concern for somebody, a possible victim or a referral for one.

    Not known where the visit could not look or could not tell. Other crime, notices and
    arrests alone bear nothing out: they are not modern slavery.
    """
    is_referred = any(record.is_referred_to(body) for body in _FOR_PEOPLE)
    if record.outcome in _CONCERN or record.possible_victims or is_referred:
        return BORNE_OUT
    if record.outcome in _NOT_LOOKED or not record.is_entered:
        return NOT_KNOWN
    return NOT_BORNE_OUT
