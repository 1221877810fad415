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
from unhidden.intelligence.search.views import finding, searches
from unhidden.intelligence.subjects.views import contacts, retraining, subjects

urlpatterns = [
    path(
        "desk/reports/<uuid:report_id>/write/",
        writing.write_from_report,
        name="write_from_report",
    ),
    path("intelligence/", items.items, name="items"),
    path("intelligence/write/", writing.write, name="write"),
    path("intelligence/import/", imports.import_reports, name="import"),
    path("intelligence/import/template/", imports.template, name="import_template"),
    path("intelligence/proposed/", gradings.proposed, name="proposed"),
    path("intelligence/waiting/", checks.waiting, name="waiting"),
    path("intelligence/review/", reviews.reviews, name="reviews"),
    path("intelligence/<uuid:intelligence_id>/", items.item, name="item"),
    path(
        "intelligence/<uuid:intelligence_id>/review/",
        reviews.review,
        name="review",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/group/",
        reviews.group,
        name="review_group",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/original/",
        items.original,
        name="original",
    ),
    path("intelligence/look/", looking.look, name="look"),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/mentions/",
        mentions.mentions,
        name="mentions",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/links/<uuid:link_id>/",
        links.change,
        name="link",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/grade/",
        gradings.regrade,
        name="regrade",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/confirm/",
        gradings.confirm,
        name="confirm_grade",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/check/",
        checks.check,
        name="check",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/replace/",
        replacing.replace,
        name="replace",
    ),
    path(
        "intelligence/<uuid:intelligence_id>/items/<int:number>/give/",
        disseminations.give,
        name="give",
    ),
    path("find/", finding.find, name="find"),
    path("find/keep/", searches.save, name="save_search"),
    path("find/kept/", searches.saved, name="saved"),
    path("find/kept/<uuid:saved_id>/", searches.news, name="saved_search"),
    path("find/kept/<uuid:saved_id>/pause/", searches.pause, name="pause_search"),
    path("find/kept/<uuid:saved_id>/renew/", searches.renew, name="renew_search"),
    path("find/kept/<uuid:saved_id>/remove/", searches.remove, name="remove_search"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/<uuid:contact_id>/", contacts.contact, name="contact"),
    path("contacts/sensitive/", contacts.sensitive, name="sensitive_contacts"),
    path(
        "contacts/sensitive/<uuid:contact_id>/",
        contacts.sensitive_contact,
        name="sensitive_contact",
    ),
    path("sources/", sources.sources, name="sources"),
    path("sources/<uuid:match_id>/", sources.source, name="source"),
    path("subjects/<uuid:mention_id>/", subjects.subject, name="subject"),
    path(
        "subjects/<uuid:mention_id>/with/<uuid:other_id>/",
        subjects.judge,
        name="judge",
    ),
    path("subjects/<uuid:mention_id>/join/", subjects.join, name="join"),
    path("subjects/<uuid:mention_id>/split/", subjects.split, name="split"),
    path(
        "subjects/<uuid:mention_id>/undo/<uuid:decision_id>/",
        subjects.undo,
        name="undo",
    ),
    path("subjects/<uuid:mention_id>/network/", networks.network, name="network"),
    path(
        "subjects/<uuid:mention_id>/network/more/",
        networks.more,
        name="network_more",
    ),
    path(
        "subjects/<uuid:mention_id>/network/export/",
        networks.export,
        name="export_network",
    ),
    path(
        "subjects/<uuid:mention_id>/network/picture/",
        pictures.picture,
        name="picture_network",
    ),
    path(
        "subjects/<uuid:mention_id>/connects/",
        connections.connects,
        name="connects",
    ),
    path("matching/", retraining.people_models, name="people_models"),
    path("matching/<int:number>/", retraining.people_model, name="people_model"),
    path("risk/", risks.risk, name="risk"),
    path("risk/calibration/", risks.calibration, name="calibration"),
    path("risk/weights/", panels.weights, name="weights"),
    path("risk/premises/<uuid:premises_id>/", risks.premises, name="premises"),
    path("risk/premises/<uuid:premises_id>/pack/", packs.pack, name="pack"),
]
