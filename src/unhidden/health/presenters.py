"""What each check is called, and what it says: for pages, e-mail and the command line.

The texts are marked here and translated by whoever shows them, so that the command and
the process that watches can say them without Django.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from unhidden.health.checks import HealthCheck
from unhidden.lib.marking import mark_text as _

#: Each check by its code. An alarm's section in docs/operators/alarms.md has this name.
TITLES: Mapping[str, str] = {
    "database": _("Database"),
    "role": _("Role of the database"),
    "schema": _("Version of the tables"),
    "unsealed": _("Sealing of the record"),
    "unsealed_days": _("Sealing of days that are over"),
    "unapplied": _("What phones sent"),
    "receivers": _("Keys of safeguarding leads"),
    "worker": _("Background worker"),
    "jobs": _("Scheduled jobs"),
    "failed": _("Failed jobs"),
    "connections": _("Connections to the database"),
    "logging": _("Log of the database server"),
    "chains": _("Key chains"),
    "anchors": _("Heads of the record"),
    "mail": _("E-mail"),
    "queue": _("E-mail that waits"),
    "matching": _("Weights of matching"),
    "backup": _("Backup"),
    "disk": _("Free disk"),
    "certificate": _("Certificate"),
    "health": _("Health process"),
}

SENTENCES: Mapping[str, str] = {
    "no_database": _("The database could not be asked."),
    "database_well": _("The database answers."),
    "database_refused": _("The database server refuses connections, or is not there."),
    "database_password": _("The database server does not take the password."),
    "database_disk": _("The disk of the database server is full."),
    "database_timeout": _("The database server does not answer in time."),
    "database_connections": _("The database server takes no more connections."),
    "database_rights": _("The database does not let its watcher ask."),
    "database_other": _("The database cannot be reached."),
    "role_well": _("Each role has the rights that it should have."),
    "role_powerful": _("These roles have rights that no program may have: %(roles)s."),
    "role_other": _("The database was asked as %(role)s and not as %(wanted)s."),
    "schema_well": _("Tables and program belong together (schema %(tables)s)."),
    "schema_newer": _(
        "The tables (schema %(tables)s) belong to a newer program than this one"
        " (%(program)s)."
    ),
    "schema_older": _(
        "The tables (schema %(tables)s) are older than the program (%(program)s)."
    ),
    "unsealed_well": _("What is recorded is sealed."),
    "unsealed_late": _(
        "Entries of the record have waited %(minutes)s minutes to be sealed."
    ),
    "unsealed_days_well": _("Days that are over are sealed."),
    "unsealed_days_late": _(
        "A day of the public site that is over waits to be sealed, hours so far:"
        " %(hours)s."
    ),
    "unapplied_well": _("What phones sent is worked on at once."),
    "unapplied_late": _(
        "Something that a phone sent has waited %(minutes)s minutes to be worked on."
    ),
    "receivers_well": _("Phones have somebody to seal disclosures to."),
    "receivers_missing": _(
        "Organisations whose safeguarding leads have no signed keys: %(count)s. What is"
        " told to their crews in confidence stays on the phones until they have."
    ),
    "worker_well": _("The worker works."),
    "worker_gone": _("The worker does not run."),
    "worker_silent": _("The worker has been silent for %(minutes)s minutes."),
    "jobs_well": _("Each job had its turn."),
    "jobs_late": _("These jobs are late: %(jobs)s."),
    "failed_none": _("No job failed."),
    "failed_some": _("These jobs failed: %(jobs)s."),
    "connections_well": _("No role is near its limit of connections."),
    "connections_near": _(
        "These roles are near their limit of connections: %(roles)s."
    ),
    "logging_well": _("The database server logs nobody’s words."),
    "logging_wrong": _(
        "The database server may log people’s words, or when they came. Set for the"
        " server: %(settings)s."
    ),
    "chains_well": _("The key chains of all teams are whole."),
    "chains_wrong": _("The key chain of a team is broken."),
    "chains_unseen": _("Nobody has looked at the key chains for an hour."),
    "anchors_well": _("The record fits the heads that are kept outside."),
    "anchors_wrong": _("The record does not fit the heads that are kept outside."),
    "anchors_unseen": _("Nobody has compared the record with its heads for an hour."),
    "mail_well": _("The e-mail server takes our e-mail."),
    "mail_wrong": _("The e-mail server does not take our e-mail."),
    "mail_unseen": _("Nobody has asked the e-mail server for an hour."),
    "mail_unnamed": _("No e-mail server is named in the settings, so none is sent."),
    "queue_well": _("No e-mail waits longer than it should."),
    "queue_wrong": _("E-mail has waited for more than an hour, or was given up."),
    "queue_unseen": _("Nobody has looked at the queue of e-mail for an hour."),
    "matching_well": _(
        "Nothing says that the weights by which people are matched fit no more."
    ),
    "matching_wrong": _(
        "People agree by chance more often than the weights for matching expect:"
        " matches look surer than they are."
    ),
    "matching_unseen": _(
        "Nobody has looked for an hour whether the weights for matching still fit."
    ),
    "unseen_yet": _("The worker has just begun, and looks within the hour."),
    "backup_well": _("Hours since the last backup: %(hours)s."),
    "backup_late": _("Hours since the last backup: %(hours)s. One is missing."),
    "backup_none": _("No backup was made yet."),
    "backup_demonstration": _("A demonstration needs no backup."),
    "disk_well": _("Enough of the disk is free."),
    "disk_late": _(
        "Less than %(floor)s MB of the disk are free; below half of that no more files"
        " are taken."
    ),
    "disk_unknown": _("How much of the disk is free could not be found out."),
    "certificate_well": _("Days until the certificate ends: %(days)s."),
    "certificate_late": _("Days until the certificate ends: %(days)s. Renew it now."),
    "certificate_unread": _("The certificate’s file cannot be read."),
    "certificate_unnamed": _(
        "No certificate is named in the settings, so nobody watches its last day here."
    ),
    "health_well": _("The health process answers."),
    "health_away": _("The health process does not answer."),
    "health_other": _("Something else answers in the place of the health process."),
    "health_unasked": _("A demonstration has no health process."),
}


def describe_check(check: HealthCheck) -> str:
    """The sentence in English."""
    return SENTENCES[check.reason] % check.values


def name_section(code: str) -> str:
    """Where the runbook says what to do about it."""
    return f"docs/operators/alarms.md, “{TITLES[code]}”"


def report_checks(checks: Iterable[HealthCheck]) -> list[dict[str, str]]:
    """Each check as the pages and the command give it to other programs."""
    return [
        {
            "check": check.code,
            "state": check.state,
            "says": describe_check(check),
            "section": name_section(check.code),
        }
        for check in checks
    ]
