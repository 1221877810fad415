"""What leaves an investigation: archives, and redacted copies."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

TABLES: dict[str, Promise] = {
    "investigations_archive": Promise(
        "What left the house: asked for by one, released by another, and its "
        "digest: with its investigation; what is sensitive for the few posts that may "
        "know of it.",
        staff="select, insert, update(sha256, size, leaf, released_by_id, released_at)",
        guard="select(id, investigation_id, kind, released_at)",
        reads=BY_RECORD,
    ),
    "investigations_redaction": Promise(
        "A redacted copy of a page or file: a new file; the digests of both: with "
        "its investigation.",
        staff="select, insert",
        guard="select(id, investigation_id)",
        reads=BY_RECORD,
    ),
}
