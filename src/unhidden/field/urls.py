"""Addresses of the field, under /field/ of the staff site."""

app_name = "field"
urlpatterns: list[object] = []
