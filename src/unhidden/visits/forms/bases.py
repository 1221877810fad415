"""The usual legal basis of a referral to each body: a hint, never an answer.

Sources: Social Services and Well-being (Wales) Act 2014 ss.128 and 130; Crime and
Disorder Act 1998 s.115; Licensing Act 2003 s.185; Modern Slavery Act 2015 ss.52 and
54A; Data Protection Act 2018 Sch.2 para.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unhidden.visits.models import ReferredTo

_DISORDER = _("Crime and Disorder Act 1998, section 115")
_AGREEMENT = _("The person’s own agreement, given freely and recorded")


@dataclass(frozen=True, slots=True)
class ReferralBasis:
    body: str
    text: str | Promise


_USUAL: dict[str, Promise] = {
    ReferredTo.COUNCIL_ADULT: _(
        "Social Services and Well-being (Wales) Act 2014, section 128"
    ),
    ReferredTo.COUNCIL_CHILD: _(
        "Social Services and Well-being (Wales) Act 2014, section 130"
    ),
    ReferredTo.HOUSING: _DISORDER,
    ReferredTo.ENVIRONMENTAL_HEALTH: _DISORDER,
    ReferredTo.LICENSING: _("Licensing Act 2003, section 185"),
    ReferredTo.FIRE: _("Regulatory Reform (Fire Safety) Order 2005"),
    ReferredTo.HSE: _("Health and Safety at Work etc. Act 1974"),
    ReferredTo.LABOUR_ABUSE: _("Modern Slavery Act 2015, section 54A"),
    ReferredTo.HMRC: _("Data Protection Act 2018, Schedule 2, paragraph 2"),
    ReferredTo.HOME_OFFICE: _("Modern Slavery Act 2015, section 52"),
    ReferredTo.HEALTH: _AGREEMENT,
    ReferredTo.CHARITY: _AGREEMENT,
}


def usual_bases() -> list[ReferralBasis]:
    """Each body with its usual basis, in the order of the list of bodies."""
    return [ReferralBasis(str(body.label), _USUAL[body]) for body in ReferredTo]


def distinct_bases() -> list[str]:
    """The texts once each, for the browser to offer while somebody types."""
    return list(dict.fromkeys(str(text) for text in _USUAL.values()))
