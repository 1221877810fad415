"""Where the pages of visits are."""

from django.urls import path

from unhidden.visits import views
from unhidden.visits.accounts import item_views as items
from unhidden.visits.accounts import views as accounts
from unhidden.visits.drafts import views as drafts

app_name = "visits"
urlpatterns = [
    path("", views.show_own_visits, name="mine"),
    path("record/<uuid:planned_id>/", views.record_findings, name="record"),
    path("accounts/", accounts.list_accounts, name="accounts"),
    path("accounts/<uuid:account_id>/", accounts.decide_account, name="account"),
    path(
        "planned/<uuid:planned_id>/accounts/",
        accounts.compare_accounts,
        name="compare_accounts",
    ),
    path("record/<uuid:planned_id>/draft/", drafts.keep_draft, name="keep_draft"),
    path("items/", items.list_items, name="items"),
    path("items/<uuid:item_id>/", items.confirm_item, name="item"),
    path("sentences/", items.list_sentences, name="sentences"),
    path("sentences/<uuid:item_id>/", items.release_sentence, name="release_sentence"),
    path("<uuid:visit_id>/correct/", views.correct_record, name="correct_record"),
    path("<uuid:visit_id>/add/", accounts.add_to_record, name="add_to_record"),
    path("<uuid:visit_id>/sentence/", items.offer_sentence, name="offer_sentence"),
    path("operation/<uuid:operation_id>/", views.of_operation, name="of_operation"),
    path("<uuid:visit_id>/", views.show_visit, name="visit"),
    path("<uuid:visit_id>/release/", views.ask_release, name="ask_release"),
    path("releases/<uuid:release_id>/", views.agree_release, name="agree_release"),
    path("<uuid:visit_id>/learnt/", views.report_lesson, name="learnt"),
]
