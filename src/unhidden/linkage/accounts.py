"""Accounts that may be one: a name on a site, an address, a number of a bank.

Read as in a text that speaks of them: ``facebook:best.nails``, the site's address and
the name beside "Facebook" are one account. A name that two sites have may be anybody's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA

from unhidden.linkage.spotting.things import is_site, site_and_name, site_called
from unhidden.linkage.unsaid import is_unsaid

LONGEST = 300
_LONGEST_HANDLE = 40
# Digits of a number that says what it is, and of one that is one the world over.
_OF_A_NUMBER, _OF_AN_IBAN = 6, 12
_NOT_OF_A_NUMBER = re.compile(r"[\W_]+")


class AccountLevel(IntEnum):
    """From one account to two.

    ``SAME``        one name on one site; one address or number, whoever keeps it
    ``SITE_UNSAID`` one name; of one of them no site is said
    ``ONE_WRONG``   one sign is another, missing or too many; no two sites are said
    ``OTHER_SITE``  one name on two sites
    ``DIFFERENT``   another name
    ``NOTHING``     one of them has no name
    """

    NOTHING = -1
    DIFFERENT = 0
    OTHER_SITE = 1
    ONE_WRONG = 2
    SITE_UNSAID = 3
    SAME = 4


@dataclass(frozen=True, slots=True)
class OnlineAccount:
    """``site`` by its usual name, or empty; ``name`` without signs and capitals."""

    site: str
    name: str

    @property
    def digits(self) -> int:
        """How many digits the name has."""
        return sum(map(str.isdigit, self.name))

    @property
    def is_of_any_site(self) -> bool:
        """Whether it is an address or a number that nobody gives out twice."""
        return "@" in self.name or self.digits >= _OF_AN_IBAN


def read_account(text: str, provider: str = "") -> OnlineAccount:
    """The account of a text, on the site that it says, else on the one beside it.

    "Facebook" alone, and what says that nobody knows it, is no name.
    """
    site, name = site_and_name(text[:LONGEST])
    small = name.strip().casefold()
    if is_site(small) or is_unsaid(small):
        small = ""
    is_address = "@" in small.lstrip("@")
    return OnlineAccount(
        "" if is_address else site or site_called(provider[:LONGEST]),
        small if is_address else plain_number(small),
    )


def plain_number(text: str) -> str:
    """An account or a document's number without spaces, signs and capitals."""
    return _NOT_OF_A_NUMBER.sub("", text).casefold()


def account_keys(account: OnlineAccount) -> list[str]:
    """The name alone, whole and less any one sign; and the name on its site."""
    found = number_keys(account.name)
    is_on_a_site = account.site and account.name
    return [f"{account.site}:{account.name}", *found] if is_on_a_site else found


def number_keys(plain: str) -> list[str]:
    """The whole, and the whole less any one of its signs."""
    kept = plain[:_LONGEST_HANDLE]
    less_one = {kept[:at] + kept[at + 1 :] for at in range(len(kept))}
    return [kept, *less_one] if kept else []


def compare_accounts(one: OnlineAccount, other: OnlineAccount) -> AccountLevel:
    """The level on which two accounts meet; the order of the two does not matter."""
    if not (one.name and other.name):
        return AccountLevel.NOTHING
    slips = OSA.distance(one.name, other.name, score_cutoff=1)
    are_apart = bool(one.site and other.site and one.site != other.site)
    if slips:
        is_slip = slips == 1 and not are_apart
        return AccountLevel.ONE_WRONG if is_slip else AccountLevel.DIFFERENT
    is_there = one.site == other.site and (one.site or one.digits >= _OF_A_NUMBER)
    if is_there or one.is_of_any_site:
        return AccountLevel.SAME
    return AccountLevel.OTHER_SITE if are_apart else AccountLevel.SITE_UNSAID
