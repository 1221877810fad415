"""Who owns a risk or a line of the calendar: a post, or whoever plans."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unhidden.operations.models import CommandPost, PostName

PLANNER = "planner"
OWNERS = [*PostName.choices, (PLANNER, _("Planner"))]


def name_owners(operation_id: UUID, at: datetime) -> dict[str, str]:
    """Each owner in words: the post, and after it who holds it at that moment."""
    lasting = Q(from_at__lte=at) & (Q(to_at__isnull=True) | Q(to_at__gt=at))
    rows = CommandPost.objects.filter(lasting, operation_id=operation_id)
    held: dict[str, list[str]] = {}
    for post, name in rows.order_by("strand", "from_at", "id").values_list(
        "post", "person__name"
    ):
        held.setdefault(post, []).append(name)
    return {
        owner: ", ".join([str(label), *held.get(owner, [])]) for owner, label in OWNERS
    }
