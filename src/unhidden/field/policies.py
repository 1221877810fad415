"""What may be permitted in this module."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

USE_APP = "field.use_app"
MANAGE_DEVICES = "field.manage_devices"
SEE_LANDING = "field.see_landing"
SEE_PHOTOS = "field.see_photos"
READ_INNER = "field.read_inner"
NAME_RECEIVERS = "field.name_receivers"

# Held by the worker.
KEEP_LANDING = "field.keep_landing"

PERMISSIONS = {
    USE_APP: _("Take visits along on a phone, and send what was written there"),
    MANAGE_DEVICES: _("Say which phones of the organisation may go out"),
    SEE_LANDING: _("See what phones sent, and bring in a file of it"),
    SEE_PHOTOS: _("Look at photos of visits that nobody is in"),
    READ_INNER: _("Open what was told in confidence and sealed to their team"),
    NAME_RECEIVERS: _("Name who is to receive what is told in confidence"),
    KEEP_LANDING: _("Keep the keys of the landing, and forget what never came whole"),
}
