"""The register of premises, on the staff site."""

from django.urls import path

from unhidden.places import views

app_name = "places"
urlpatterns = [
    path("", views.premises_list, name="premises_list"),
    path("add/", views.enter_premises, name="add"),
    path("<uuid:premises_id>/", views.show_premises, name="premises"),
]
