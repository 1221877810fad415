"""The pages of no module: what went wrong, and the gallery of components."""

from __future__ import annotations

import sys
from contextlib import suppress
from secrets import token_hex

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from unhidden.lib import faults, telling
from unhidden.lib.faults import FAULT_ID
from unhidden.ui import gallery as samples
from unhidden.ui import pages, refused_forms


def show_absent(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    """404, and 403 too: what you may not see is not there."""
    return _error_page(request, "ui/absent.html", 404)


def not_understood(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    return _error_page(request, "ui/not_understood.html", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old or comes from elsewhere; the log has a code for it."""
    told = f"A form was refused: {refused_forms.code_of(reason)}."
    telling.tell_once_a_day("unhidden.refused_forms", told, timezone.localdate())
    return _error_page(request, "ui/stale_form.html", 403)


def show_failure(request: HttpRequest) -> HttpResponse:
    """500: drawn without the request, whose context may be what failed.

    The id on it stands in the log, too. On the staff site it is of this request, on the
    public site of the fault: everybody who meets that is shown the same.
    """
    is_staff = _is_staff_site(request)
    fault_id = token_hex(5) if is_staff else faults.name_fault(sys.exc_info()[1])
    with suppress(AttributeError):  # there may be no request to remember it
        setattr(request, FAULT_ID, fault_id)
    exit_url = "" if is_staff else settings.EXIT_URL
    context = {"exit_url": exit_url, "fault_id": fault_id}
    page = render_to_string("ui/failed.html", context)
    return HttpResponse(page, status=500)


def _error_page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    is_staff = _is_staff_site(request)
    frame = "ui/staff_page.html" if is_staff else "ui/public_page.html"
    return render(request, template, {"frame": frame}, status=status)


def _is_staff_site(request: HttpRequest) -> bool:
    return hasattr(request, "user")


@require_safe
def show_gallery(request: HttpRequest) -> HttpResponse:
    """Every component in each of its states; ``?language=cy`` shows it in Welsh.

    Not guarded here, since this module knows no permissions: the address list of
    the staff site guards it with ``ui.see_gallery``.
    """
    language = "cy" if request.GET.get("language") == "cy" else "en"
    with translation.override(language):
        context = {
            "samples": samples.list_gallery_components(),
            "states": samples.list_gallery_states(),
            "page": pages.paginate(range(1, 1235), request),
        }
        return render(request, "ui/gallery.html", context)
