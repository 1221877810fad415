"""The public site's own settings, for a test process that runs the staff site's."""

from __future__ import annotations

from typing import Any

from unhidden.config.settings import public, test

# Without WhiteNoise, which warns where no static files were collected, and without a
# vault key, as in an installation.
PUBLIC_SITE: dict[str, Any] = {
    "ROOT_URLCONF": public.ROOT_URLCONF,
    "MIDDLEWARE": [m for m in public.MIDDLEWARE if not m.startswith("whitenoise.")],
    "TEMPLATES": public.TEMPLATES,
    "LANGUAGES": public.LANGUAGES,
    "STATIC_ROOT": test.STATIC_ROOT,
    "VAULT_KEY": None,
    "CONTEXT_KEY": None,
    "SIGNING_KEYS": {},
}
