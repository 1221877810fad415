"""What the public sees of an awareness event, who comes, and what they say of it.

Nobody is asked for a name. Whoever wants to hear about changes leaves an email
address, sealed to the organiser, which is forgotten soon after the event.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.operations.models.plans import AwarenessEvent
from unhidden.operations.rules import FEEDBACK_DAYS, MOST_PLACES
from unhidden.vault.fields import SealedField

ONE_SIGN_UP_FOR_EACH_FORM = "one_sign_up_for_each_form"
ONE_FEEDBACK_FOR_EACH_FORM = "one_feedback_for_each_form"
_WORDS = (
    "title_en",
    "title_cy",
    "about_en",
    "about_cy",
    "place_en",
    "place_cy",
    "materials_en",
    "materials_cy",
    "audience",
    "starts_at",
    "ends_at",
    "is_public",
    "is_cancelled",
    "takes_sign_ups",
    "capacity",
)
# What the public site's role may read, and reads.
READABLE = ("id", "organiser_id", *_WORDS)
# The public site's role meets only published events: these ask no more about that.
_COMING = (
    "exists (select from operations_publicevent e where e.id = {table}.event_id"
    " and e.takes_sign_ups and not e.is_cancelled and e.starts_at > now())"
)
_HELD = (
    "exists (select from operations_publicevent e where e.id = {table}.event_id"
    " and not e.is_cancelled and e.starts_at <= now()"
    f" and e.ends_at > now() - interval '{FEEDBACK_DAYS} days')"
)


class EventAudience(models.TextChoices):
    EVERYONE = "everyone", _("Everyone")
    LANDLORDS = "landlords", _("Landlords and letting agents")
    HOTELS = "hotels", _("Hotels and guest houses")
    BUSINESSES = "businesses", _("Businesses")
    COMMUNITY = "community", _("People who live nearby")


class PublicEvent(Record):
    """An awareness event in public words; ``organiser`` opens what people leave.

    ``version`` grows with each change, so that nobody overwrites a colleague.
    """

    access_policy: ClassVar = TableAccess(
        public=f"select({', '.join(READABLE)})",
        staff=f"select, insert, update(version, {', '.join(_WORDS)})",
        guard="select(id, is_public, ends_at)",
        rows=RowsUnder("event_id", "operations_awarenessevent", public="is_public"),
    )

    event = models.OneToOneField(
        AwarenessEvent, on_delete=models.PROTECT, related_name="public"
    )
    organiser = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    title_en = models.CharField(max_length=120)
    title_cy = models.CharField(max_length=120)
    about_en = models.TextField()
    about_cy = models.TextField()
    place_en = models.CharField(max_length=200)
    place_cy = models.CharField(max_length=200)
    materials_en = models.TextField(blank=True)
    materials_cy = models.TextField(blank=True)
    audience = models.CharField(max_length=20, choices=EventAudience.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_public = models.BooleanField(default=True)
    is_cancelled = models.BooleanField(default=False)
    takes_sign_ups = models.BooleanField(default=True)
    capacity = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("audience", EventAudience, name="event_audience_is_known"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="public_event_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__isnull=True) | models.Q(capacity__gt=0),
                name="a_limited_event_has_places",
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="public_events_by_start")]


class SignUp(Record):
    """So many people want to come; with an email address, if they gave one.

    ``form_key`` comes with the form, so that a page sent twice counts once. Only the
    day is kept.
    """

    access_policy: ClassVar = TableAccess(
        public="insert",
        staff="select",
        guard="select(event_id, places, has_email), update(sealed_email, has_email)",
        rows=RowsUnder(
            "event_id",
            "operations_publicevent",
            public=_COMING.format(table="operations_signup"),
        ),
    )

    # To whoever holds the event, whomever the operation is shared with.
    is_sealed_apart: ClassVar = True

    event = models.ForeignKey(
        PublicEvent, on_delete=models.PROTECT, related_name="sign_ups"
    )
    form_key = models.UUIDField()
    places = models.PositiveSmallIntegerField()
    signed_up_on = models.DateField()
    has_email = models.BooleanField()
    sealed_email = SealedField(category="contact", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form_key"], name=ONE_SIGN_UP_FOR_EACH_FORM
            ),
            models.CheckConstraint(
                condition=models.Q(places__gte=1, places__lte=MOST_PLACES),
                name="a_sign_up_is_for_one_to_ten_people",
            ),
            models.CheckConstraint(
                condition=models.Q(has_email=True, sealed_email__isnull=False)
                | models.Q(has_email=False, sealed_email__isnull=True),
                name="a_sign_up_says_whether_it_has_an_email",
            ),
        ]


class FeedbackUsefulness(models.TextChoices):
    VERY = "very", _("Very useful")
    QUITE = "quite", _("Quite useful")
    LITTLE = "little", _("A little useful")
    NOT = "not", _("Not useful")


class FeedbackConfidence(models.TextChoices):
    YES = "yes", _("Yes, I am")
    UNSURE = "unsure", _("Not quite")
    NO = "no", _("No, I am not")


class EventFeedback(Record):
    """What somebody who came says of an event: nobody knows who; words are sealed."""

    access_policy: ClassVar = TableAccess(
        public="insert",
        staff="select",
        rows=RowsUnder(
            "event_id",
            "operations_publicevent",
            public=_HELD.format(table="operations_eventfeedback"),
        ),
    )

    # To whoever holds the event, whomever the operation is shared with.
    is_sealed_apart: ClassVar = True

    event = models.ForeignKey(
        PublicEvent, on_delete=models.PROTECT, related_name="feedback"
    )
    form_key = models.UUIDField()
    given_on = models.DateField()
    useful = models.CharField(max_length=10, choices=FeedbackUsefulness.choices)
    knows_signs = models.CharField(max_length=10, choices=FeedbackConfidence.choices)
    knows_whom = models.CharField(max_length=10, choices=FeedbackConfidence.choices)
    sealed_words = SealedField(category="narrative", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form_key"], name=ONE_FEEDBACK_FOR_EACH_FORM
            ),
            one_of("useful", FeedbackUsefulness, name="feedback_usefulness_is_known"),
            one_of(
                "knows_signs", FeedbackConfidence, name="feedback_on_signs_is_known"
            ),
            one_of(
                "knows_whom",
                FeedbackConfidence,
                name="feedback_on_whom_to_tell_is_known",
            ),
        ]
