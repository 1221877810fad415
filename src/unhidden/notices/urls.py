"""The pages about notices."""

from django.urls import path

from unhidden.notices import views

app_name = "notices"
urlpatterns = [
    path("account/notices/", views.choose_own_notices, name="own"),
    path("account/notices/again/", views.send_again, name="again"),
    path("people/<uuid:person_id>/e-mail/", views.bar_from_mail, name="bar"),
]
