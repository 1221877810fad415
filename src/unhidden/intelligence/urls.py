"""The desk, graded intelligence, and the risk of premises."""

from django.urls import path

from unhidden.intelligence.exchange.views import imports, packs
from unhidden.intelligence.networks.views import connections, networks, pictures
from unhidden.intelligence.reports.views import (
    checks,
    disseminations,
    gradings,
    items,
    links,
    looking,
    mentions,
    replacing,
    sources,
    writing,
)
from unhidden.intelligence.retention import views as reviews
from unhidden.intelligence.risk.views import panels, risks
from unhidden.intelligence.search.views import choosing, finding, searches
from unhidden.intelligence.subjects.views import (
    calibration,
    contacts,
    proposals,
    retraining,
    subjects,
)

urlpatterns = [
    path(
        "desk/reports/<uuid:report_id>/write/",
        writing.write_from_report,
        name="write_from_report",
    ),
    path("intelligence/", items.show_graded_reports, name="items"),
    path("intelligence/write/", writing.edit_new_report, name="write"),
    path("intelligence/import/", imports.import_reports, name="import"),
    path(
        "intelligence/import/template/",
        imports.download_template,
        name="import_template",
    ),
    path("intelligence/proposed/", gradings.show_proposed_grades, name="proposed"),
    path("intelligence/waiting/", checks.show_unchecked_items, name="waiting"),
    path("intelligence/review/", reviews.show_reviews, name="reviews"),
    path("intelligence/<uuid:intelligence_id>/", items.show_graded_report, name="item"),
    path(
        "intelligence/<uuid:intelligence_id>/review/",
        reviews.edit_review,
        name="review",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/group/",
        reviews.edit_review_group,
        name="review_group",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/original/",
        items.open_source_words,
        name="original",
    ),
    path("intelligence/look/", looking.suggest_mentions, name="look"),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/mentions/",
        mentions.edit_mentions,
        name="mentions",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/links/<uuid:link_id>/",
        links.edit_link,
        name="link",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/grade/",
        gradings.edit_grade,
        name="regrade",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/confirm/",
        gradings.post_grade_confirmation,
        name="confirm_grade",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/check/",
        checks.edit_item_check,
        name="check",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/replace/",
        replacing.rewrite_item,
        name="replace",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/give/",
        disseminations.give_item,
        name="give",
    ),
    path("find/", finding.show_search, name="find"),
    path("find/keep/", searches.post_saved_search, name="save_search"),
    path("find/kept/", searches.show_saved_searches, name="saved"),
    path("find/kept/<uuid:saved_id>/", searches.show_new_results, name="saved_search"),
    path(
        "find/kept/<uuid:saved_id>/pause/",
        searches.post_search_pause,
        name="pause_search",
    ),
    path(
        "find/kept/<uuid:saved_id>/renew/",
        searches.post_search_renewal,
        name="renew_search",
    ),
    path(
        "find/kept/<uuid:saved_id>/remove/",
        searches.post_search_removal,
        name="remove_search",
    ),
    path("contacts/", contacts.show_contacts, name="contacts"),
    path("contacts/<uuid:contact_id>/", contacts.show_contact, name="contact"),
    path(
        "contacts/sensitive/",
        contacts.show_sensitive_contacts,
        name="sensitive_contacts",
    ),
    path(
        "contacts/sensitive/<uuid:contact_id>/",
        contacts.sensitive_contact,
        name="sensitive_contact",
    ),
    path("sources/", sources.show_source_matches, name="sources"),
    path("sources/<uuid:match_id>/", sources.show_source_match, name="source"),
    path("subjects/<uuid:mention_id>/", subjects.show_subject, name="subject"),
    path(
        "subjects/<uuid:mention_id>/with/<uuid:other_id>/",
        subjects.edit_judgement,
        name="judge",
    ),
    path(
        "subjects/<uuid:mention_id>/same-as/",
        choosing.choose_same_subject,
        name="same_as",
    ),
    path(
        "subjects/<uuid:mention_id>/join/", subjects.choose_joined_mentions, name="join"
    ),
    path(
        "subjects/<uuid:mention_id>/split/",
        subjects.choose_split_mentions,
        name="split",
    ),
    path(
        "subjects/<uuid:mention_id>/undo/<uuid:decision_id>/",
        subjects.post_undo,
        name="undo",
    ),
    path("subjects/<uuid:mention_id>/network/", networks.show_network, name="network"),
    path(
        "subjects/<uuid:mention_id>/network/more/",
        networks.show_more_links,
        name="network_more",
    ),
    path(
        "subjects/<uuid:mention_id>/network/export/",
        networks.download_network,
        name="export_network",
    ),
    path(
        "subjects/<uuid:mention_id>/network/picture/",
        pictures.export_picture,
        name="picture_network",
    ),
    path(
        "subjects/<uuid:mention_id>/connects/",
        connections.show_connection,
        name="connects",
    ),
    path("matching/", retraining.people_models, name="people_models"),
    path("matching/back/", retraining.post_taking_back, name="take_back_model"),
    path(
        "matching/calibration/",
        calibration.show_match_calibration,
        name="match_calibration",
    ),
    path(
        "matching/calibration/pairs/", calibration.show_drawn_pairs, name="drawn_pairs"
    ),
    path(
        "matching/calibration/pairs/<uuid:calibration_pair_id>/",
        calibration.judge_drawn_pair,
        name="drawn_pair",
    ),
    path("matching/<int:number>/", retraining.people_model, name="people_model"),
    path("groups/", proposals.show_groups, name="groups"),
    path("groups/look/", proposals.post_batch, name="ask_for_batch"),
    path("groups/<uuid:mention_id>/", proposals.edit_group, name="group"),
    path("risk/", risks.show_risk_list, name="risk"),
    path("risk/calibration/", risks.show_calibration, name="calibration"),
    path("risk/weights/", panels.edit_panel_weights, name="weights"),
    path(
        "risk/premises/<uuid:premises_id>/", risks.show_premises_risk, name="premises"
    ),
    path(
        "risk/premises/<uuid:premises_id>/pack/",
        packs.download_target_pack,
        name="pack",
    ),
]
