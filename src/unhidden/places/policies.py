"""What may be permitted in this module."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor

SEE = "places.see_premises"
ADD = "places.add_premises"
IMPORT = "places.import"

PERMISSIONS = {
    SEE: _("See the register of premises"),
    ADD: _("Add premises by hand"),
    IMPORT: _("Import registers of premises and postcodes"),
}


def may_name(viewer: Actor) -> bool:
    """Whether the viewer may be told the name of premises that a record speaks of.

    The record's own module has decided that they may see the record. Every colleague
    may then know the place; looking through the register needs a permission.
    """
    return viewer.person_id is not None or viewer.may(SEE)
