"""Two who have a common name and were born in one year are not likely one person."""

from __future__ import annotations

import pytest

from unhidden.intelligence.subjects.rules import matching
from unhidden.intelligence.subjects.rules.traces import trace_of

_BY_ORIGIN = {
    "English": ("John Smith", "Sarah Williams", "James Taylor", "Emma Brown"),
    "Welsh": ("David Jones", "Siân Evans", "Rhys Hughes", "Gwen Roberts"),
    "Korean": ("Kim Min-su", "Park Ji-hoon", "Lee Young-ho", "Choi Soo-jin"),
    "Chinese": ("Wang Wei", "Li Na", "Zhang Wei", "Chen Jing"),
    "Vietnamese": ("Nguyen Van Minh", "Tran Thi Lan", "Le Van Hung", "Pham Thi Hoa"),
    "South Asian": ("Mohammed Khan", "Harpreet Singh", "Priya Patel", "Asif Hussain"),
    "Arabic": ("Ahmed Hassan", "Mohamed Ali", "Fatima Ibrahim", "Omar Mahmoud"),
    "Romanian": ("Ion Popescu", "Maria Popa", "Gheorghe Ionescu", "Andrei Radu"),
}
_NAMES = [name for names in _BY_ORIGIN.values() for name in names]


@pytest.mark.parametrize("name", _NAMES)
def test_a_common_name_and_a_year_are_never_likely_on_a_small_desk(name: str) -> None:
    profile = trace_of("person", name, {"born": "1985"}).profile

    found = matching.compare_mention_profiles("person", profile, profile, among=1_000)

    assert found.bits < matching.SUGGEST


@pytest.mark.parametrize("name", _NAMES)
def test_one_common_name_of_two_and_a_year_are_not_asked_about(name: str) -> None:
    first, last = name.split()[0], name.split()[-1]
    one = trace_of("person", name, {"born": "1985"}).profile

    for other in (f"{first} Gwalchmai", f"Pryderi {last}"):
        profile = trace_of("person", other, {"born": "1985"}).profile
        found = matching.compare_mention_profiles("person", one, profile, among=1_000)
        assert found.bits < matching.ASK, other
