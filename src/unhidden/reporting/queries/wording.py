"""What each of the desk's scripts says: in every language that a report has.

Alone in this file, since the catalogues of the further languages hold its texts
(``hosting/translations/tongues.py``) and nothing of what the desk sees around them.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from unhidden.reporting.rules.scripts import LOOK_AGAIN

WORDING = {
    "safe_now": gettext_lazy(
        "Are you safe now? If you are in danger, call 999. You do not have to tell us "
        "where you are."
    ),
    "safe_here": gettext_lazy(
        "Is it safe for you to read and write here? If somebody could find out, tell "
        "us, or stop."
    ),
    "know_when": gettext_lazy(
        "What do you already know about when it happens? Please do not go and find out."
    ),
    "know_where": gettext_lazy(
        "What do you already know about where it is? Please do not go and find out."
    ),
    "know_who": gettext_lazy(
        "What do you already know about the people involved? Please do not go and "
        "find out."
    ),
    "know_vehicles": gettext_lazy(
        "What do you already know about vehicles or telephone numbers? Please do not "
        "go and find out."
    ),
    "under_18": gettext_lazy(
        "Is anybody involved under 18, as far as you already know?"
    ),
    "anything_else": gettext_lazy("Do you want to tell us anything else?"),
    "help_for_you": gettext_lazy(
        "Do you want help for yourself? The Modern Slavery & Exploitation Helpline is "
        "08000 121 700, day and night. The Samaritans listen at any hour on 116 123. "
        "Tell us only if you want us to do something."
    ),
    "we_read": gettext_lazy("We have read your report. Thank you for telling us."),
    "passed": gettext_lazy(
        "We have passed your report to another organisation, whose work it is. They "
        "can read it and answer here."
    ),
    "closed": gettext_lazy(
        "We have closed your report. We cannot tell you what was done. You can still "
        "add to it."
    ),
    "thank_you": gettext_lazy("Thank you. You have helped."),
    LOOK_AGAIN: gettext_lazy("Please look here again after %(day)s, if it is safe."),
}
