"""The app's page, its service worker, and what else it fetches of itself."""

from __future__ import annotations

from functools import lru_cache

import brotli
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies.sign_in.recent import fresh_sign_in
from unhidden.field.app import queries
from unhidden.field.policies import USE_APP
from unhidden.ui.middleware import HEADERS, make_app_policy
from unhidden.vault.words import list_words
from unhidden.visits import queries as visits

#: The app's own files, what is in one language, and the page of a register.
PACKS = ("app", *queries.LANGUAGES, "register")


@require_safe
@needs_permission(USE_APP)
def go_to_app(_request: StaffRequest) -> HttpResponse:
    """The app, in the language of the site."""
    return redirect("field:app", "cy" if get_language() == "cy" else "en")


@require_safe
@needs_permission(USE_APP)
def show_app(request: StaffRequest, language: str) -> HttpResponse:
    """The shell, which is the same for everybody: it holds nothing of anybody."""
    return _send_packed(request, _shell(language).encode(), _shell_headers())


@require_safe
@needs_permission(USE_APP)
def give_worker(request: StaffRequest) -> HttpResponse:
    """The service worker, which keeps static files and the shell."""
    body = queries.build_worker({name: _pack(name) for name in PACKS}).encode()
    kind = {"Content-Type": "text/javascript; charset=utf-8"}
    return _send_packed(request, body, _shell_headers() | kind)


@require_safe
@needs_permission(USE_APP)
def give_pack(request: StaffRequest, name: str) -> HttpResponse:
    """Many files of the app as one; absent where another version of it is asked for."""
    if name not in PACKS:
        raise Absent
    pack = _pack(name)
    own = queries.digest_pack(pack)
    if request.GET.get("of", own) != own:
        raise Absent
    return _send_packed(request, pack, {"Content-Type": "application/json"})


@require_safe
@needs_permission(USE_APP)
def give_manifest(_request: StaffRequest, language: str) -> HttpResponse:
    with override(_known(language)):
        made = queries.build_manifest(language, _("Unhidden in the field"))
    return JsonResponse(made, content_type="application/manifest+json")


@require_safe
@needs_permission(USE_APP)
def give_questions(_request: StaffRequest, form: str, language: str) -> HttpResponse:
    """What a visit is asked, in one language."""
    if form not in queries.list_forms():
        raise Absent
    return JsonResponse(visits.in_language(form, _known(language)))


@require_safe
@needs_permission(USE_APP)
def give_said(_request: StaffRequest, language: str) -> HttpResponse:
    """What the app says, in one language."""
    return JsonResponse(queries.say_all(_known(language)))


@require_safe
@needs_permission(USE_APP)
def give_words(_request: StaffRequest) -> HttpResponse:
    """The house's list of words, of which the phone draws four."""
    return JsonResponse({"words": list_words()})


@require_safe
@needs_permission(USE_APP)
@fresh_sign_in
def start_app(_request: StaffRequest, language: str) -> HttpResponse:
    """Whoever has just proved who they are goes on to make the phone known."""
    return redirect(reverse("field:app", args=[_known(language)]) + "#/enrol")


def _send_packed(
    request: StaffRequest, body: bytes, headers: dict[str, str]
) -> HttpResponse:
    """An answer in few bytes; what holds nothing of anybody tells nothing by them."""
    headers = headers | {"Vary": "Accept-Encoding"}
    if "br" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(body, headers=headers)
    return HttpResponse(_compress(body), headers=headers | {"Content-Encoding": "br"})


@lru_cache(maxsize=16)
def _compress(body: bytes) -> bytes:
    return bytes(brotli.compress(body))


def _shell(language: str) -> str:
    with override(_known(language)):
        return render_to_string("field/app.html", {"language": language})


def _shell_headers() -> dict[str, str]:
    """Also of the shell that the service worker answers with."""
    return {
        **HEADERS,
        "Content-Security-Policy": make_app_policy(),
        "Content-Type": "text/html; charset=utf-8",
    }


def _pack(name: str) -> bytes:
    if name == "app":
        return queries.build_pack(queries.list_packed_files())
    if name == "register":
        return queries.build_pack(queries.list_register_files())
    shell = queries.PackedFile(_shell_headers(), _shell(name))
    page = {reverse("field:app", args=[name]): shell}
    return queries.build_pack(page | queries.list_packed_texts(name))


def _known(language: str) -> str:
    if language not in queries.LANGUAGES:
        raise Absent
    return language
