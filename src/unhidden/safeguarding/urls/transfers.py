"""Addresses of cases that move to another organisation."""

from django.urls import path

from unhidden.safeguarding.transfers import views

urlpatterns = [
    path("transfers/", views.show_transfers, name="transfers"),
    path("transfers/<uuid:transfer_id>/", views.show_transfer, name="transfer"),
    path(
        "transfers/<uuid:transfer_id>/accept/",
        views.accept_transfer,
        name="accept_transfer",
    ),
    path(
        "transfers/<uuid:transfer_id>/decline/",
        views.decline_transfer,
        name="decline_transfer",
    ),
    path(
        "transfers/<uuid:transfer_id>/withdraw/",
        views.withdraw_transfer,
        name="withdraw_transfer",
    ),
    path(
        "transfers/<uuid:transfer_id>/hand-over/",
        views.hand_case_over,
        name="hand_case_over",
    ),
    path(
        "transfers/<uuid:transfer_id>/kept/", views.show_kept_notes, name="kept_notes"
    ),
    path("<uuid:case_id>/transfer/", views.offer_transfer, name="offer_transfer"),
]
