"""The questions that every visit is asked, in the order of the page."""

from __future__ import annotations

from unhidden.ui import forms
from unhidden.visits.forms.asked import ask_question


class VisitQuestions(forms.Form):
    """What does not depend on the premises, as phones ask it, too."""

    purpose_told = ask_question("purpose_told", rows=4)
    entry_basis = ask_question("entry_basis")
    consent_by = ask_question("consent_by", required=False, autocomplete="off")
    power = ask_question("power", required=False, autocomplete="off")
    on = ask_question("on")
    starts_at = ask_question("starts_at", autocomplete="off")
    ends_at = ask_question("ends_at", autocomplete="off")
    interpreter = ask_question("interpreter")
    outcome = ask_question("outcome", as_field=forms.PickOne)
    spoken_to = ask_question("spoken_to", autocomplete="off")
    leaflets = ask_question("leaflets", autocomplete="off")
    notices = ask_question("notices", initial=0, autocomplete="off")
    arrests = ask_question("arrests", initial=0, autocomplete="off")
    follow_up_on = ask_question("follow_up_on")
    narrative = ask_question("narrative", rows=8)
