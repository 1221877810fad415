"""The defence of section 45 of the Modern Slavery Act 2015, element by element.

Read in the statute (data/section_45.json, ``verified`` "text"): for an adult, section
45(1); for a child, section 45(4); not for the offences of Schedule 4, section 45(7).
"""

from __future__ import annotations

from collections.abc import Collection

ADULT = ("age", "compelled", "attributable", "reasonable")
CHILD = ("age", "direct", "reasonable")


class UnknownElement(ValueError):
    """An element that the defence does not have for somebody of that age."""


def elements_of(*, was_child: bool) -> tuple[str, ...]:
    """The elements of the defence, by whether the person was under 18 at the act."""
    return CHILD if was_child else ADULT


def is_made_out(
    shown: Collection[str], *, was_child: bool, is_excluded_offence: bool
) -> bool:
    """Whether every element is shown for an offence to which the defence is open.

    Raises UnknownElement for what is no element at that age.
    """
    wanted = elements_of(was_child=was_child)
    if not set(shown) <= set(wanted):
        raise UnknownElement(sorted(set(shown) - set(wanted)))
    return not is_excluded_offence and set(shown) == set(wanted)
