"""Promises that the wall does not keep yet, as the checks say it: this list shrinks.

What stands here and is kept is found, as is what is broken and does not stand here.
"""

from __future__ import annotations

#: Whoever is signed in writes keys.
VAULT = {
    "staff may insert vault_generation",
    "staff may update(server_wrapped) vault_generation",
    "worker may insert vault_helper",
    "worker may update vault_helper",
    "staff may insert vault_member",
    "staff may update vault_member",
    "staff may insert vault_memberkey",
    "staff may delete vault_memberkey",
    "staff may insert vault_membership",
    "staff may update vault_membership",
    "staff may update(generation_id, sealed_key) vault_recordkey",
    "staff may delete vault_recordkey",
    "worker may update(generation_id, sealed_key) vault_recordkey",
    "staff may insert vault_recovery",
    "staff may update vault_recovery",
    "staff may insert vault_recoverynotice",
    "staff may update(seen_at) vault_recoverynotice",
    "staff may insert vault_recoveryuse",
    "staff may insert vault_rewrap",
    "staff may update vault_rewrap",
    "worker may update(broken, done, ended_at, handed) vault_rewrap",
    "staff may insert vault_shareholder",
    "staff may insert vault_team",
    "staff may update vault_team",
    "staff may insert vault_wrap",
    "staff may delete vault_wrap",
    "vault_generation: changes more than promised, by everybody",
    "vault_generation: adds more than promised, by everybody",
    "vault_member: changes more than promised, by everybody",
    "vault_member: adds more than promised, by everybody",
    "vault_memberkey: reads more than promised, by everybody",
    "vault_memberkey: removes more than promised, by everybody",
    "vault_memberkey: adds more than promised, by everybody",
    "vault_membership: changes more than promised, by everybody",
    "vault_membership: adds more than promised, by everybody",
    "vault_recordkey: changes more than promised, by everybody",
    "vault_recordkey: removes more than promised, by officer at "
    "safeguarding_support, support_worker at safeguarding_support, support_manager "
    "at safeguarding_support, safeguarding_lead at safeguarding_support",
    "vault_recordkey: adds more than promised, by everybody",
    "vault_recovery: changes more than promised, by everybody",
    "vault_recovery: adds more than promised, by everybody",
    "vault_recoverynotice: reads more than promised, by everybody",
    "vault_recoverynotice: changes more than promised, by everybody",
    "vault_recoverynotice: adds more than promised, by everybody",
    "vault_recoveryuse: adds more than promised, by everybody",
    "vault_rewrap: changes more than promised, by everybody",
    "vault_rewrap: adds more than promised, by everybody",
    "vault_shareholder: adds more than promised, by everybody",
    "vault_team: changes more than promised, by everybody",
    "vault_team: adds more than promised, by everybody",
    "vault_wrap: removes more than promised, by everybody",
    "vault_wrap: adds more than promised, by administrator at system_admin",
}
#: What brings figures into view brings everybody's doings, too.
AUDIT = {
    "audit_checkpoint: reads more than promised, by planner at "
    "oversight_statistics, safeguarding_lead at oversight_statistics, "
    "communications at oversight_statistics",
    "audit_event: reads more than promised, by planner at oversight_statistics, "
    "safeguarding_lead at oversight_statistics, communications at "
    "oversight_statistics",
}
#: Plans are in view with their operation.
PLANS = {
    "operations_plannedvisit: shows what it never may, by analyst at "
    "intel_assessment, planner at intel_assessment, planner at "
    "oversight_statistics, source_unit at intel_assessment, officer at "
    "intel_assessment, officer at investigation, partner at operation_delivery, "
    "safeguarding_lead at oversight_statistics, investigator at intel_assessment, "
    "investigator at investigation, communications at oversight_statistics, "
    "overseer at oversight_statistics",
}
#: It has no key to enter with, and needs none; nor does a timed job of it need to read
#: of survivors, of who was met, of investigations, or of who was let in.
WORKER = {
    "worker may select access_grant",
    "worker may select investigations_investigation",
    "worker may select safeguarding_case",
    "worker may select visits_peoplepresent",
    "worker may select visits_possiblevictim",
    "worker may select visits_referral",
    "worker may call challenge",
    "worker may call enter",
    "worker may call leave",
}
BROKEN: set[str] = VAULT | AUDIT | PLANS | WORKER
