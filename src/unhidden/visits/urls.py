"""Where the pages of visits are."""

from django.urls import path

from unhidden.visits import views

app_name = "visits"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("record/<uuid:planned_id>/", views.record, name="record"),
    path("operation/<uuid:operation_id>/", views.of_operation, name="of_operation"),
    path("<uuid:visit_id>/", views.visit, name="visit"),
    path("<uuid:visit_id>/learnt/", views.learnt, name="learnt"),
]
