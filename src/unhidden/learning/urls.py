from django.urls import path

from unhidden.learning.views import pages, printing

app_name = "learning"
urlpatterns = [
    path("for/<slug:code>/", pages.audience, name="audience"),
    path("should-i-report/", pages.guide, name="guide"),
    path("print/", printing.index, name="print"),
    path("print/numbers.pdf", printing.card, name="card"),
    path("print/<slug:code>.pdf", printing.poster, name="poster"),
]
