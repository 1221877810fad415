"""Sign-in, the language of the staff site, and the people on it."""

from django.urls import path

from unhidden.agencies import views

app_name = "agencies"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.SignOut.as_view(), name="sign_out"),
    path("language/", views.language, name="language"),
    path("people/", views.people, name="people"),
    path("people/add/", views.add_person, name="add_person"),
]
