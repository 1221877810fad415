"""Sign-in, the language of the staff site, and the people on it."""

from django.urls import path

from unhidden.agencies import account_views, views

app_name = "agencies"
urlpatterns = [
    path("sign-in/", account_views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", account_views.sign_out, name="sign_out"),
    path("language/", views.language, name="language"),
    path("account/acting-as/", account_views.acting_as, name="acting_as"),
    path("account/sessions/", account_views.where_signed_in, name="sessions"),
    path(
        "account/sessions/<int:pk>/end/", account_views.end_session, name="end_session"
    ),
    path("people/", views.people, name="people"),
    path("people/add/", views.add_person, name="add_person"),
]
