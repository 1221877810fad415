"""The languages of the pages, each by the name that its speakers give it."""

from __future__ import annotations

from django.conf.locale import LANG_INFO

EQUAL = [("en", "English"), ("cy", "Cymraeg")]
#: Of the report, the signs, the lines to call, and what is printed.
TONGUES = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("ckb", "کوردیی ناوەندی"),
    ("pl", "Polski"),
    ("ro", "Română"),
    ("sq", "Shqip"),
    ("ti", "ትግርኛ"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh-hans", "简体中文"),
]

#: The pages that have them, by the names of their routes; all others go to English.
SPOKEN = frozenset(
    {
        "learning:card",
        "learning:poster",
        "learning:print",
        "reporting:door",
        "reporting:file",
        "reporting:report",
        "reporting:sealed",
        "reporting:status",
        "reporting:try",
        "reporting:who_to_call",
        "reporting:words",
        "signs:index",
        "signs:section",
    }
)

# Django knows the others itself.
LANG_INFO.setdefault(
    "ti", {"bidi": False, "code": "ti", "name": "Tigrinya", "name_local": "ትግርኛ"}
)
