"""The record of a visit, in counts and codes."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Category, RecordMatter
from unhidden.access.records import GuardedRecord, Record, one_of
from unhidden.lib.rights import (
    GuardedHeads,
    OpeningRow,
    RowsUnder,
    RuledRows,
    TableAccess,
)

UNDER_VISIT = RowsUnder("visit_id", "visits_visit")


class VisitOutcome(models.TextChoices):
    NO_CONCERN = "no_concern", _("No concern")
    ADVICE_GIVEN = "advice_given", _("Advice given")
    INFORMATION_GAP = "information_gap", _("Could not find out enough")
    REVISIT = "revisit", _("Visit again")
    JOINT_VISIT_NEEDED = "joint_visit_needed", _("Joint visit needed")
    WELFARE_CONCERN = "welfare_concern", _("Welfare concern")
    POTENTIAL_VICTIM = "potential_victim_identified", _("Potential victim identified")
    DISCLOSURE_MADE = "disclosure_made", _("Someone disclosed")
    CHILD_CONCERN = "child_concern", _("Concern about a child")
    REFUSED_ENTRY = "refused_entry", _("Entry refused")
    CLOSED_VACANT = "closed_vacant", _("Closed or vacant")
    WRONG_ADDRESS = "wrong_address", _("Wrong address")
    NOTICE_SERVED = "notice_served", _("Notice served")
    ARREST = "arrest", _("Arrest made")
    WEAPONS_DRUGS = "weapons_drugs", _("Weapons or drugs found")
    OTHER_CRIME = "other_crime", _("Other crime found")
    NO_ANSWER = "no_answer", _("No answer")


class EntryBasis(models.TextChoices):
    CONSENT = "consent", _("Consent of the occupier")
    POWER = "power", _("A power of entry")
    PUBLIC_AREA = "public_area", _("Public area only")
    NOT_ENTERED = "not_entered", _("Did not go in")


class InterpreterUse(models.TextChoices):
    NOT_NEEDED = "not_needed", _("Not needed")
    PHONE = "phone", _("By phone")
    PRESENT = "present", _("In person")
    NEEDED = "needed", _("Needed, but not available")


class Visit(GuardedRecord):
    """The record of a visit, from the account that counts.

    ``revision`` is how often one was chosen; ``account`` is null in records from before
    accounts were kept. Of what is sealed to others, and of photos, it says how many.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, insert, update(purpose_told, entry_basis, entry_detail,"
        " interpreter, started_at, ended_at, outcome, spoken_to, leaflets, notices,"
        " arrests, narrative, follow_up_on, recorded_by_id, recorded_at, account_id,"
        " revision, inner_there, photos_there)",
        rows=GuardedHeads(
            "visit",
            organisation="organisation_id",
            opened_by="recorded_by_id",
            opens=OpeningRow(
                "operations_plannedvisit", "planned_id", "status = 'done'"
            ),
        ),
    )

    planned = models.OneToOneField("operations.PlannedVisit", on_delete=models.PROTECT)
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    premises = models.ForeignKey("places.Premises", on_delete=models.PROTECT)
    purpose_told = models.TextField()
    entry_basis = models.CharField(max_length=20, choices=EntryBasis.choices)
    entry_detail = models.CharField(max_length=200, blank=True)
    interpreter = models.CharField(max_length=20, choices=InterpreterUse.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    outcome = models.CharField(max_length=40, choices=VisitOutcome.choices)
    spoken_to = models.PositiveSmallIntegerField()
    leaflets = models.PositiveSmallIntegerField()
    notices = models.PositiveSmallIntegerField()
    arrests = models.PositiveSmallIntegerField()
    narrative = models.TextField(blank=True)
    follow_up_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    recorded_at = models.DateTimeField()
    account = models.OneToOneField(
        "visits.VisitAccount", on_delete=models.PROTECT, null=True, related_name="visit"
    )
    revision = models.PositiveSmallIntegerField(default=1)
    inner_there = models.PositiveSmallIntegerField(default=0)
    photos_there = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            one_of("outcome", VisitOutcome, name="visit_outcome_is_known"),
            one_of("entry_basis", EntryBasis, name="visit_entry_basis_is_known"),
            one_of("interpreter", InterpreterUse, name="visit_interpreter_is_known"),
            models.CheckConstraint(
                condition=models.Q(ended_at__gte=models.F("started_at")),
                name="visit_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(entry_basis="power") | ~models.Q(entry_detail=""),
                name="entry_by_a_power_names_the_power",
            ),
            models.CheckConstraint(
                condition=~models.Q(purpose_told=""),
                name="a_visit_says_what_the_occupants_were_told",
            ),
        ]
        indexes = [models.Index(fields=["premises"], name="visits_to_premises")]


class AgeBand(models.TextChoices):
    CHILD = "child", _("Under 18")
    YOUNG = "young", _("18 to 24")
    ADULT = "adult", _("25 or over")
    UNKNOWN = "unknown", _("Age not clear")


