"""The worker's own settings, in a process of its own, over the tests' database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from tests.support.postgres import Server
from unhidden.hosting.postgres import connecting
from unhidden.lib import database_roles


def start_worker_code(
    server: Server, database: str, code: str, **environment: str
) -> subprocess.Popen[str]:
    """Run ``code`` under the worker's role and settings; whoever starts it ends it."""
    parameters = server.parameters(database, database_roles.ROLES["worker"])
    whole: Mapping[str, str] = {
        **os.environ,
        "DATABASE_URL": connecting.make_address(parameters),
        "DJANGO_SETTINGS_MODULE": "unhidden.config.settings.worker",
        "UNHIDDEN_KEY_ROOT": bytes(settings.KEY_ROOT or b"").hex(),
        **environment,
    }
    begun = f"import django; django.setup()\n{code}"
    return subprocess.Popen(
        [sys.executable, "-c", begun],
        env=whole,
        cwd=Path.cwd(),
        stdout=subprocess.PIPE,
        text=True,
    )
