"""The list of a first day: what is missing until the desk reads reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unhidden.access.actor import Actor
from unhidden.agencies.actions import PERMISSION
from unhidden.agencies.founding.queries import FirstDay

#: Whatever is of weight takes two people.
ENOUGH = 2


#: What is missing to keep the processes apart (``hosting/processes/isolation.py``).
ISOLATION: dict[str, str | Promise] = {
    "accounts": gettext_lazy(
        "All processes of this installation share one user of the system: whoever"
        " breaks into one of them reads what the others know."
    ),
    "no_new_privs": gettext_lazy(
        "Files from strangers are cleaned by a process that could be given more rights:"
        " this system has no “no_new_privs”."
    ),
    "Landlock": gettext_lazy(
        "Files from strangers are cleaned by a process that is not kept from the files"
        " of this machine: this system has no “Landlock”."
    ),
    "seccomp": gettext_lazy(
        "Files from strangers are cleaned by a process that is not kept from the"
        " network: this system has no “seccomp”."
    ),
}


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something that is not there yet: what, who does it and how, and on which page."""

    what: str
    tells: str
    url: str = ""


def list_missing_isolation(viewer: Actor) -> list[str | Promise]:
    """What this machine lacks to keep the processes apart, told to administrators."""
    told = viewer.may(PERMISSION)
    return [ISOLATION[name] for name in settings.MISSING] if told else []


def list_missing_keys(organisations: Iterable[str]) -> list[str]:
    """What is missing until crews can seal what they are told in confidence, by the
    names of organisations whose safeguarding leads have no signed keys."""
    return [
        _(
            "The safeguarding leads of %(name)s have no signed keys: what is told to"
            " crews in confidence stays on their phones. One of the leads makes them"
            " under “Keys”, “Keys of the safeguarding leads”; then whoever runs the"
            " server signs for them: unhidden keys requests, sign and certify."
        )
        % {"name": name}
        for name in organisations
    ]


def list_first_steps(
    found: FirstDay, *, closed_routes: int, has_mail: bool
) -> list[FirstStep]:
    """What is missing, in the order in which it is done; nothing once all is there."""
    steps = [*_people(found), *_desk(found, closed_routes), *_operator(has_mail)]
    return [each for each in steps if each]


def _people(found: FirstDay) -> list[FirstStep | None]:
    n = found.administrators
    waiting = found.waiting_engagements
    return [
        FirstStep(
            _("Two administrators who have signed in"),
            ngettext(
                "%(n)s has a second step and a password of their own. Whatever is of"
                " weight takes two.",
                "%(n)s have a second step and a password of their own. Whatever is of"
                " weight takes two.",
                n,
            )
            % {"n": n},
            reverse("agencies:people"),
        )
        if n < ENOUGH
        else None,
        FirstStep(
            _("Engagements to approve"),
            ngettext(
                "%(n)s waits. Whoever did not ask for it approves it.",
                "%(n)s wait. Whoever did not ask for them approves them.",
                waiting,
            )
            % {"n": waiting},
            reverse("agencies:waiting"),
        )
        if waiting
        else None,
    ]


def _desk(found: FirstDay, closed_routes: int) -> list[FirstStep | None]:
    if found.desk_id is None:
        tells = _("Reports from the public are sealed to it. Until then none is taken.")
        page = reverse("agencies:organisations")
        return [FirstStep(_("An organisation that runs the desk"), tells, page)]
    organisation = reverse("agencies:organisation", args=[found.desk_id])
    named = {"desk": found.desk}
    return [
        None if found.is_certified else _certified(named, organisation),
        FirstStep(
            _("Two people who read reports at the desk"),
            _(
                "Add people to %(desk)s in a role that reads reports, such as analyst:"
                " one of you asks and the other approves."
            )
            % named,
            reverse("agencies:add_person"),
        )
        if found.readers < ENOUGH
        else None,
        FirstStep(
            _("Two people who hold the keys of the desk"),
            _(
                "Whoever reads reports at %(desk)s gets the keys by signing in, with a"
                " second step and a password of their own."
            )
            % named,
            organisation,
        )
        if found.holders < ENOUGH
        else None,
        _finished(named, organisation)
        if found.holders >= ENOUGH and not found.is_set_up
        else None,
        FirstStep(
            _("Desks whose keys open reports"),
            _(
                "A route leads to an organisation without signed keys, or without"
                " anybody who reads reports. What it should get goes to %(desk)s."
            )
            % named,
            reverse("intelligence:routes"),
        )
        if closed_routes
        else None,
    ]


def _certified(named: dict[str, str], page: str) -> FirstStep:
    return FirstStep(
        _("Signed keys of the desk"),
        _(
            "Nobody has signed for the keys of %(desk)s, so no report is taken. Whoever"
            " runs the server does it: unhidden keys requests, sign and certify."
        )
        % named,
        page,
    )


def _finished(named: dict[str, str], page: str) -> FirstStep:
    return FirstStep(
        _("The set-up of the keys, finished"),
        _(
            "The server still holds the keys of %(desk)s. Somebody there who reads"
            " reports finishes the set-up, under “Keys”."
        )
        % named,
        page,
    )


def _operator(has_mail: bool) -> list[FirstStep | None]:
    """What stands in the settings of the server; a demonstration needs none."""
    if settings.IS_DEMONSTRATION:
        return []
    return [
        None
        if settings.CONTROLLER and settings.CONTROLLER_CONTACT
        else FirstStep(
            _("The controller’s name"),
            _(
                "The privacy page does not say who answers for what is kept. Whoever"
                " runs the server writes it into the settings, under [controller]."
            ),
            settings.PRIVACY_PAGE,
        ),
        None
        if has_mail
        else FirstStep(
            _("A server for e-mail"),
            _(
                "Nobody is told by e-mail that something waits, or is wrong. Whoever"
                " runs the server writes it into the settings, under [mail]."
            ),
        ),
    ]
