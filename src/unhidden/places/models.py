"""Places as they are known: nothing here says anything about conduct."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import OpenRows, TableAccess


class PremisesKind(models.TextChoices):
    NAIL_BAR = "nail_bar", _("Nail bar")
    CAR_WASH = "car_wash", _("Car wash")
    FOOD_PLANT = "food_plant", _("Food processing plant")
    SHOP = "shop", _("Shop or convenience store")
    TAKEAWAY = "takeaway", _("Takeaway or fast food")
    RESTAURANT = "restaurant", _("Restaurant or café")
    HOTEL = "hotel", _("Hotel or guest house")
    PUB = "pub", _("Pub, bar or club")
    FARM = "farm", _("Farm or grower")
    CARE = "care", _("Care setting")
    SCHOOL = "school", _("School or college")
    DWELLING = "dwelling", _("House or flat")
    OTHER = "other", _("Other")


class PremisesSource(models.TextChoices):
    FHRS = "fhrs", _("Food Hygiene Rating Scheme")
    DESK = "desk", _("Added by a colleague")
    SYNTHETIC = "synthetic", _("Synthetic, for the demonstration")


class Council(models.Model):
    access_policy: ClassVar = TableAccess(
        public="select", staff="select", worker="select", rows=OpenRows()
    )

    code = models.CharField(max_length=9, primary_key=True)
    name_en = models.CharField(max_length=60)
    name_cy = models.CharField(max_length=60)
    fhrs_code = models.CharField(max_length=4, unique=True)


class Postcode(models.Model):
    access_policy: ClassVar = TableAccess(
        staff="select", worker="select, insert, update", rows=OpenRows()
    )

    code = models.CharField(max_length=8, primary_key=True)
    eastings = models.IntegerField()
    northings = models.IntegerField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    council_code = models.CharField(max_length=9, blank=True)
    quality = models.SmallIntegerField()


class Premises(Record):
    """A place; the staff site may add one, only the importer changes them.

    ``search_text`` is all that a search looks through, folded by our own rule.
    ``uprn`` is its number in the national gazetteer, where somebody knew it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        worker="select, insert, update",
        guard="select(id, council_id)",
        rows=OpenRows(),
    )

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=PremisesKind.choices)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    source = models.CharField(max_length=20, choices=PremisesSource.choices)
    fhrs_id = models.IntegerField(null=True, unique=True)
    business_id = models.CharField(max_length=60, blank=True)
    business_type = models.CharField(max_length=80, blank=True)
    search_text = models.TextField()
    first_seen_on = models.DateField()
    last_seen_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("kind", PremisesKind, name="premises_kind_is_known"),
            one_of("source", PremisesSource, name="premises_source_is_known"),
            models.CheckConstraint(
                condition=models.Q(source="fhrs", fhrs_id__isnull=False)
                | (~models.Q(source="fhrs") & models.Q(fhrs_id__isnull=True)),
                name="premises_from_fhrs_carry_its_id",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True)
                | models.Q(closed_on__gte=models.F("first_seen_on")),
                name="premises_close_after_they_are_seen",
            ),
        ]
        indexes = [
            models.Index(Upper("name"), "id", name="premises_by_name"),
            models.Index(fields=["postcode"], name="premises_by_postcode"),
            models.Index(fields=["council", "kind"], name="premises_by_council"),
        ]


class ImportKind(models.TextChoices):
    FHRS = "fhrs", _("Food premises")
    POSTCODES = "postcodes", _("Postcodes")


class ImportRun(Record):
    """One file taken in whole; a file that failed leaves no row."""

    access_policy: ClassVar = TableAccess(
        staff="select", worker="select, insert", rows=OpenRows()
    )

    kind = models.CharField(max_length=20, choices=ImportKind.choices)
    file_name = models.CharField(max_length=200)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, null=True)
    extract_on = models.DateField(null=True)
    total = models.IntegerField()
    added = models.IntegerField()
    changed = models.IntegerField()
    closed = models.IntegerField()
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("kind", ImportKind, name="import_kind_is_known")]
