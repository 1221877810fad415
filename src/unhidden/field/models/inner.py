"""What was said in confidence: sealed on the phone to people, and opened by no job."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.vault.fields import SealedField

#: For people of the team that it is sealed to, at support work, who know of planned
#: safeguarding visits; who wrote it is not among them.
FOR_RECEIVERS = (
    "(select wall.purpose()) = 'safeguarding_support'"
    " and (select wall.meets('safeguarding_plan', '{{read}}'))"
    " and exists (select from vault_team t where t.id = {0}"
    " and t.organisation_id = (select wall.organisation()))"
)
_OF_CASE = (
    "(select wall.purpose()) = 'safeguarding_support' and handed_case_id"
    " = any((select wall.view('safeguarding_case', 'read', 'narrative'))::uuid[])"
)


class InnerMatter(models.TextChoices):
    DISCLOSURE = "disclosure", _("What somebody disclosed")
    PRIVATE_TALK = "private_talk", _("A private talk")
    NAME = "name", _("A name")
    SAFE_CONTACT = "safe_contact", _("A safe way to reach somebody")
    NOTE = "note", _("A note in confidence")
    UNFINISHED = "unfinished", _("What a draft held that was not finished")


class InnerEnvelope(Record):
    """One inner envelope of an account, bound to the id ``sealed_as`` of the phone.

    That is its own ``id`` as well, unless another account brought the same before.
    ``planned_named`` is the planned visit that the account names.
    Once it is handed to a case, who works on that reads it, too.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert, update(handed_case_id)",
        rows=RuledRows(select=f"{FOR_RECEIVERS.format('team_id')} or {_OF_CASE}"),
    )

    sealed_as = models.UUIDField()
    account_id = models.UUIDField(db_index=True)
    planned_named = models.UUIDField(null=True)
    what = models.CharField(max_length=20, choices=InnerMatter.choices)
    team_id = models.UUIDField()
    content_sealed = SealedField(category="narrative")
    landed_at = models.DateTimeField()
    handed_case_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            one_of("what", InnerMatter, name="inner_matter_is_known"),
            models.UniqueConstraint(
                fields=["account_id", "sealed_as"], name="an_envelope_is_kept_once"
            ),
        ]
