"""Loading the councils that the repository holds; run by the owner only."""

from __future__ import annotations

import csv
from pathlib import Path

from django.db import transaction

from unhidden.places.models import Council

DATA = Path(__file__).parents[1] / "data" / "councils.csv"


@transaction.atomic
def load_councils() -> int:
    """Make the table say what the file says; gives how many councils there are.

    Running it again changes nothing. No serving role may write here.
    """
    with DATA.open(encoding="utf-8", newline="") as source:
        councils = [Council(**row) for row in csv.DictReader(source)]
    Council.objects.bulk_create(
        councils,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["fhrs_code", "name_en", "name_cy"],
    )
    return len(councils)
