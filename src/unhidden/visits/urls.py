"""Where the pages of visits are."""

from django.urls import path

from unhidden.visits import views

app_name = "visits"
urlpatterns = [
    path("", views.show_own_visits, name="mine"),
    path("record/<uuid:planned_id>/", views.record_findings, name="record"),
    path("operation/<uuid:operation_id>/", views.of_operation, name="of_operation"),
    path("<uuid:visit_id>/", views.show_visit, name="visit"),
    path("<uuid:visit_id>/release/", views.ask_release, name="ask_release"),
    path("releases/<uuid:release_id>/", views.agree_release, name="agree_release"),
    path("<uuid:visit_id>/learnt/", views.report_lesson, name="learnt"),
]
