from django.urls import path

from unhidden.signs import views

app_name = "signs"
urlpatterns = [
    path("", views.show_signs, name="index"),
    path("<slug:code>/", views.show_section, name="section"),
]
