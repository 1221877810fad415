"""Every state of the NRM, deadlines with evidence, and the rules of clocks."""

import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import unhidden.access.records
import unhidden.vault.fields
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


# What has ended is over: who opens it again starts a row of its own.
_END_IS_FINAL = """
create function safeguarding_deadline_end_is_final()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if old.ended_at is not null then
    raise exception 'a deadline that has ended is never changed';
  end if;
  return new;
end
$$;
create trigger safeguarding_deadline_end_is_final
  before update on safeguarding_deadline
  for each row execute function safeguarding_deadline_end_is_final();
"""


def fill(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of a change that was recorded before, the day on which it was."""
    with schema_editor.connection.cursor() as cursor:
        # The rules of rows bind the owner, too, while they are forced.
        cursor.execute("alter table safeguarding_nrmchange no force row level security")
        cursor.execute(
            "update safeguarding_nrmchange"
            " set happened_on = (changed_at at time zone 'Europe/London')::date"
        )
        cursor.execute("alter table safeguarding_nrmchange force row level security")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_duty_to_notify"),
        ("safeguarding", "0008_support"),
        ("visits", "0003_accounts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeadlineChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unhidden.access.records.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("started", "Started"),
                            ("met", "Done"),
                            ("reopened", "Open again"),
                            ("paused", "Stands still"),
                            ("resumed", "Goes on"),
                            ("ended", "Ended"),
                        ],
                        max_length=20,
                    ),
                ),
                ("rule_id", models.UUIDField(null=True)),
                ("due_before", models.DateTimeField(null=True)),
                ("due_after", models.DateTimeField(null=True)),
                ("happened_on", models.DateField(null=True)),
                (
                    "route",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "By letter"),
                            ("email", "By e-mail"),
                            ("phone", "By phone"),
                            ("in_person", "In person"),
                            ("online", "In an online service"),
                            ("meeting", "At a meeting"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "The person themselves"),
                            ("childrens_services", "Children’s services"),
                            ("guardian", "The guardian service"),
                            ("home_office", "The Home Office"),
                            ("competent_authority", "The competent authority"),
                            ("support_provider", "The support provider"),
                            ("police", "The police"),
                            ("lawyer", "A lawyer"),
                            ("health", "A health service"),
                            ("other_agency", "Another organisation"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_nrm_state_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="deadline",
            name="one_open_deadline_of_a_kind",
        ),
        migrations.AddField(
            model_name="deadline",
            name="end_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "It has not ended"),
                    ("overtaken", "No longer needed"),
                    ("taken_back", "What started it was taken back"),
                ],
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="deadline",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="agencies.organisation",
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="pauses",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="rule_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="decided_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Nobody decided"),
                    ("single", "Single Competent Authority"),
                    ("immigration", "Immigration Enforcement Competent Authority"),
                    ("panel", "A council’s panel for children"),
                    ("earlier", "A competent authority of before 2019"),
                    ("court", "A court"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="guidance",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="happened_on",
            field=models.DateField(default=datetime.date(2016, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="letter_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="reference",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="takes_back",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="safeguarding.nrmchange",
            ),
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="words_sealed",
            field=unhidden.vault.fields.SealedField(category="narrative", null=True),
        ),
        migrations.AlterField(
            model_name="case",
            name="nrm_state",
            field=models.CharField(
                choices=[
                    ("identified", "Identified"),
                    ("immediate_safety_done", "Safe for now"),
                    ("consent_pending", "Waiting for the adult's decision"),
                    ("consent_given", "Consent given"),
                    ("consent_refused", "Consent refused"),
                    ("not_required_child", "Consent not needed: child"),
                    ("capacity_best_interests", "Decided in their best interests"),
                    ("draft", "Referral being prepared"),
                    ("submitted", "Referred to the NRM"),
                    ("rg_pending", "Waiting for reasonable grounds"),
                    ("rg_positive", "Reasonable grounds: positive"),
                    ("rg_negative", "Reasonable grounds: negative"),
                    ("rg_suspended", "Reasonable grounds: suspended"),
                    ("recovery", "Recovery period"),
                    ("cg_pending", "Waiting for conclusive grounds"),
                    ("cg_positive", "Conclusive grounds: positive"),
                    ("cg_negative", "Conclusive grounds: negative"),
                    ("move_on", "Moving on from support"),
                    ("exit", "Left the contract’s support"),
                    ("reach_in", "Reach-In: support after leaving"),
                    ("closed", "Closed"),
                    ("withdrawn", "Withdrawn by the person"),
                    ("reconsideration_requested", "Reconsideration asked for"),
                    ("reconsideration_upheld", "Reconsidered: the decision stands"),
                    (
                        "reconsideration_overturned",
                        "Reconsidered: the decision is overturned",
                    ),
                    (
                        "disqualified_public_order",
                        "Disqualified: threat to public order",
                    ),
                    ("disqualified_bad_faith", "Disqualified: bad faith"),
                    ("lost_contact", "Contact lost"),
                    ("turned_18_transition", "Turned 18: to be asked anew"),
                    ("died", "Died"),
                    ("left_uk", "Left the United Kingdom"),
                    ("dtn_required", "Duty to Notify report needed"),
                    ("dtn_submitted", "Duty to Notify report made"),
                ],
                default="identified",
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="deadline",
            name="code",
            field=models.CharField(
                choices=[
                    ("child_la_referral", "Tell the council’s children’s services"),
                    (
                        "ictg_referral",
                        "Refer to the Independent Child Trafficking Guardian",
                    ),
                    ("follow_up", "See the person again"),
                    ("dtn_due", "Duty to Notify, unless referred to the NRM"),
                    ("rg_expected", "Reasonable grounds decision expected"),
                    ("tsa_no_contact", "The support provider gets in touch"),
                    ("recovery_min_end", "Recovery period: earliest end"),
                    ("reconsideration_due", "Ask for a reconsideration"),
                    ("exit_negative", "Support ends after a negative decision"),
                    ("move_on", "Move-on support ends, unless it is extended"),
                    ("age_18_90", "Turns 18 in 90 days: begin to explain"),
                    ("age_18_30", "Turns 18 in 30 days: agree what follows"),
                    ("age_18_0", "Turns 18: ask whether they stay in the NRM"),
                    (
                        "decision_overdue_6",
                        "No conclusive grounds decision for 6 months",
                    ),
                    (
                        "decision_overdue_12",
                        "No conclusive grounds decision for 12 months",
                    ),
                    (
                        "decision_overdue_18",
                        "No conclusive grounds decision for 18 months",
                    ),
                    ("ho_draft_warning", "The Home Office deletes the draft in a week"),
                    ("ho_draft_expiry", "The Home Office deletes the draft"),
                    ("fr_contact_stale", "The First Responder has left their post"),
                ],
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="nrmchange",
            name="from_state",
            field=models.CharField(
                choices=[
                    ("identified", "Identified"),
                    ("immediate_safety_done", "Safe for now"),
                    ("consent_pending", "Waiting for the adult's decision"),
                    ("consent_given", "Consent given"),
                    ("consent_refused", "Consent refused"),
                    ("not_required_child", "Consent not needed: child"),
                    ("capacity_best_interests", "Decided in their best interests"),
                    ("draft", "Referral being prepared"),
                    ("submitted", "Referred to the NRM"),
                    ("rg_pending", "Waiting for reasonable grounds"),
                    ("rg_positive", "Reasonable grounds: positive"),
                    ("rg_negative", "Reasonable grounds: negative"),
                    ("rg_suspended", "Reasonable grounds: suspended"),
                    ("recovery", "Recovery period"),
                    ("cg_pending", "Waiting for conclusive grounds"),
                    ("cg_positive", "Conclusive grounds: positive"),
                    ("cg_negative", "Conclusive grounds: negative"),
                    ("move_on", "Moving on from support"),
                    ("exit", "Left the contract’s support"),
                    ("reach_in", "Reach-In: support after leaving"),
                    ("closed", "Closed"),
                    ("withdrawn", "Withdrawn by the person"),
                    ("reconsideration_requested", "Reconsideration asked for"),
                    ("reconsideration_upheld", "Reconsidered: the decision stands"),
                    (
                        "reconsideration_overturned",
                        "Reconsidered: the decision is overturned",
                    ),
                    (
                        "disqualified_public_order",
                        "Disqualified: threat to public order",
                    ),
                    ("disqualified_bad_faith", "Disqualified: bad faith"),
                    ("lost_contact", "Contact lost"),
                    ("turned_18_transition", "Turned 18: to be asked anew"),
                    ("died", "Died"),
                    ("left_uk", "Left the United Kingdom"),
                    ("dtn_required", "Duty to Notify report needed"),
                    ("dtn_submitted", "Duty to Notify report made"),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="nrmchange",
            name="to_state",
            field=models.CharField(
                choices=[
                    ("identified", "Identified"),
                    ("immediate_safety_done", "Safe for now"),
                    ("consent_pending", "Waiting for the adult's decision"),
                    ("consent_given", "Consent given"),
                    ("consent_refused", "Consent refused"),
                    ("not_required_child", "Consent not needed: child"),
                    ("capacity_best_interests", "Decided in their best interests"),
                    ("draft", "Referral being prepared"),
                    ("submitted", "Referred to the NRM"),
                    ("rg_pending", "Waiting for reasonable grounds"),
                    ("rg_positive", "Reasonable grounds: positive"),
                    ("rg_negative", "Reasonable grounds: negative"),
                    ("rg_suspended", "Reasonable grounds: suspended"),
                    ("recovery", "Recovery period"),
                    ("cg_pending", "Waiting for conclusive grounds"),
                    ("cg_positive", "Conclusive grounds: positive"),
                    ("cg_negative", "Conclusive grounds: negative"),
                    ("move_on", "Moving on from support"),
                    ("exit", "Left the contract’s support"),
                    ("reach_in", "Reach-In: support after leaving"),
                    ("closed", "Closed"),
                    ("withdrawn", "Withdrawn by the person"),
                    ("reconsideration_requested", "Reconsideration asked for"),
                    ("reconsideration_upheld", "Reconsidered: the decision stands"),
                    (
                        "reconsideration_overturned",
                        "Reconsidered: the decision is overturned",
                    ),
                    (
                        "disqualified_public_order",
                        "Disqualified: threat to public order",
                    ),
                    ("disqualified_bad_faith", "Disqualified: bad faith"),
                    ("lost_contact", "Contact lost"),
                    ("turned_18_transition", "Turned 18: to be asked anew"),
                    ("died", "Died"),
                    ("left_uk", "Left the United Kingdom"),
                    ("dtn_required", "Duty to Notify report needed"),
                    ("dtn_submitted", "Duty to Notify report made"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("met_at__isnull", True),
                    ("told_overdue_at__isnull", True),
                ),
                fields=["due_at"],
                name="deadlines_to_watch",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "nrm_state__in",
                        [
                            "identified",
                            "immediate_safety_done",
                            "consent_pending",
                            "consent_given",
                            "consent_refused",
                            "not_required_child",
                            "capacity_best_interests",
                            "draft",
                            "submitted",
                            "rg_pending",
                            "rg_positive",
                            "rg_negative",
                            "rg_suspended",
                            "recovery",
                            "cg_pending",
                            "cg_positive",
                            "cg_negative",
                            "move_on",
                            "exit",
                            "reach_in",
                            "closed",
                            "withdrawn",
                            "reconsideration_requested",
                            "reconsideration_upheld",
                            "reconsideration_overturned",
                            "disqualified_public_order",
                            "disqualified_bad_faith",
                            "lost_contact",
                            "turned_18_transition",
                            "died",
                            "left_uk",
                            "dtn_required",
                            "dtn_submitted",
                        ],
                    )
                ),
                name="case_nrm_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("met_at__isnull", True),
                    ("organisation__isnull", True),
                ),
                fields=("case", "code"),
                name="one_open_deadline_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), ("met_at__isnull", True)
                ),
                fields=("case", "code", "organisation"),
                name="one_open_deadline_of_an_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "code__in",
                        [
                            "child_la_referral",
                            "ictg_referral",
                            "follow_up",
                            "dtn_due",
                            "rg_expected",
                            "tsa_no_contact",
                            "recovery_min_end",
                            "reconsideration_due",
                            "exit_negative",
                            "move_on",
                            "age_18_90",
                            "age_18_30",
                            "age_18_0",
                            "decision_overdue_6",
                            "decision_overdue_12",
                            "decision_overdue_18",
                            "ho_draft_warning",
                            "ho_draft_expiry",
                            "fr_contact_stale",
                        ],
                    )
                ),
                name="deadline_code_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(("end_reason__in", ["", "overtaken", "taken_back"])),
                name="deadline_end_reason_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_at__isnull", True)),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("met_at__isnull", True),
                        models.Q(("end_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_deadline_is_met_or_ended_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="nrmchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "from_state__in",
                        [
                            "identified",
                            "immediate_safety_done",
                            "consent_pending",
                            "consent_given",
                            "consent_refused",
                            "not_required_child",
                            "capacity_best_interests",
                            "draft",
                            "submitted",
                            "rg_pending",
                            "rg_positive",
                            "rg_negative",
                            "rg_suspended",
                            "recovery",
                            "cg_pending",
                            "cg_positive",
                            "cg_negative",
                            "move_on",
                            "exit",
                            "reach_in",
                            "closed",
                            "withdrawn",
                            "reconsideration_requested",
                            "reconsideration_upheld",
                            "reconsideration_overturned",
                            "disqualified_public_order",
                            "disqualified_bad_faith",
                            "lost_contact",
                            "turned_18_transition",
                            "died",
                            "left_uk",
                            "dtn_required",
                            "dtn_submitted",
                        ],
                    )
                ),
                name="nrm_change_comes_from_a_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="nrmchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "to_state__in",
                        [
                            "identified",
                            "immediate_safety_done",
                            "consent_pending",
                            "consent_given",
                            "consent_refused",
                            "not_required_child",
                            "capacity_best_interests",
                            "draft",
                            "submitted",
                            "rg_pending",
                            "rg_positive",
                            "rg_negative",
                            "rg_suspended",
                            "recovery",
                            "cg_pending",
                            "cg_positive",
                            "cg_negative",
                            "move_on",
                            "exit",
                            "reach_in",
                            "closed",
                            "withdrawn",
                            "reconsideration_requested",
                            "reconsideration_upheld",
                            "reconsideration_overturned",
                            "disqualified_public_order",
                            "disqualified_bad_faith",
                            "lost_contact",
                            "turned_18_transition",
                            "died",
                            "left_uk",
                            "dtn_required",
                            "dtn_submitted",
                        ],
                    )
                ),
                name="nrm_change_leads_to_a_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="nrmchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "decided_by__in",
                        ["", "single", "immigration", "panel", "earlier", "court"],
                    )
                ),
                name="decision_maker_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="nrmchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reference__regex",
                        "^$|^(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9/._-]{0,39}$",
                    )
                ),
                name="nrm_change_reference_is_a_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="nrmchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("guidance__regex", "^[0-9.]{0,10}$")),
                name="nrm_change_guidance_is_a_number",
            ),
        ),
        migrations.AddField(
            model_name="deadlinechange",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="safeguarding.case",
            ),
        ),
        migrations.AddField(
            model_name="deadlinechange",
            name="changed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="deadlinechange",
            name="deadline",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="safeguarding.deadline",
            ),
        ),
        migrations.AddField(
            model_name="deadlinechange",
            name="nrm_change",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="safeguarding.nrmchange",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "step__in",
                        ["started", "met", "reopened", "paused", "resumed", "ended"],
                    )
                ),
                name="deadline_step_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reference__regex",
                        "^$|^(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9/._-]{0,39}$",
                    )
                ),
                name="deadline_evidence_reference_is_a_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "route__in",
                        [
                            "",
                            "letter",
                            "email",
                            "phone",
                            "in_person",
                            "online",
                            "meeting",
                        ],
                    )
                ),
                name="deadline_evidence_route_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "party__in",
                        [
                            "",
                            "person",
                            "childrens_services",
                            "guardian",
                            "home_office",
                            "competent_authority",
                            "support_provider",
                            "police",
                            "lawyer",
                            "health",
                            "other_agency",
                        ],
                    )
                ),
                name="deadline_evidence_party_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("step", "met"), _negated=True),
                    ("nrm_change__isnull", False),
                    models.Q(
                        ("happened_on__isnull", False),
                        models.Q(("route", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_deadline_is_met_by_evidence",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(
            _END_IS_FINAL,
            "drop trigger safeguarding_deadline_end_is_final on safeguarding_deadline;"
            " drop function safeguarding_deadline_end_is_final()",
        ),
    ]
