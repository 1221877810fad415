from typing import ClassVar

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "unhidden.oversight"
    label = "oversight"
    wall_events: ClassVar = {
        "staff": """
            disclosed exact_figure_approved exact_figure_asked results_approved
            results_computed results_published results_withdrawn
        """,
    }
