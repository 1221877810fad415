"""Support over years: with the case, and said with what was told of it."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

_WITH_CASE = {"staff": "select, insert", "reads": BY_RECORD}
_DIRECTORY = "t.organisation_id = %(own)s and %(purpose)s = 'safeguarding_support'"
_IN_DIRECTORY = "t.provider_id in ({safeguarding_serviceprovider})"
_THERE = (
    "t.file_id in ({safeguarding_casefile}) and not exists"
    " (select from safeguarding_filewithdrawal w where w.file_id = t.file_id)"
)
_OWN_FILE = (
    "exists (select from safeguarding_casefile f where f.id = t.file_id"
    " and f.added_by_id = %(me)s)"
)
#: Sealed: whoever joins is let in by a procedure, and out with the consent.
_SEALED_WITH_CASE = {**_WITH_CASE, "guard": "select(id, case_id)"}

TABLES: dict[str, Promise] = {
    "safeguarding_caseneed": Promise(
        "What a survivor needs: with the case, narrative; never changed.",
        **_SEALED_WITH_CASE,
    ),
    "safeguarding_needstep": Promise(
        "What became of a need: with it; its end is said once.", **_WITH_CASE
    ),
    "safeguarding_supportplantext": Promise(
        "A plan in a survivor's words: with the case, narrative; never changed.",
        **_SEALED_WITH_CASE,
    ),
    "safeguarding_safetyrisk": Promise(
        "How a risk was judged: with the case, narrative; never changed.",
        **_SEALED_WITH_CASE,
    ),
    "safeguarding_supportcontact": Promise(
        "Appointments and contacts: with the case, narrative; never changed.",
        **_SEALED_WITH_CASE,
    ),
    "safeguarding_contactoutcome": Promise(
        "What came of a contact: with it; said once.", **_WITH_CASE
    ),
    "safeguarding_serviceprovider": Promise(
        "A directory of services: its organisation, while it supports somebody; in "
        "one's own name.",
        staff="select, insert",
        reads=_DIRECTORY,
        adds=f"{_DIRECTORY} and t.added_by_id = %(me)s",
    ),
    "safeguarding_providerdeclaration": Promise(
        "How much room a service has: with the directory; in one's own name.",
        staff="select, insert",
        reads=_IN_DIRECTORY,
        adds=f"{_IN_DIRECTORY} and t.declared_by_id = %(me)s",
    ),
    "safeguarding_servicereferral": Promise(
        "That a service was asked: with the need.", **_WITH_CASE
    ),
    "safeguarding_servicestep": Promise(
        "What became of that: with it; each state once.", **_WITH_CASE
    ),
    "safeguarding_casefile": Promise(
        "Documents and photos of a case: with it, narrative; never changed.",
        **_SEALED_WITH_CASE,
    ),
    "safeguarding_casefilepiece": Promise(
        "Pieces of a file: with it until it is withdrawn; added by who added it.",
        staff="select, insert",
        reads=_THERE,
        adds=f"{_THERE} and {_OWN_FILE}",
    ),
    "safeguarding_filewithdrawal": Promise(
        "That a file was withdrawn: with it; once.", **_WITH_CASE
    ),
}
