"""Briefs: what a crew is told before it goes."""

from django.urls import path

from unhidden.operations.briefing import views

app_name = "briefs"
urlpatterns = [
    path("", views.show_own_briefs, name="mine"),
    path("operation/<uuid:operation_id>/", views.show_briefs, name="briefs"),
    path("<uuid:brief_id>/", views.show_brief, name="brief"),
    path("<uuid:brief_id>/issue/", views.post_issue, name="issue"),
    path("<uuid:brief_id>/write/<slug:language>/", views.edit_brief, name="write"),
    path(
        "<uuid:brief_id>/preview/<slug:language>/", views.preview_brief, name="preview"
    ),
    path("<uuid:brief_id>/<int:number>/", views.show_brief, name="version"),
    path(
        "<uuid:brief_id>/<int:number>/read/",
        views.post_acknowledgement,
        name="acknowledge",
    ),
    path(
        "<uuid:brief_id>/<int:number>/<slug:language>.pdf",
        views.download_brief,
        name="paper",
    ),
]
