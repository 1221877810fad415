"""The addresses of unused material, under an investigation."""

from django.urls import path

from unhidden.investigations.unused.views import one, queue, schedules

_UNDER = "<uuid:investigation_id>/material/"
urlpatterns = [
    path(_UNDER, queue.show_queue, name="unused"),
    path(f"{_UNDER}describe/", queue.describe_items, name="describe_material"),
    path(f"{_UNDER}look-again/", schedules.look_again, name="look_again"),
    path(f"{_UNDER}sources/", one.show_sources, name="material_sources"),
    path(
        f"{_UNDER}sources/<slug:kind>/<uuid:source_id>/",
        one.open_source,
        name="open_source",
    ),
    path(f"{_UNDER}schedules/", schedules.show_schedules, name="schedules"),
    path(f"{_UNDER}schedules/sign/", schedules.sign_schedules, name="sign_schedules"),
    path(
        f"{_UNDER}schedules/reveal/",
        schedules.reveal_schedules,
        name="reveal_schedules",
    ),
    path(
        f"{_UNDER}schedules/<slug:kind>/<int:version>/",
        schedules.show_version,
        name="schedule_version",
    ),
    path(
        f"{_UNDER}presumed/<slug:category>/",
        schedules.answer_presumed,
        name="answer_presumed",
    ),
    path(f"{_UNDER}<int:number>/", one.show_item, name="material"),
    path(f"{_UNDER}<int:number>/sensitive/", one.seal_item, name="seal_material"),
    path(f"{_UNDER}<int:number>/open/", one.open_item, name="open_material"),
]
