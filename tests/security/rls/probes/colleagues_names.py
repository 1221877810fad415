"""Rows of a survivor's case that somebody adds: in their own name, and in no other."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import NONE, WORKS, row
from tests.security.rls.records import CASE, LEAD, record
from tests.security.rls.states import COLLEAGUE, OWN, PERSON

_LED = record(CASE, LEAD, is_own=True)
_ABOVE = "'00000000-0000-4000-8000-000000000073'::uuid"
_NOW, _DAY, _NOTHING = "now()", "current_date", "''"


def _under(table: str, author: str, at: str, **given: object) -> str:
    """A row in the name of the person; a value for its author stands in ``{}``."""
    values = {"id": "gen_random_uuid()", **given, author: "'{}'", at: _NOW}
    return row(f"safeguarding_{table}", **values)


def _in_case(table: str, author: str, at: str, **given: object) -> str:
    return _under(table, author, at, case_id=_LED, **given)


_NEED = _in_case("caseneed", "noted_by_id", "noted_at", code="'health'")
_CONTACT = _in_case(
    "supportcontact", "noted_by_id", "noted_at", kind="'us'", route="'mobile'",
    starts_at=_NOW, minutes="5",
)  # fmt: skip
_ASKED = _under(
    "servicereferral", "asked_by_id", "asked_at", need_id=_ABOVE, provider_id=NONE,
    asked_on=_DAY,
)  # fmt: skip
_FILE = _in_case(
    "casefile", "added_by_id", "added_at", sort="'other'", kind="'pdf'",
    kilobytes="1", pieces="1", found="'{{}}'",
)  # fmt: skip
#: Each kind of row by its table.
_ROWS = {
    "safeguarding_note": _in_case(
        "note", "written_by_id", "written_at", text_sealed="'x'"
    ),
    "safeguarding_caseneed": _NEED,
    "safeguarding_needstep": _under(
        "needstep", "told_by_id", "told_at", need_id=_ABOVE, number="1", kind="'met'",
        day=_DAY,
    ),
    "safeguarding_supportcontact": _CONTACT,
    "safeguarding_contactoutcome": _under(
        "contactoutcome", "told_by_id", "told_at", contact_id=_ABOVE, result="'kept'"
    ),
    "safeguarding_servicereferral": _ASKED,
    "safeguarding_servicestep": _under(
        "servicestep", "told_by_id", "told_at", referral_id=_ABOVE, state="'asked'",
        number="1", day=_DAY,
    ),
    "safeguarding_casefile": _FILE,
    "safeguarding_filewithdrawal": _under(
        "filewithdrawal", "withdrawn_by_id", "withdrawn_at", file_id=_ABOVE,
        reason="'asked'",
    ),
    "safeguarding_supportplantext": _in_case(
        "supportplantext", "written_by_id", "written_at", part="'goals'", number="1",
        read_to="0", source="'own'", told_on=_DAY, text_sealed="'x'",
    ),
    "safeguarding_safetyrisk": _in_case(
        "safetyrisk", "judged_by_id", "judged_at", kind="'other'", number="1",
        level="'gone'",
    ),
    "safeguarding_nrmchange": _in_case(
        "nrmchange", "changed_by_id", "changed_at", from_state="'identified'",
        to_state="'consent_given'", happened_on=_DAY, reference=_NOTHING,
        decided_by=_NOTHING, guidance=_NOTHING,
    ),
    "safeguarding_deadlinechange": _in_case(
        "deadlinechange", "changed_by_id", "changed_at", deadline_id=NONE,
        step="'paused'", route=_NOTHING, party=_NOTHING, reference=_NOTHING,
    ),
    "safeguarding_speakingwishes": _in_case(
        "speakingwishes", "recorded_by_id", "recorded_at", number="1",
        language="'en'", needs="'{{}}'", interpreter_gender="'any'",
        is_interpreter_offered="true",
    ),
    "safeguarding_excludedinterpreter": _in_case(
        "excludedinterpreter", "added_by_id", "added_at", name_sealed="'x'",
        reason="'other'",
    ),
    "safeguarding_safecontact": _in_case(
        "safecontact", "recorded_by_id", "recorded_at", route="'mobile'",
        days="'{{1}}'", opens="time '09:00'", closes="time '10:00'",
        terms_sealed="'x'", told_on=_DAY,
    ),
    "safeguarding_linkwish": _in_case(
        "linkwish", "recorded_by_id", "recorded_at", kind="'family'",
        pseudonym="'NW-P-AAAAA-AAAAA'", agreed_on=_DAY,
    ),
}  # fmt: skip
#: What some of them stand under.
_PARENTS = (
    ("safeguarding_caseneed", _NEED),
    ("safeguarding_supportcontact", _CONTACT),
    ("safeguarding_servicereferral", _ASKED),
    ("safeguarding_casefile", _FILE),
)


def _adds(table: str, whose: object, expects: str) -> Attempt:
    name = "in one's own name" if expects == DONE else "in a colleague's name"
    before = [f"delete from {table}"] + [
        given.format(PERSON).replace("gen_random_uuid()", _ABOVE)
        for parent, given in _PARENTS
        if parent != table
    ]
    return Attempt(
        table, f"{table} {name}", WORKS, [_ROWS[table].format(whose)], expects, before
    )


_OPENED = "'00000000-0000-4000-8000-000000000074'::uuid"


def _opens(name: str, whose: object, expects: str) -> Attempt:
    """Somebody opens a case of their organisation."""
    begins = f"select wall.begin('safeguarding_case', {_OPENED})"
    case = row(
        "safeguarding_case", id=_OPENED, person_id=NONE, urn="'X'", way_in="'walk_in'",
        age_group="'adult'", nrm_state="'identified'", nrm_reference="''",
        preferred_language="''", identity_version="0", course="'active'",
        opened_at="now()", opened_by_id=f"'{whose}'", lead_id=f"'{OWN}'",
        is_restricted="false", sensitivity="1",
    )  # fmt: skip
    return Attempt("safeguarding_case", name, WORKS, [begins, case], expects)


ATTEMPTS = [
    *(_adds(table, PERSON, DONE) for table in _ROWS),
    *(_adds(table, COLLEAGUE, REFUSED) for table in _ROWS),
    _opens("a case is opened in one's own name", PERSON, DONE),
    _opens("a case is opened in a colleague's name", COLLEAGUE, REFUSED),
]
