"""The owner and the worker serve no page."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
