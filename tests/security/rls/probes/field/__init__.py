"""The field: what phones send, what becomes of it, and the keys of its landing."""

from tests.security.rls.probes.field import (
    applying,
    asking,
    counting,
    keys,
    landing,
    receivers,
    recorders,
    recording,
    sealed,
    standing,
)

ATTEMPTS = [
    *landing.ATTEMPTS,
    *asking.ATTEMPTS,
    *keys.ATTEMPTS,
    *applying.ATTEMPTS,
    *sealed.ATTEMPTS,
    *counting.ATTEMPTS,
    *recording.ATTEMPTS,
    *standing.ATTEMPTS,
    *receivers.ATTEMPTS,
    *recorders.ATTEMPTS,
]
