"""What is told of language, interpreters and ways to reach somebody, as codes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpokenLanguage(models.TextChoices):
    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh")
    ALBANIAN = "sq", _("Albanian")
    AMHARIC = "am", _("Amharic")
    ARABIC = "ar", _("Arabic")
    BENGALI = "bn", _("Bengali")
    SIGN = "bfi", _("British Sign Language")
    BULGARIAN = "bg", _("Bulgarian")
    CANTONESE = "yue", _("Cantonese")
    CZECH = "cs", _("Czech")
    DARI = "prs", _("Dari")
    FARSI = "fa", _("Farsi")
    FRENCH = "fr", _("French")
    HINDI = "hi", _("Hindi")
    HUNGARIAN = "hu", _("Hungarian")
    KURDISH_KURMANJI = "kmr", _("Kurdish (Kurmanji)")
    KURDISH_SORANI = "ckb", _("Kurdish (Sorani)")
    LATVIAN = "lv", _("Latvian")
    LITHUANIAN = "lt", _("Lithuanian")
    MANDARIN = "zh", _("Mandarin")
    PASHTO = "ps", _("Pashto")
    POLISH = "pl", _("Polish")
    PORTUGUESE = "pt", _("Portuguese")
    PUNJABI = "pa", _("Punjabi")
    ROMANIAN = "ro", _("Romanian")
    RUSSIAN = "ru", _("Russian")
    SLOVAK = "sk", _("Slovak")
    SOMALI = "so", _("Somali")
    SPANISH = "es", _("Spanish")
    TAMIL = "ta", _("Tamil")
    THAI = "th", _("Thai")
    TIGRINYA = "ti", _("Tigrinya")
    TURKISH = "tr", _("Turkish")
    UKRAINIAN = "uk", _("Ukrainian")
    URDU = "ur", _("Urdu")
    VIETNAMESE = "vi", _("Vietnamese")
    YORUBA = "yo", _("Yoruba")
    OTHER = "other", _("Another language")
    UNKNOWN = "unknown", _("Not known yet")


class CommunicationNeed(models.TextChoices):
    READS_LITTLE = "reads_little", _("Reads little or nothing")
    LARGE_PRINT = "large_print", _("Large print")
    HEARING = "hearing", _("Hears little")
    SIGHT = "sight", _("Sees little")
    PICTURES = "pictures", _("Pictures or easy words")
    SHORT = "short", _("Short talks, with breaks")
    TRUSTED = "trusted", _("Somebody they trust beside them")


class InterpreterGender(models.TextChoices):
    ANY = "any", _("Either")
    WOMAN = "woman", _("A woman")
    MAN = "man", _("A man")
    NOT_ASKED = "not_asked", _("Not asked yet")


class ExclusionReason(models.TextChoices):
    KNOWN = "known", _("They know them, or are of one community")
    WISH = "wish", _("The person does not want them")
    UNSAFE = "unsafe", _("They may be near those who controlled the person")
    POOR = "poor", _("They interpreted badly")


class DespiteReason(models.TextChoices):
    """Why somebody is reached, or was, outside what they said is safe."""

    THEY_BEGAN = "they_began", _("They reached out to us themselves")
    AGREED = "agreed", _("They agreed with us to this very time and way")
    DANGER = "danger", _("Somebody’s life or health is in danger")
    LAW = "law", _("A court or the law sets a day, and they must know before it")


class OutreachKind(models.TextChoices):
    CONTACT = "contact", _("Appointment or contact")
    PAGE = "page", _("Printed page")


class ContactRoute(models.TextChoices):
    CALL = "call", _("Telephone call")
    TEXT = "text", _("Text message")
    MESSAGE = "message", _("Message in an app")
    EMAIL = "email", _("E-mail")
    POST = "post", _("Letter by post")
    MEETING = "meeting", _("Meeting in person")
    OTHER_PERSON = "other_person", _("Through somebody whom they named")
