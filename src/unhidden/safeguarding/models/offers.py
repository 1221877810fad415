"""How a person is offered to who will support them: in codes that name nobody."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.safeguarding.models.contact_codes import SpokenLanguage
from unhidden.safeguarding.models.people import CaseWayIn, SurvivorAgeGroup

_ME, _OWN = "(select wall.person())", "(select wall.organisation())"
_OPENS = "(select wall.meets('safeguarding_case', '{create}'))"
_OFFERED = f"offered_by_id = {_ME} and {_OPENS}"
# Who leads safeguarding for the organisation that offers, when its officer is off duty.
_LEADS = (
    f"from_organisation_id = {_OWN} and {_OPENS}"
    " and (select wall.meets('safeguarding_plan', '{read}'))"
)
_ASKED = (
    f"to_organisation_id = {_OWN}"
    " and (select wall.meets('safeguarding_case', '{manage}'))"
)
# Nobody is accepted without a case: or nobody would have them, and it would not show.
_TAKEN_ON = (
    "state = 'accepted' and exists (select from safeguarding_case c"
    f" where c.offer_id = safeguarding_caseoffer.id and c.lead_id = {_OWN})"
)

#: Support is not for those who enforce immigration law.
SUPPORTS_PEOPLE = (
    "to_organisation_id in (select o.id from agencies_organisation o"
    " where o.kind <> 'law_enforcement')"
)


class OfferUrgency(models.TextChoices):
    TONIGHT = "tonight", _("Tonight: an answer within 2 hours")
    TODAY = "today", _("Today: an answer within 12 hours")
    THREE_DAYS = "three_days", _("Within 3 days")


class SupportNeed(models.TextChoices):
    """What somebody needs at first, as a code: nothing that could be told of one."""

    SHELTER = "shelter", _("Somewhere to stay")
    FOOD_CLOTHES = "food_clothes", _("Food and clothes")
    DOCTOR = "doctor", _("A doctor soon")
    MIND = "mind", _("Help for their mind")
    INTERPRETER = "interpreter", _("An interpreter")
    LAWYER = "lawyer", _("Advice from a lawyer")
    MONEY = "money", _("Money")
    FAMILY = "family", _("With family or children")
    ACCESS = "access", _("A place that is easy to get about in")
    DISTANCE = "distance", _("A place far from who controlled them")


class CaseHolder(models.TextChoices):
    """Who looks after somebody until their offer is accepted."""

    OFFERER = "offerer", _("Whoever offers them")
    RECEPTION = "reception", _("A place of safety")
    HOSPITAL = "hospital", _("A hospital")
    COUNCIL = "council", _("A council’s social services")
    PRISON = "prison", _("A prison")
    FRIENDS = "friends", _("People whom they trust")
    NOBODY = "nobody", _("Nobody: they are on their own")


class OfferState(models.TextChoices):
    OFFERED = "offered", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    PASSED_ON = "passed_on", _("Passed on to the next organisation")


class DeclineReason(models.TextChoices):
    NO_ROOM = "no_room", _("No room now")
    NOT_OURS = "not_ours", _("Not whom we can support")
    AREA = "area", _("Too far away")
    LANGUAGE = "language", _("Nobody speaks their language")
    UNSAFE = "unsafe", _("It would not be safe for them here")
    KNOWN = "known", _("Their safety speaks against it: ask by telephone")


class CaseOffer(Record):
    """Somebody offered to an organisation's supervisors, in codes that name nobody.

    A case begins when one of them accepts; until then nobody has taken the person on.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(state, answered_by_id, answered_at, reason)",
        guard="select(id, state, from_organisation_id, to_organisation_id, offered_at,"
        " answered_at, answer_by, after_id)",
        rows=RuledRows(
            select=f"{_OFFERED} or {_LEADS} or {_ASKED}",
            insert=f"{_OFFERED} and from_organisation_id = {_OWN}"
            f" and state = 'offered' and answered_by_id is null and {SUPPORTS_PEOPLE}",
            update=f"{_OFFERED} or {_LEADS} or {_ASKED}",
            # A trigger says so besides (sql/offers.sql).
            before="state = 'offered'",
            after=f"state = 'offered' or answered_by_id = {_ME} and"
            f" ({_ASKED} and ({_TAKEN_ON} or state = 'declined') or"
            f" state in ('withdrawn', 'passed_on') and ({_OFFERED} or {_LEADS}))",
        ),
    )

    possible_victim = models.ForeignKey(
        "visits.PossibleVictim", on_delete=models.PROTECT, null=True, related_name="+"
    )
    way_in = models.CharField(max_length=20, choices=CaseWayIn.choices)
    age_group = models.CharField(max_length=10, choices=SurvivorAgeGroup.choices)
    from_organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField()
    to_organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    urgency = models.CharField(max_length=20, choices=OfferUrgency.choices)
    council = models.ForeignKey("places.Council", on_delete=models.PROTECT, null=True)
    needs = ArrayField(models.CharField(max_length=20, choices=SupportNeed.choices))
    language = models.CharField(max_length=10, choices=SpokenLanguage.choices)
    is_safe_to_contact = models.BooleanField()
    held_by = models.CharField(max_length=20, choices=CaseHolder.choices)
    answer_by = models.DateTimeField()
    state = models.CharField(max_length=20, choices=OfferState.choices)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=20, blank=True, choices=DeclineReason.choices)
    after = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="next"
    )

    class Meta:
        constraints = [
            one_of("way_in", CaseWayIn, name="an_offers_way_in_is_known"),
            one_of("age_group", SurvivorAgeGroup, name="an_offers_age_group_is_known"),
            one_of("urgency", OfferUrgency, name="an_offers_urgency_is_known"),
            one_of("held_by", CaseHolder, name="an_offers_holder_is_known"),
            one_of("state", OfferState, name="an_offers_state_is_known"),
            one_of("language", SpokenLanguage, name="an_offers_language_is_known"),
            models.CheckConstraint(
                condition=models.Q(needs__contained_by=SupportNeed.values),
                name="an_offers_needs_are_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="offered")
                ^ models.Q(answered_by__isnull=False),
                name="an_answered_offer_says_by_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True)
                ^ models.Q(answered_at__isnull=False),
                name="an_answered_offer_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(state="declined")
                & models.Q(reason__in=DeclineReason.values)
                | ~models.Q(state="declined") & models.Q(reason=""),
                name="who_declines_an_offer_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_organisation=models.F("to_organisation")),
                name="nobody_offers_to_themselves",
            ),
            models.CheckConstraint(
                condition=models.Q(way_in="visit")
                ^ models.Q(possible_victim__isnull=True),
                name="an_offer_from_a_visit_says_of_whom",
            ),
            models.UniqueConstraint(
                fields=["possible_victim"],
                condition=models.Q(state="offered"),
                name="somebody_is_offered_to_one_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_organisation"],
                condition=models.Q(state="offered"),
                name="offers_that_wait",
            )
        ]