class ApparentSex(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    UNKNOWN = "unknown", _("Not clear")


class PeoplePresent(Record):
    """How many people of one apparent age and sex were there; never names."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert", guard="select, insert, delete", rows=UNDER_VISIT
    )

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="present")
    age = models.CharField(max_length=10, choices=AgeBand.choices)
    sex = models.CharField(max_length=10, choices=ApparentSex.choices)
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            one_of("age", AgeBand, name="age_band_is_known"),
            one_of("sex", ApparentSex, name="sex_is_known"),
            models.UniqueConstraint(
                fields=["visit", "age", "sex"], name="people_are_counted_once"
            ),
        ]


class SignObservation(models.TextChoices):
    SEEN = "seen", _("Seen")
    NOT_SEEN = "not_seen", _("Looked for, not seen")
    COULD_NOT_LOOK = "could_not_look", _("Could not look")


class SignKnowledge(models.TextChoices):
    """How it is known; without one, it was said before anybody was asked."""

    SAW = "saw", _("Saw it")
    HEARD = "heard", _("Heard it")
    TOLD_BY_PERSON = "told_by_person", _("Told by the person")
    TOLD_BY_OTHER = "told_by_other", _("Told by somebody else")
    RECORD = "record", _("From a record")


class SignAnswer(Record):
    """Absence is data: looked for and not seen is not the same as not looked."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, insert, delete",
        rows=UNDER_VISIT,
    )

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="signs")
    sign = models.ForeignKey("signs.Sign", on_delete=models.PROTECT)
    answer = models.CharField(max_length=20, choices=SignObservation.choices)
    how = models.CharField(max_length=20, choices=SignKnowledge.choices, blank=True)

    class Meta:
        constraints = [
            one_of("answer", SignObservation, name="sign_answer_is_known"),
            models.UniqueConstraint(
                fields=["visit", "sign"], name="a_sign_is_answered_once"
            ),
        ]


class ReferredTo(models.TextChoices):
    COUNCIL_ADULT = "council_adult", _("Council: adult at risk")
    COUNCIL_CHILD = "council_child", _("Council: child at risk")
    HOUSING = "housing", _("Council: housing")
    ENVIRONMENTAL_HEALTH = "environmental_health", _("Environmental health")
    LICENSING = "licensing", _("Licensing")
    FIRE = "fire", _("Fire and rescue service")
    HSE = "hse", _("Health and Safety Executive")
    LABOUR_ABUSE = "labour_abuse", _("Labour abuse authority")
    HMRC = "hmrc", _("HMRC")
    HOME_OFFICE = "home_office", _("Home Office")
    HEALTH = "health", _("Health")
    CHARITY = "charity", _("Charity")


class Referral(Record):
    """Each referral has its own legal basis."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert", guard="select, insert, delete", rows=UNDER_VISIT
    )

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="referrals")
    to = models.CharField(max_length=30, choices=ReferredTo.choices)
    legal_basis = models.CharField(max_length=200)

    class Meta:
        constraints = [one_of("to", ReferredTo, name="referral_goes_somewhere_known")]


_ME = "(select wall.person())"
_IN_VIEW = "exists (select from visits_visit v where v.id = visit_id)"
_SUPERVISES = (
    "(select wall.purpose()) = 'safeguarding_support'"
    " and (select wall.meets('visit', '{read}'))"
    " and (select wall.meets('safeguarding_plan', '{read}'))"
    f" and asked_by_id <> {_ME} and (agreed_by_id is null or agreed_by_id = {_ME})"
)


class ImmigrationRelease(Record):
    """Leave to use the record of a safeguarding visit for an immigration purpose.

    It names the authority that it is for, and why; it counts once a supervisor agreed,
    who is not who asked.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(agreed_by_id, agreed_at)",
        guard="select(visit_id, agreed_at)",
        rows=RuledRows(
            select=_IN_VIEW,
            insert=f"{_IN_VIEW} and asked_by_id = {_ME} and agreed_by_id is null",
            update=f"{_IN_VIEW} and {_SUPERVISES}",
        ),
    )

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="releases")
    authority = models.CharField(max_length=200)
    reason = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(authority="") & ~models.Q(reason=""),
                name="a_release_names_authority_and_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | models.Q(agreed_by__isnull=False, agreed_at__isnull=False)
                & ~models.Q(agreed_by=models.F("asked_by")),
                name="a_release_is_agreed_by_another",
            ),
        ]


class VictimAgeGroup(models.TextChoices):
    ADULT = "adult", _("Adult")
    CHILD = "child", _("Child")
    UNSURE = "unsure", _("Not sure, treat as a child")


class AllegedExploitation(models.TextChoices):
    LABOUR = "labour", _("Labour exploitation")
    SEXUAL = "sexual", _("Sexual exploitation")
    CRIMINAL = "criminal", _("Criminal exploitation")
    DOMESTIC = "domestic", _("Domestic servitude")
    NONE_YET = "none_yet", _("Nothing alleged yet")


class PossibleVictim(Record):
    """Somebody found at a visit who may be a victim: a number, never a name.

    ``is_withdrawn``: the account that counts now does not know of them; a case may
    stand on the row still.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, insert, update(age_group, alleges, is_brought_to_safety,"
        " is_withdrawn)",
        rows=replace(
            UNDER_VISIT,
            category=Category.THIRD_PARTY,
            matter=RecordMatter.POSSIBLE_VICTIMS,
        ),
    )

    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, related_name="possible_victims"
    )
    number = models.PositiveSmallIntegerField()
    age_group = models.CharField(max_length=10, choices=VictimAgeGroup.choices)
    alleges = models.CharField(max_length=20, choices=AllegedExploitation.choices)
    is_brought_to_safety = models.BooleanField()
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            one_of(
                "age_group", VictimAgeGroup, name="possible_victim_age_group_is_known"
            ),
            one_of("alleges", AllegedExploitation, name="allegation_is_known"),
            models.UniqueConstraint(
                fields=["visit", "number"], name="possible_victims_are_numbered"
            ),
        ]
