from django.urls import path

from unhidden.learning.views import pages, printing

app_name = "learning"
urlpatterns = [
    path("for/<slug:code>/", pages.show_audience, name="audience"),
    path("should-i-report/", pages.show_guide, name="guide"),
    path("print/", printing.show_printables, name="print"),
    path("print/numbers.pdf", printing.download_card, name="card"),
    path("print/<slug:code>.pdf", printing.download_poster, name="poster"),
]
