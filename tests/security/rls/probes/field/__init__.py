"""The field: what phones send, and the keys of its landing."""

from tests.security.rls.probes.field import asking, keys, landing

ATTEMPTS = [*landing.ATTEMPTS, *asking.ATTEMPTS, *keys.ATTEMPTS]
