"""The pages of survivors' cases: to each subject its addresses."""

from unhidden.safeguarding.urls import (
    clocks,
    consent,
    course,
    cover,
    crossing,
    overview,
    people,
    referrals,
    safety,
    supervision,
    support,
    transfers,
)

app_name = "safeguarding"
urlpatterns = [
    *overview.urlpatterns,
    *people.urlpatterns,
    *consent.urlpatterns,
    *crossing.urlpatterns,
    *clocks.urlpatterns,
    *safety.urlpatterns,
    *referrals.urlpatterns,
    *support.urlpatterns,
    *course.urlpatterns,
    *transfers.urlpatterns,
    *cover.urlpatterns,
    *supervision.urlpatterns,
]
