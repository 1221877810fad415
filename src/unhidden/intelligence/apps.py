from collections.abc import Iterator, Mapping
from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from unhidden.lib.rights import TableAccess

_STAFF = (
    "answers_for candidates carry_out_review deconflict desk_turn evidence_for_writer"
    " found_words guard_sources handles_sources learnt_at make_findable"
    " outcomes_of_report people_traced replace_item report_turn shared_for_writer"
)
_WORKER = (
    "begin_batch begin_training contacts_that_wait count_people end_batch end_training"
    " evidence keep_proposals mentions_to_relink models_to_compare note_batch"
    " people_to_learn people_to_weigh shared trace_anew traces_to_renew training_turn"
    " untraced"
)


class IntelligenceConfig(AppConfig):
    name = "unhidden.intelligence"
    label = "intelligence"
    wall_overrides: ClassVar = {"forget_report", "waits_to_leave"}
    wall_calls: ClassVar = {
        "unhidden_staff": set(_STAFF.split()),
        "unhidden_worker": set(_WORKER.split()),
    }
    notice_procedures: ClassVar = ("contacts_that_wait",)
    wall_events: ClassVar = {
        "staff": """
            batch_asked contact_noted danger_to_life_raised grade_confirmed item_checked
            group_put_off item_disseminated item_regraded item_replaced link_restored
            link_withdrawn mentions_added mentions_judged mentions_linked
            model_published model_taken_back network_exported no_call_needed
            original_opened pack_printed panel_weighed report_anonymised report_assigned
            report_deconflicted report_disposed report_reviewed report_triaged
            report_written reports_imported review_group_set risk_changed
            sample_drawn search_paused search_removed search_renewed search_resumed
            search_saved source_guarded source_noted spam_marked spam_unmarked
            training_asked
        """,
        "worker": """
            batch_begun batch_ended batch_failed batch_files_made model_trained
            models_compared people_counted risk_changed traces_refreshed
            training_failed
        """,
    }

    def wall_functions(self, tables: Mapping[str, TableAccess]) -> Iterator[str]:
        """``wall.trace_spec()`` and ``wall.people_spec()``: the rules of this program.

        The worker says neither: what is by earlier rules the database decides.
        """
        from unhidden.intelligence.subjects.rules.traces import SPEC  # noqa: PLC0415
        from unhidden.linkage.people import PEOPLE  # noqa: PLC0415

        for name, spec in (("trace", SPEC), ("people", PEOPLE.hash())):
            yield (
                f"create or replace function wall.{name}_spec() returns text"
                f" language sql immutable as $$ select '{spec}' $$"
            )

    event_words: ClassVar = {
        "danger_to_life_raised": _("Recorded a danger to life"),
        "link_restored": _("Restored a link"),
        "link_withdrawn": _("Withdrew a link"),
        "original_opened": _("Opened the source’s own words"),
        "report_anonymised": _("Anonymised it"),
        "report_disposed": _("Disposed of it"),
        "report_reviewed": _("Reviewed how long it is kept"),
        "pack_printed": _("Printed its target pack"),
        "report_written": _("Wrote it up"),
        "report_triaged": _("Decided what to do with it"),
        "review_group_set": _("Changed its review group"),
    }
