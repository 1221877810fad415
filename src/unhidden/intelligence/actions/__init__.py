"""Writes of the desk: triage, graded reports, the risk of premises."""

from unhidden.intelligence.actions.assignments import (
    AssignedSince,
    NothingLeftToDo,
    NotOfThisDesk,
    assign,
)
from unhidden.intelligence.actions.checks import (
    ChangedSince,
    CheckRefused,
    check_item,
)
from unhidden.intelligence.actions.contacts import (
    ContactClosed,
    ContactStateUnknown,
    NoOutcome,
    note_contact,
)
from unhidden.intelligence.actions.dangers import (
    DangerRefused,
    NotCalled,
    record_danger,
)
from unhidden.intelligence.actions.deciding import ReasonMissing, ReportAlreadyTriaged
from unhidden.intelligence.actions.disseminations import (
    BasisUnknown,
    GivenAlready,
    NotGiven,
    disseminate,
)
from unhidden.intelligence.actions.gradings import (
    GradedSince,
    GradeRefused,
    confirm_grade,
    regrade_item,
)
from unhidden.intelligence.actions.imports import (
    Imported,
    ImportRefused,
    NewImport,
    import_reports,
)
from unhidden.intelligence.actions.judgements import (
    NoReasonToJudge,
    NotOneKind,
    VerdictUnknown,
    join_mentions,
    judge_mentions,
    split_subject,
    undo_judgement,
)
from unhidden.intelligence.actions.links import (
    LinkChangedSince,
    NoReasonToWithdraw,
    restore_link,
    withdraw_link,
)
from unhidden.intelligence.actions.mentions import (
    LinkSaidOtherwise,
    LinkUnclear,
    LinkWithdrawn,
    MentionUnclear,
    TooManyMentions,
    add_mentions,
    link_mentions,
)
from unhidden.intelligence.actions.originals import OpenedOriginal, open_original
from unhidden.intelligence.actions.publishing import (
    PUBLISH,
    ModelNoLongerFits,
    NoReasonToPublish,
    NotCompared,
    PublishedSince,
    ServesAlready,
    publish_model,
)
from unhidden.intelligence.actions.replacing import (
    NotHeldBack,
    Rewritten,
    replace_item,
)
from unhidden.intelligence.actions.reports import (
    ReportAlreadyWritten,
    ReportNotForWriting,
    ReportRefused,
    write_report,
)
from unhidden.intelligence.actions.retraining import (
    TRAINER,
    TrainingAlready,
    ask_for_training,
    train_models,
)
from unhidden.intelligence.actions.reviews import (
    NotCarriedOut,
    ReviewedSince,
    ReviewRefused,
    review,
    set_matter,
)
from unhidden.intelligence.actions.risks import (
    RISK_KEEPER,
    refresh_all_risk,
    refresh_risk,
)
from unhidden.intelligence.actions.searches import (
    MOST_SAVED,
    FindsTooMuch,
    NothingToSave,
    TooManySearches,
    check_searches,
    note_seen,
    pause_search,
    remove_search,
    renew_search,
    save_search,
)
from unhidden.intelligence.actions.sources import (
    NoSourceOutcome,
    SourceSettled,
    SourceStateUnknown,
    note_source,
)
from unhidden.intelligence.actions.spam import (
    LaneGrew,
    MarkedAlready,
    bring_back,
    bring_lane_back,
    mark_lane,
    mark_spam,
)
from unhidden.intelligence.actions.traces import TRACE_KEEPER, refresh_traces
from unhidden.intelligence.actions.triages import (
    DecisionUnknown,
    HasADesk,
    OrganisationNotNamed,
    pass_report,
    triage,
)
from unhidden.intelligence.rules.checks import CheckFault, NewCheck
from unhidden.intelligence.rules.danger import Calls, DangerFault
from unhidden.intelligence.rules.disseminations import Against, NewDissemination
from unhidden.intelligence.rules.drafts import Fault, NewItem, NewReport
from unhidden.intelligence.rules.gradings import Grade, GradeFault
from unhidden.intelligence.rules.mentions import NewLink, NewMention
from unhidden.intelligence.rules.reviews import Answer, NewReview, ReviewFault
from unhidden.intelligence.rules.subjects import (
    Contradiction,
    DecidedSince,
    NothingToJoin,
    NothingToSplit,
)

__all__ = [
    "MOST_SAVED",
    "PUBLISH",
    "RISK_KEEPER",
    "TRACE_KEEPER",
    "TRAINER",
    "Against",
    "Answer",
    "AssignedSince",
    "BasisUnknown",
    "Calls",
    "ChangedSince",
    "CheckFault",
    "CheckRefused",
    "ContactClosed",
    "ContactStateUnknown",
    "Contradiction",
    "DangerFault",
    "DangerRefused",
    "DecidedSince",
    "DecisionUnknown",
    "Fault",
    "FindsTooMuch",
    "GivenAlready",
    "Grade",
    "GradeFault",
    "GradeRefused",
    "GradedSince",
    "HasADesk",
    "ImportRefused",
    "Imported",
    "LaneGrew",
    "LinkChangedSince",
    "LinkSaidOtherwise",
    "LinkUnclear",
    "LinkWithdrawn",
    "MarkedAlready",
    "MentionUnclear",
    "ModelNoLongerFits",
    "NewCheck",
    "NewDissemination",
    "NewImport",
    "NewItem",
    "NewLink",
    "NewMention",
    "NewReport",
    "NewReview",
    "NoOutcome",
    "NoReasonToJudge",
    "NoReasonToPublish",
    "NoReasonToWithdraw",
    "NoSourceOutcome",
    "NotCalled",
    "NotCarriedOut",
    "NotCompared",
    "NotGiven",
    "NotHeldBack",
    "NotOfThisDesk",
    "NotOneKind",
    "NothingLeftToDo",
    "NothingToJoin",
    "NothingToSave",
    "NothingToSplit",
    "OpenedOriginal",
    "OrganisationNotNamed",
    "PublishedSince",
    "ReasonMissing",
    "ReportAlreadyTriaged",
    "ReportAlreadyWritten",
    "ReportNotForWriting",
    "ReportRefused",
    "ReviewFault",
    "ReviewRefused",
    "ReviewedSince",
    "Rewritten",
    "ServesAlready",
    "SourceSettled",
    "SourceStateUnknown",
    "TooManyMentions",
    "TooManySearches",
    "TrainingAlready",
    "VerdictUnknown",
    "add_mentions",
    "ask_for_training",
    "assign",
    "bring_back",
    "bring_lane_back",
    "check_item",
    "check_searches",
    "confirm_grade",
    "disseminate",
    "import_reports",
    "join_mentions",
    "judge_mentions",
    "link_mentions",
    "mark_lane",
    "mark_spam",
    "note_contact",
    "note_seen",
    "note_source",
    "open_original",
    "pass_report",
    "pause_search",
    "publish_model",
    "record_danger",
    "refresh_all_risk",
    "refresh_risk",
    "refresh_traces",
    "regrade_item",
    "remove_search",
    "renew_search",
    "replace_item",
    "restore_link",
    "review",
    "save_search",
    "set_matter",
    "split_subject",
    "train_models",
    "triage",
    "undo_judgement",
    "withdraw_link",
    "write_report",
]
