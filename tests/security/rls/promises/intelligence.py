"""Intelligence: the desks, the source unit, what is matched and reviewed."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

TABLES = {
    "intelligence_assignment": Promise(
        "Whose a report is at the desk: with the report; in the name of who assigns.",
        staff="select, insert",
        guard="select(report_id), delete",
        reads=BY_RECORD,
    ),
    "intelligence_calibrationpair": Promise(
        "Pairs of mentions drawn to be judged: who sees both, of the organisation that "
        "drew; added by who drew. Nobody changes one.",
        staff="select, insert",
        guard="select(left_id, right_id), delete",
        reads="left_id in ({intelligence_mention}) and right_id in "
        "({intelligence_mention}) and sample_id in ({intelligence_calibrationsample})",
        adds="left_id in ({intelligence_mention}) and right_id in "
        "({intelligence_mention}) and sample_id in ({intelligence_calibrationsample}) "
        "and exists (select from intelligence_calibrationsample s where s.id = "
        "t.sample_id and s.drawn_by_id = %(me)s)",
    ),
    "intelligence_calibrationsample": Promise(
        "That pairs were drawn, and how strangers agreed: the own organisation's, who "
        "reads intelligence; in one's own name. Nobody changes one.",
        staff="select, insert",
        worker="select(id, organisation_id, drawn_at, among, has_moved)",
        reads="organisation_id = %(own)s and 'intelligence:read' = any(%(rights)s)",
        adds="organisation_id = %(own)s and 'intelligence:read' = any(%(rights)s) and "
        "drawn_by_id = %(me)s",
    ),
    "intelligence_contact": Promise(
        "That two organisations know of one thing: who may decide such records, "
        "of the one side; of a sensitive one who answers for intelligence. Only "
        "a procedure adds.",
        staff="select",
        guard="select(id, record_id, organisation_id, is_sensitive), insert, delete",
        reads="organisation_id = %(own)s and case when is_sensitive then "
        "'intelligence' = any(%(reviews)s) and record_id = any(%(unkept)s) "
        "else 'intelligence:manage' = any(%(rights)s) and record_id = "
        "any(%(seen)s) end",
    ),
    "intelligence_contactstep": Promise(
        "What came of it: with the contact; in one's own name.",
        staff="select, insert",
        guard="select(id, contact_id), delete",
        reads="contact_id in ({intelligence_contact})",
        adds="contact_id in ({intelligence_contact}) and taken_by_id = %(me)s",
    ),
    "intelligence_dangertolife": Promise(
        "Danger to life in a report: with the report; in one's own name.",
        staff="select, insert",
        guard="select(report_id), delete",
        reads=BY_RECORD,
    ),
    "intelligence_disposedcount": Promise(
        "Counts of what was disposed of: nothing that names anything.",
        staff="select",
        guard="select, insert, update(items)",
        reads=BY_RECORD,
    ),
    "intelligence_dissemination": Promise(
        "To whom an item was given: the organisation that gave it; in one's own name.",
        staff="select, insert",
        guard="select(item_id), delete",
        reads="organisation_id = %(own)s and item_id in ({intelligence_item})",
        adds="organisation_id = %(own)s and item_id in ({intelligence_item}) and "
        "'intelligence:write' = any(%(rights)s) and given_by_id = %(me)s",
    ),
    "intelligence_grading": Promise(
        "Grades of items: with the item; in one's own name.",
        staff="select, insert",
        guard="select(item_id, version, source, assessment, handling), delete",
        reads=BY_RECORD,
    ),
    "intelligence_intelligencereport": Promise(
        "Intelligence: by team, organisation and share; sealed words apart.",
        staff="select, insert",
        guard="select(urn, report_id, visit_id, event_on, written_at), delete, "
        "update(raw_sealed, provenance_sealed, report_id, visit_id, "
        "anonymised_at) select(id, is_restricted, organisation_id, "
        "sensitivity, urn, written_by_id)",
        reads=BY_RECORD,
    ),
    "intelligence_item": Promise(
        "Sanitised items: with their report.",
        staff="select, insert",
        guard="select(id, report_id, text, source, assessment, handling, "
        "sign_codes, is_replaced, is_proposed, words), update(text, source, "
        "assessment, handling, conditions, is_replaced), delete",
        reads=BY_RECORD,
    ),
    "intelligence_itemcheck": Promise(
        "Second readings: with the item; in one's own name.",
        staff="select, insert",
        guard="select(item_id, turn, is_sound, things, checked_by_id), delete",
        reads=BY_RECORD,
    ),
    "intelligence_judgement": Promise(
        "Whether two mentions are one: who sees both; who writes intelligence "
        "judges, in their own name.",
        staff="select, insert",
        guard="select(left_id, right_id), delete",
        reads="left_id in ({intelligence_mention}) and right_id in "
        "({intelligence_mention})",
        adds="left_id in ({intelligence_mention}) and right_id in "
        "({intelligence_mention}) and 'intelligence:create' = "
        "any(%(rights)s) and decided_by_id = %(me)s",
    ),
    "intelligence_link": Promise(
        "Links between mentions: with the item.",
        staff="select, insert",
        guard="select(id, item_id, left_id, right_id), update(item_id), delete",
        reads=BY_RECORD,
    ),
    "intelligence_linkagebatch": Promise(
        "Batches, and how far one is: who reads intelligence; who writes it asks, in "
        "their own name, and the operator in nobody's.",
        staff="select, insert",
        guard="select(id, begun_at, ended_at, tries), update(begun_at, ended_at, "
        "failure, stage, share, tries)",
        worker="select",
        reads="'intelligence:read' = any(%(rights)s)",
        adds="'intelligence:create' = any(%(rights)s) and asked_by_id = %(me)s and "
        "begun_at is null and ended_at is null and failure = '' and tries = 0",
    ),
    "intelligence_linkagemodel": Promise(
        "Weights of matching: nothing that names anybody.",
        staff="select",
        worker="select, insert",
        guard="select(id, number, training_id, spec_hash)",
        reads=BY_RECORD,
    ),
    "intelligence_peoplecount": Promise(
        "What many of this desk are called: nothing that names anybody. Only a "
        "procedure counts.",
        staff="select",
        worker="select",
        guard="select(id, turn, mentions), insert, delete",
        reads=BY_RECORD,
    ),
    "intelligence_linkwithdrawal": Promise(
        "Links taken back: with the link; in one's own name.",
        staff="select, insert",
        guard="select(link_id), delete",
        reads=BY_RECORD,
    ),
    "intelligence_look": Promise(
        "What visits looked for in vain: the desks'. Only procedures add and correct.",
        staff="select",
        guard="select, insert, update(looked_on, came_of, not_seen, corrected_at)",
        worker="select(visit_id, premises_id, looked_on, not_seen)",
        reads=BY_RECORD,
    ),
    "intelligence_meetingkey": Promise(
        "Keys at which records meet: with the mention. Only procedures add.",
        staff="select",
        guard="select, insert, delete",
        reads=BY_RECORD,
    ),
    "intelligence_mention": Promise(
        "Who and what is spoken of: with the item.",
        staff="select, insert",
        guard="select(id, item_id, kind, text, details, premises_id, words), "
        "update(item_id), delete",
        reads=BY_RECORD,
    ),
    "intelligence_modelchange": Promise(
        "How two models differ: counts.",
        staff="select",
        guard="select(model_id, against_id)",
        worker="insert",
        reads=BY_RECORD,
    ),
    "intelligence_modelpublication": Promise(
        "Which model counts: who answers for intelligence decides, in their own name.",
        staff="select, insert",
        guard="select(turn, model_id)",
        reads="'intelligence:read' = any(%(rights)s)",
        adds="'intelligence' = any(%(reviews)s) and published_by_id = %(me)s",
    ),
    "intelligence_modeltraining": Promise(
        "Trainings: who reads intelligence asks, in their own name; the worker "
        "says what came of it.",
        staff="select, insert",
        guard="select(id, begun_at, failure), update(begun_at, failure, mentions)",
        worker="select",
        reads="'intelligence:read' = any(%(rights)s)",
        adds="'intelligence:read' = any(%(rights)s) and asked_by_id = %(me)s and "
        "begun_at is null and failure = ''",
    ),
    "intelligence_nocall": Promise(
        "That somebody must not be called: with the report; in one's own name.",
        staff="select, insert",
        guard="select(report_id), delete",
        reads=BY_RECORD,
    ),
    "intelligence_panelweights": Promise(
        "What a panel of an organisation looks at: theirs alone.",
        staff="select, insert",
        reads="organisation_id = %(own)s and 'intelligence:read' = any(%(rights)s)",
        adds="organisation_id = %(own)s and set_by_id = %(me)s and "
        "'intelligence:read' = any(%(rights)s)",
    ),
    "intelligence_premisesrisk": Promise(
        "Risk of premises: who reads intelligence; who writes it makes it anew.",
        staff="select, insert, update",
        guard="select(premises_id, score, own_score, band)",
        worker="select(id, premises_id, score, own_score, band), insert, "
        "update(score, own_score, band, reasons, computed_at)",
        reads=BY_RECORD,
    ),
    "intelligence_proposaldelay": Promise(
        "What somebody decides later: theirs alone, of mentions that they see.",
        staff="select, insert",
        guard="select(mention_id, until_on), delete",
        reads="person_id = %(me)s",
        adds="person_id = %(me)s and mention_id in ({intelligence_mention})",
    ),
    "intelligence_proposedlink": Promise(
        "Pairs that a batch found: who sees both. Only a procedure adds.",
        staff="select",
        guard="select(batch_id, left_id, right_id), insert, delete",
        reads="left_id in ({intelligence_mention}) and right_id in "
        "({intelligence_mention})",
    ),
    "intelligence_replacement": Promise(
        "The words of an item that was replaced: the own organisation's. Only a "
        "procedure adds.",
        staff="select",
        guard="select(old_id, new_id, replaced_by_id), insert, update(text, "
        "said), delete",
        reads="exists (select from intelligence_item i join "
        "intelligence_intelligencereport r on r.id = i.report_id where i.id "
        "= t.old_id and r.organisation_id = %(own)s and r.id = "
        "any(%(seen)s))",
    ),
    "intelligence_review": Promise(
        "Reviews: the own organisation's, by those who decide such records, in "
        "their own name.",
        staff="select, insert",
        guard="select, delete, update(reason, necessity_words, pattern_words, "
        "risk_words, vulnerability_words)",
        reads="exists (select from intelligence_intelligencereport r where r.id = "
        "t.report_id and r.organisation_id = %(own)s and r.id = "
        "any(%(seen)s))",
        adds="decided_by_id = %(me)s and 'intelligence:manage' = any(%(rights)s) "
        "and exists (select from intelligence_intelligencereport r where "
        "r.id = t.report_id and r.organisation_id = %(own)s and r.id = "
        "any(%(seen)s))",
    ),
    "intelligence_reviewmatter": Promise(
        "What a review must mind: the own organisation's, in one's own name.",
        staff="select, insert",
        guard="select(report_id), update(reason), delete",
        reads="exists (select from intelligence_intelligencereport r where r.id = "
        "t.report_id and r.organisation_id = %(own)s and r.id = "
        "any(%(seen)s))",
        adds="set_by_id = %(me)s and exists (select from "
        "intelligence_intelligencereport r where r.id = t.report_id and "
        "r.organisation_id = %(own)s and r.id = any(%(seen)s)) and "
        "('intelligence:manage' = any(%(rights)s) or exists (select from "
        "intelligence_intelligencereport r where r.id = t.report_id and "
        "r.written_by_id = %(me)s))",
    ),
    "intelligence_savedsearch": Promise(
        "What somebody searches for: theirs alone.",
        staff="select, insert, update(known, news, checked_at, reason, until_on, "
        "paused_at, removed_at)",
        reads="person_id = %(me)s",
        adds="person_id = %(me)s",
        changes="person_id = %(me)s",
    ),
    "intelligence_sourcekey": Promise(
        "Keys of sources: nobody reads one; written with the record that is "
        "being made.",
        staff="insert",
        guard="select, delete",
    ),
    "intelligence_sourcematch": Promise(
        "That one source spoke twice: the source unit of the own organisation. "
        "Only a procedure adds.",
        staff="select",
        guard="select(id, earlier_id, later_id, organisation_id), insert, delete",
        reads="organisation_id = %(own)s and %(role)s = 'source_unit' and "
        "earlier_id = any(%(unkept)s) and later_id = any(%(unkept)s)",
    ),
    "intelligence_sourcestep": Promise(
        "What the source unit did about it: the source unit, in one's own name.",
        staff="select, insert",
        guard="select(id, match_id), delete",
        reads="match_id in ({intelligence_sourcematch})",
        adds="match_id in ({intelligence_sourcematch}) and taken_by_id = %(me)s",
    ),
    "intelligence_spammark": Promise(
        "That a report is no report: with the report; in one's own name.",
        staff="select, insert",
        guard="select(report_id), delete",
        reads=BY_RECORD,
    ),
    "intelligence_trace": Promise(
        "Keys and features of mentions: with the mention.",
        staff="select, insert",
        guard="select, insert, delete",
        reads=BY_RECORD,
    ),
    "intelligence_tracekey": Promise(
        "Keys to find mentions by: with the mention. Only procedures add.",
        staff="select",
        guard="select, insert, delete",
        reads=BY_RECORD,
    ),
    "intelligence_triage": Promise(
        "What the desk decided: with the report.",
        staff="select, insert",
        guard="select(report_id), delete",
        reads=BY_RECORD,
    ),
}
