"""The addresses of what leaves an investigation."""

from django.urls import path

from unhidden.investigations.leaving.views import archives, handing, redactions

_UNDER = "<uuid:investigation_id>/"
urlpatterns = [
    path("verifier/", archives.download_verifier, name="verifier"),
    path(f"{_UNDER}archives/", archives.show_archives, name="archives"),
    path(
        f"{_UNDER}archives/ask/",
        archives.ask_for_archive,
        name="ask_archive",
    ),
    path(
        f"{_UNDER}archives/<uuid:archive_id>/release/",
        archives.release_archive,
        name="release_archive",
    ),
    path(
        f"{_UNDER}archives/<uuid:archive_id>/fetch/",
        archives.post_fetching,
        name="fetch_archive",
    ),
    path(
        f"{_UNDER}archives/<uuid:archive_id>/letter/",
        handing.post_letter,
        name="print_letter",
    ),
    path(
        f"{_UNDER}archives/<uuid:archive_id>/record/",
        handing.post_proof,
        name="fetch_proof",
    ),
    path(
        f"{_UNDER}archives/<uuid:archive_id>/media/",
        handing.post_media,
        name="fetch_media",
    ),
    path(
        f"{_UNDER}redactions/",
        redactions.show_redactions,
        name="redactions",
    ),
    path(
        f"{_UNDER}redactions/make/",
        redactions.make_redaction,
        name="make_redaction",
    ),
    path(
        f"{_UNDER}redactions/<uuid:redaction_id>/open/",
        redactions.open_redaction,
        name="open_redaction",
    ),
]
