"""A second model of the NRM, written from the domain's notes and not from the rules.

It keeps one person as flags and a stage, and asks whether an event can happen to them;
the machine under test keeps a table of pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

#: How far a referral has come; a decision sets the person on, never back.
STAGES = ("found", "asked", "answered", "drafted", "referred", "rg", "recovery", "cg")
OVER = ("died", "closed")
SIDE = ("lost_contact", "left_uk")


@dataclass(frozen=True, slots=True)
class ModelPerson:
    """``state`` is told by the machine; the rest is kept by this model alone."""

    is_child: bool
    stage: str = "found"
    is_dead: bool = False
    is_positive: bool = False
    asked_about: str = ""


def happens(person: ModelPerson, state: str) -> ModelPerson:
    """The person after an event; raises AssertionError where it cannot happen."""
    assert not person.is_dead or state == "closed", "nothing happens to the dead"
    if state == "died":
        return replace(person, is_dead=True)
    if state in {"rg_positive", "rg_negative", "rg_suspended", "rg_pending"}:
        assert person.stage in {"referred", "rg"}, "nobody decides unasked"
        return replace(person, stage="rg", is_positive=state == "rg_positive")
    if state in {"submitted"}:
        assert person.stage in {"answered", "drafted"}, "referred without a word"
        return replace(person, stage="referred", is_positive=False)
    if state == "recovery":
        assert person.is_positive
        assert person.stage == "rg"
        return replace(person, stage="recovery")
    if state in {"cg_pending", "cg_positive", "cg_negative"}:
        assert person.stage in {"recovery", "cg"}, "conclusive before reasonable"
        return replace(person, stage="cg", is_positive=state != "cg_negative")
    return _other(person, state)


def _other(person: ModelPerson, state: str) -> ModelPerson:
    adults = {"consent_given", "consent_refused", "capacity_best_interests"}
    if state in adults | {"withdrawn", "dtn_required", "dtn_submitted"}:
        assert not person.is_child, "a child is not asked, and is not notified of"
    if state in adults | {"not_required_child"}:
        return replace(person, stage="answered")
    if state == "consent_pending":
        return replace(person, stage="asked")
    if state == "draft":
        assert person.stage in {"answered", "drafted"}
        return replace(person, stage="drafted")
    if state == "reconsideration_requested":
        assert person.stage in {"rg", "cg"}
        assert not person.is_positive
    if state == "move_on":
        assert person.stage == "cg"
        assert person.is_positive
    if state == "turned_18_transition":
        assert person.is_child
        return replace(person, is_child=False)
    return person
