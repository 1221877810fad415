"""Debriefs, their actions, and checks of outcomes."""

from django.urls import path

from unhidden.operations.debriefs import views

app_name = "debriefs"
urlpatterns = [
    path("", views.show_own_reminders, name="mine"),
    path("operation/<uuid:operation_id>/", views.show_debriefs, name="debriefs"),
    path("operation/<uuid:operation_id>/hot/", views.add_hot_debrief, name="hot"),
    path("operation/<uuid:operation_id>/write/", views.edit_debrief, name="write"),
    path("operation/<uuid:operation_id>/action/", views.add_action, name="action"),
    path("operation/<uuid:operation_id>/checks/", views.set_checks, name="checks"),
    path("actions/<uuid:action_id>/done/", views.finish_action, name="done"),
    path("actions/<uuid:action_id>/give/", views.give_action, name="give"),
    path("checks/<uuid:check_id>/", views.meet_check, name="check"),
    path("checks/<uuid:check_id>/give/", views.give_check, name="give_check"),
]
