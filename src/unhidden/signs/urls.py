from django.urls import path

from unhidden.signs import views

app_name = "signs"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:code>/", views.section, name="section"),
]
