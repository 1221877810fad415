"""What a brief says before anybody has written it: the standing texts of the trade.

They are suggestions that a planner changes. Their law is that of the Acts they name.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _


def write_standing_texts(*, leader: str, powers: Iterable[str]) -> dict[str, str]:
    """The standing texts in the language that is active now, by code of the field."""
    return {
        "speaks": _(
            "%(name)s speaks first: who we are, why we are here, that nobody has to "
            "talk to us."
        )
        % {"name": leader or _("The team leader")},
        "power": _write_powers(powers),
        "disclosure": _(
            "Move to a private place and listen. Do not question. Write down their own "
            "words and the time. Promise nothing. Tell the safeguarding lead at once."
        ),
        "child": _(
            "Treat whoever may be under 18 as a child. Stay with them, and call the "
            "safeguarding lead and the council. In danger, a constable takes them to "
            "safety (Children Act 1989, section 46)."
        ),
        "violence": _(
            "Leave together and call 999 or press the emergency button. Nobody goes "
            "back in without the leader’s word."
        ),
        "cameras": _(
            "Officers record from before the door opens and say so. Not a private talk "
            "without consent, and never in a place of safety."
        ),
        "welfare": _(
            "Say when you need a break. Whoever heard or saw something hard talks to "
            "the leader before going home."
        ),
        "debrief": _(
            "Ten minutes after the last visit, before anybody goes home: safe, worked, "
            "learnt, urgent."
        ),
        "risks": _(
            "Look again at the door: people, dogs, exits. In doubt, do not go in, and "
            "tell the controller."
        ),
        "media": _(
            "Say nothing to the media, post nothing, name no premises. Questions go to "
            "the media officer."
        ),
        "rights": _(
            "Everybody inside may have been harmed. Do what the purpose needs and no "
            "more (Human Rights Act 1998, articles 4 and 8)."
        ),
    }


def write_intention(kinds: Iterable[str]) -> str:
    """What visits of these kinds are for, in the language that is active now."""
    said = {
        "soft": _("Soft visits: to talk, leave leaflets and build trust."),
        "hotel": _("Hotel visits: to talk with staff about the signs."),
        "safeguarding": _(
            "Safeguarding visits: the welfare of those inside. Not to arrest, and "
            "nothing found is used against them."
        ),
        "enforcement": _(
            "Enforcement visits: to inspect, each agency by its own power."
        ),
    }
    known = set(kinds)
    return " ".join(text for kind, text in said.items() if kind in known)


def _write_powers(powers: Iterable[str]) -> str:
    named = list(dict.fromkeys(power for power in powers if power))
    if named:
        return _("%(powers)s. Everywhere else by consent alone.") % {
            "powers": "; ".join(named)
        }
    return _(
        "Consent alone: we come in if asked, and leave when told to. Only danger to "
        "life lets a constable in (PACE 1984, section 17): that is a second visit with "
        "a record of its own."
    )
