"""What passes when a case moves: kinds of sealed words, and what consent they need."""

from __future__ import annotations

from collections.abc import Collection

IDENTITY, CONTACT, NARRATIVE = "identity", "contact", "narrative"

#: Of each item: the category that the person agrees to, and the tables it is sealed in.
ITEMS: dict[str, tuple[str, frozenset[str]]] = {
    "identity": (IDENTITY, frozenset({"case"})),
    "contact": (CONTACT, frozenset({"safecontact"})),
    "interpreters": ("third_party", frozenset({"excludedinterpreter"})),
    "accounts": (NARRATIVE, frozenset({"survivoraccount", "accountmark"})),
    "notes": (NARRATIVE, frozenset({"note"})),
    "plans": (NARRATIVE, frozenset({"caseneed", "supportplantext"})),
    "risks": (NARRATIVE, frozenset({"safetyrisk"})),
    "contacts": (NARRATIVE, frozenset({"supportcontact"})),
    "files": (NARRATIVE, frozenset({"casefile"})),
    "form": (NARRATIVE, frozenset({"nrmformanswer"})),
    "course": (
        NARRATIVE,
        frozenset({"caseturn", "nrmchange", "bestinterestsdecision", "holdingsanswer"}),
    ),
}
#: With this item pass envelopes of what somebody was told, once handed to the case.
TOLD = "accounts"
#: What never passes: for the nights of the former lead, and what nobody has saved.
STAYS = frozenset({"coversheet", "coversection", "covercall", "nrmformunsaved"})
OPEN = frozenset({"offered", "accepted"})


def find_categories(items: Collection[str]) -> set[str]:
    """What the person must have agreed to share, for these items to pass."""
    return {ITEMS[item][0] for item in items}


def find_tables(items: Collection[str]) -> set[str]:
    """In which tables, by model, the words of these items are sealed."""
    return {table for item in items for table in ITEMS[item][1]}
