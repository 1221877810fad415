"""The official form of the NRM, and what a survivor told."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

_GUARD = "select(id, case_id)"

TABLES = {
    "safeguarding_involvedorganisation": Promise(
        "Which organisations have to do with a person: with the case; in one's own "
        "name, and never changed.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "safeguarding_holdingsletter": Promise(
        "A request that reaches an organisation, sealed: by procedures alone.",
        guard="select, insert",
    ),
    "safeguarding_holdingsanswer": Promise(
        "What an organisation says it holds, sealed: with the case, narrative; added "
        "by a procedure for that organisation, and never changed.",
        staff="select",
        guard="select(id, case_id), insert",
        reads=BY_RECORD,
    ),
    "safeguarding_handoverevent": Promise(
        "What a First Responder that was asked to refer said: with the case.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "safeguarding_referralhandover": Promise(
        "That a First Responder was asked to refer: with the case; in one's own name.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "safeguarding_accountmark": Promise(
        "Which sentence speaks to which question, sealed: with the case, narrative; "
        "added in one's own name, and never changed.",
        staff="select, insert",
        guard=_GUARD,
        reads=BY_RECORD,
    ),
    "safeguarding_nrmform": Promise(
        "That a form was begun: with the case, who the person is; in one's own name.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "safeguarding_nrmformanswer": Promise(
        "What a step of a form says, sealed: with the case, who the person is; in "
        "one's own name, and never changed.",
        staff="select, insert",
        guard=_GUARD,
        reads=BY_RECORD,
    ),
    "safeguarding_nrmformevent": Promise(
        "That a form was begun elsewhere, or ended: with the case, who the person is.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "safeguarding_nrmformunsaved": Promise(
        "What somebody typed and did not save, sealed: with the case, who the person "
        "is; in one's own name.",
        staff="select, insert, update(content_sealed, kept_at)",
        guard=_GUARD,
        reads=BY_RECORD,
    ),
    "safeguarding_sentencetaken": Promise(
        "How a sentence of the form was checked: with the case, narrative.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "safeguarding_survivoraccount": Promise(
        "What a survivor told, sealed: with the case, narrative; in one's own name, "
        "and never changed.",
        staff="select, insert",
        guard=_GUARD,
        reads=BY_RECORD,
    ),
}
