"""Headers of every answer, and the public site's guard against foreign forms."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from unhidden.ui import refused_forms, views

Handler = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)

# "same-origin" and not "no-referrer": nothing goes to another site either way, but
# under "no-referrer" browsers send "Origin: null" with our own forms (Fetch, "append
# a request Origin header"), which both Django's CSRF check and ours must refuse.
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), "
        "usb=(), browsing-topics=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # A shared computer keeps nothing: neither a report nor who reads about one.
    "Cache-Control": "no-store",
}
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def make_policy(*addresses: str) -> str:
    """The policy of every page; boards hear of changes, and phones send, at
    ``addresses``, which may be of other origins than ours."""
    places = [place for each in addresses if (place := urlsplit(each)).netloc]
    ours = "connect-src 'self'"
    wanted = [ours, *dict.fromkeys(f"{each.scheme}://{each.netloc}" for each in places)]
    return CONTENT_SECURITY_POLICY.replace(ours, " ".join(wanted))


def make_app_policy() -> str:
    """The policy of the app for phones: it has a worker, and shows what it photographed
    before that is sealed."""
    policy = make_policy(settings.LIVE, settings.FIELD)
    images = "img-src 'self' data:"
    return policy.replace(images, f"{images} blob:") + "; worker-src 'self'"


def headers_middleware(get_response: Handler) -> Handler:
    """Add the security headers that an answer does not already carry."""
    headers = {
        **HEADERS,
        "Content-Security-Policy": make_policy(settings.LIVE, settings.FIELD),
    }

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def same_origin_middleware(get_response: Handler) -> Handler:
    """Refuse a form that another site's page sends to ours.

    The public site has no cookies, so there is nothing to steal; this keeps other
    sites from filling the desk's queue through their visitors' browsers.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in _SAFE_METHODS or comes_from_here(request):
            return get_response(request)
        return views.csrf_failure(request, refused_forms.ANOTHER_SITE)

    return middleware


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form was on a page of ours.

    ``Sec-Fetch-Site`` where the browser sends it, else ``Origin``. Every browser
    sends one of them with a foreign form; without either it is not a browser. A page
    that came without TLS is none of ours where the site is asked by TLS.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    own = {f"{each}://{request.get_host()}" for each in ("https", request.scheme)}
    return origin in own
