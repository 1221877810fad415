from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "unhidden.places"
    label = "places"
