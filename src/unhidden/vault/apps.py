from typing import ClassVar

from django.apps import AppConfig

_CHANGES = {"change_member", "change_team", "change_record_keys"}
_MOVING = {"keys_to_move", "move_keys", "end_moving"}


class VaultConfig(AppConfig):
    """Keys are changed by procedures; what staff change is vouched for, besides."""

    name = "unhidden.vault"
    label = "vault"
    wall_calls: ClassVar = {
        "unhidden_staff": {
            *_CHANGES,
            *_MOVING,
            "entitled",
            "key_holders",
            "lock_team",
            "see_recovery_notices",
            "to_prove",
        },
        "unhidden_worker": {*_MOVING, "announce_helper"},
    }
