"""What the public reads: the results of each week, protected and frozen."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from unhidden.access.requests import PublicRequest
from unhidden.oversight.queries import published
from unhidden.ui import pages


def show_public_weeks(request: PublicRequest) -> HttpResponse:
    page = pages.paginate(published.published_weeks(), request)
    return render(request, "oversight/weeks.html", {"page": page})


def show_public_week(request: PublicRequest, slug: str) -> HttpResponse:
    found = published.published_week(slug=slug)
    return render(request, "oversight/week.html", {"week": found})
