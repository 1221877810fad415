"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "places.see_premises": _("See the register of premises"),
    "places.add_premises": _("Add premises by hand"),
    "places.import": _("Import registers of premises and postcodes"),
}
