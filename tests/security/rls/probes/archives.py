"""Archives: asked for by one, released by another; what is sensitive by few alone."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.records import record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, PERSON, Way

_AT_WORK = ("investigator", "investigation")
_LED = record("investigations_investigation", (Way("team", "lead"),))
_READ = record("investigations_investigation", (Way("team", "observer"),))
_ARCHIVE, _EVENT, _SIGNED = (key("leaving", f"'{each}'") for each in "aes")
_ME, _THEM = f"'{PERSON}'", f"'{COLLEAGUE}'"
_ZEROS = "repeat('0', 64)"
_CLEARED = (
    "delete from investigations_archive",
    "delete from investigations_post",
)


def _post(function: str = "'sio'", ended: str = "null") -> str:
    return row(
        "investigations_post",
        id="gen_random_uuid()",
        investigation_id=_LED,
        person_id=_ME,
        function=function,
        is_sterile="false",
        began_at="now() - interval '1 day'",
        given_by_id=_THEM,
        ended_at=ended,
        ended_by_id="null" if ended == "null" else _THEM,
    )


def _archive(
    kind: str = "open",
    *,
    by: str = _ME,
    released_by: str = "null",
    investigation: str = _LED,
    digest: str = "",
    made: str = _ARCHIVE,
) -> str:
    is_released = released_by != "null"
    return row(
        "investigations_archive",
        id=made,
        investigation_id=investigation,
        kind=f"'{kind}'",
        recipient="'The prosecutor'",
        purpose="'Schedules'",
        language="'en'",
        recipient_key="''" if kind == "open" else _ZEROS,
        has_media="false",
        asked_by_id=by,
        asked_at="now()",
        sha256=_ZEROS if is_released else f"'{digest}'",
        size=0,
        leaf="''",
        released_by_id=released_by,
        released_at="now()" if is_released else "null",
    )


def _tried(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_archive"
    return Attempt(named, name, _AT_WORK, [step], expects, [*_CLEARED, *before])


_SEEN = "select count(*) from investigations_archive"
_RELEASED = (
    f"update investigations_archive set sha256 = {_ZEROS}, released_by_id = {_ME},"
    " released_at = now()"
)
#: An update whose row is not met changes none, and says so by this.
_CHANGED = f"with done as ({_RELEASED} returning 1) select count(*) from done"
_TAKEN_BACK = (
    "with done as (update investigations_archive set released_by_id = null,"
    " released_at = null returning 1) select count(*) from done"
)
_NAMED = _RELEASED.replace(_ME, _THEM)
_DIGEST = f"update investigations_archive set sha256 = {_ZEROS}"
_BY_THEM = _archive(by=_THEM)
_SENSITIVE = _archive("sensitive", by=_THEM)


def _recorded(name: str, subject: str, moment: str = "now()") -> str:
    """An event of the record, sealed as the only one of a checkpoint."""
    return (
        "alter table audit_event disable trigger user;"
        + row(
            "audit_event",
            id=_EVENT,
            recorded_at=moment,
            at=moment,
            name=f"'{name}'",
            verb="'disclosure'",
            is_refused="false",
            subject_kind="''",
            subject_id=subject,
            role="''",
            purpose="''",
            basis="''",
            process="'staff'",
            detail="'{}'",
            justification="''",
            recipients="'{}'",
            shown="'{}'",
            categories="'{}'",
            query_hash="''",
        )
        + f"; delete from audit_leaf where event_id = {_EVENT};"
        + row(
            "audit_leaf",
            event_id=_EVENT,
            checkpoint=900_000,
            position=0,
            hash="'\\x00'",
        )
        + "; delete from audit_checkpoint where number = 900000;"
        + row(
            "audit_checkpoint",
            number=900_000,
            statement="'{}'",
            signature="'\\x00'",
            public_key="'\\x00'",
        )
    )


_RELEASE = _recorded("investigations.archive_released", _ARCHIVE)
_SIGNING = _recorded("investigations.schedule_signed", _SIGNED)


def _schedule(kind: str = "MG6C", investigation: str = _LED, at: str = "now()") -> str:
    return (
        "alter table investigations_schedule disable trigger user;"
        "delete from investigations_scheduleline;"
        "delete from investigations_schedule;"
        + row(
            "investigations_schedule",
            id=_SIGNED,
            investigation_id=investigation,
            kind=f"'{kind}'",
            version=1,
            first_line=1,
            lines_count=0,
            digest=_ZEROS,
            state_digest="''",
            certificate="'1:en'",
            exceptions="''",
            signed_by_id=_ME,
            signed_at=at,
        )
    )


_ELSEWHERE = row(
    "audit_leaf",
    event_id=key("leaving", "'o'"),
    checkpoint=900_001,
    position=0,
    hash="'\\x00'",
)


def _proved(name: str, expects: int, *before: str, what: str = "count(*)") -> Attempt:
    step = f"select {what} from wall.prove_release({_ARCHIVE})"
    prepared = ["delete from investigations_sensitiveline", *_CLEARED, *before]
    return Attempt("prove_release", name, _AT_WORK, [step], str(expects), prepared)


_OUT = _archive(released_by=_THEM)
_OUT_SEALED = _archive("sensitive", released_by=_THEM)

ATTEMPTS = [
    _tried("what the team asked for", "1", _SEEN, _BY_THEM),
    _tried("what is sensitive, without a post", "0", _SEEN, _SENSITIVE),
    _tried("what is sensitive, in a post", "1", _SEEN, _SENSITIVE, _post()),
    _tried("what is sensitive, in another post", "0", _SEEN, _SENSITIVE,
           _post("'interviewer'")),
    _tried("what is sensitive, in a post that ended", "0", _SEEN, _SENSITIVE,
           _post(ended="now()")),
    _tried("ask for it", "done", _archive()),
    _tried("ask for it in another's name", REFUSED, _BY_THEM),
    _tried("ask for what is sensitive, in a post", "done", _archive("sensitive"),
           _post()),
    _tried("ask for what is sensitive, without a post", REFUSED, _archive("sensitive")),
    _tried("ask with a digest", REFUSED, _archive(digest="0" * 64)),
    _tried("ask for it as released by another", REFUSED, _archive(released_by=_THEM)),
    _tried("release what another asked for", "1", _CHANGED, _BY_THEM),
    _tried("release what one asked for", REFUSED, _RELEASED, _archive()),
    _tried("release it in another's name", REFUSED, _NAMED, _archive()),
    _tried("give a digest and release nothing", REFUSED, _DIGEST, _BY_THEM),
    _tried("release it twice", "0", _CHANGED, _archive(by=_THEM, released_by=_ME)),
    _tried("take a release back", "0", _TAKEN_BACK,
           _archive(by=_THEM, released_by=_ME)),
    _tried("release what is sensitive, without a post", "0", _CHANGED, _SENSITIVE),
    _tried("release what is sensitive, in a post", "1", _CHANGED, _SENSITIVE, _post()),
    _proved("its release", 1, _OUT, _RELEASE),
    _proved("what waits", 0, _archive(), _RELEASE),
    _proved("no archive", 0, _RELEASE),
    _proved("no archive, where there is another", 0,
            _archive(released_by=_THEM, made=key("leaving", "'n'")), _RELEASE),
    _proved("the hashes of its checkpoint alone", 1, _OUT, _RELEASE, _ELSEWHERE,
            what="max(length(leaves))"),
    _proved("another event of it", 0, _OUT,
            _recorded("investigations.archive_asked", _ARCHIVE)),
    _proved("another's release", 0, _OUT,
            _recorded("investigations.archive_released", _SIGNED)),
    _proved("of what one only reads", 0,
            _archive(released_by=_THEM, investigation=_READ), _RELEASE),
    _proved("what is sensitive, without a post", 0, _OUT_SEALED, _RELEASE),
    _proved("what is sensitive, in a post", 1, _OUT_SEALED, _RELEASE, _post()),
    _proved("a schedule in it", 1, _OUT, _schedule(), _SIGNING),
    _proved("a schedule of another kind", 0, _OUT, _schedule("MG6D"), _SIGNING),
    _proved("the sensitive schedule", 1, _OUT_SEALED, _post(), _schedule("MG6D"),
            _SIGNING),
    _proved("another schedule with what is sensitive", 0, _OUT_SEALED, _post(),
            _schedule(), _SIGNING),
    _proved("a schedule signed later", 0, _OUT,
            _schedule(at="now() + interval '1 minute'"), _SIGNING),
    _proved("another investigation's schedule", 0, _OUT,
            _schedule(investigation=_READ), _SIGNING),
    _proved("another event of a schedule", 0, _OUT, _schedule(),
            _recorded("investigations.schedules_revealed", _SIGNED)),
]  # fmt: skip
