"""Addresses of referrals."""

from django.urls import path

from unhidden.safeguarding.referrals import views

urlpatterns = [
    path("<uuid:case_id>/referral/", views.record_referral_outcome, name="referral"),
]
