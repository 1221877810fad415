"""What was done to a record, by the names of the record's events, in plain words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "collection": _("Recorded it"),
    "alteration": _("Worked on it"),
    "consultation": _("Read it"),
    "disclosure": _("Told others of it"),
    "combination": _("Compared it with other records"),
    "erasure": _("Deleted something of it"),
}
WORDS: dict[str, str | Promise] = {
    "emergency.approved": _("Agreed to open it in an emergency"),
    "emergency.asked": _("Asked to open it in an emergency"),
    "emergency.ended": _("Closed what was open in an emergency"),
    "emergency.expired": _("What was open in an emergency ran out"),
    "emergency.lapsed": _("What was asked for in an emergency ran out"),
    "emergency.not_approved": _("Refused to open it in an emergency"),
    "emergency.opened": _("Opened it in an emergency"),
    "emergency.refused": _("Was refused to open it in an emergency"),
    "emergency.reviewed": _("Reviewed that it was opened in an emergency"),
    "intelligence.original_opened": _("Opened the source’s own words"),
    "intelligence.report_written": _("Wrote it up"),
    "intelligence.report_triaged": _("Decided what to do with it"),
    "investigations.closed": _("Closed it"),
    "investigations.opened": _("Opened it"),
    "operations.operation_closed": _("Closed it"),
    "operations.operation_opened": _("Planned it"),
    "operations.operation_started": _("Started it"),
    "reporting.file_opened": _("Opened the copy of a file"),
    "reporting.original_file_opened": _("Opened the original of a file"),
    "reporting.report_opened": _("Read the report"),
    "reporting.report_received": _("Sent the report"),
    "safeguarding.case_opened": _("Opened it"),
    "safeguarding.identity_opened": _("Opened who they are"),
    "safeguarding.identity_recorded": _("Recorded who they are"),
    "sharing.deletion_confirmed": _("Confirmed that nothing of it is kept"),
    "sharing.envelope_compared": _("Compared an envelope with who they are"),
    "sharing.kept_out": _("Kept somebody out of it"),
    "sharing.let_back": _("Ended that somebody is kept out"),
    "sharing.member_added": _("Added somebody to the team"),
    "sharing.member_ended": _("Took somebody off the team"),
    "sharing.readers_added": _("Let more colleagues in to what is shared"),
    "sharing.share_accepted": _("Accepted what was offered of it"),
    "sharing.share_declined": _("Declined what was offered of it"),
    "sharing.share_drafted": _("Wrote a share down"),
    "sharing.share_ended": _("Ended a share"),
    "sharing.share_offered": _("Offered it to a partner"),
    "sharing.share_withdrawn": _("Withdrew an offer"),
    "sharing.share_expired": _("Ended what was over"),
    "visits.visit_recorded": _("Recorded the visit"),
}
