"""Addresses of cover at night."""

from django.urls import path

from unhidden.safeguarding.cover import views

urlpatterns = [
    path("rota/", views.show_rota, name="rota"),
    path("rota/add/", views.add_duty, name="add_duty"),
    path("rota/end/", views.end_duty, name="end_duty"),
    path("rota/tonight/", views.show_tonight, name="tonight"),
    path("rota/tonight/<uuid:case_id>/", views.open_sheet, name="sheet"),
    path("rota/tonight/<uuid:case_id>/open/", views.show_open_sheet, name="open_sheet"),
    path("rota/tonight/<uuid:case_id>/shut/", views.shut_sheet, name="shut_sheet"),
    path("<uuid:case_id>/cover/", views.show_case_cover, name="case_cover"),
    path("<uuid:case_id>/cover/write/", views.write_sheet, name="write_sheet"),
    path("<uuid:case_id>/cover/withdraw/", views.withdraw_sheet, name="withdraw_sheet"),
    path("<uuid:case_id>/cover/seen/", views.mark_opening_seen, name="opening_seen"),
]
