"""What a survivor's tables hold in plain text: codes, dates, ids, and no words.

Whoever seizes the server reads every column that is not sealed. One in which somebody
could write words, a name or an address stands here with its reason, or is sealed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from unhidden.hosting.paths import REPOSITORY

#: What somebody may write there, and why nobody is found by it.
WITHOUT_A_LIST = {
    "safeguarding_case.urn": "a number that the program gives",
    "safeguarding_case.nrm_reference": "a number that the Home Office gives",
    "safeguarding_case.preferred_language": "a language",
    "safeguarding_caseperson.pseudonym": "a number that the program gives",
    "safeguarding_linkwish.pseudonym": "the same, of the other",
    "safeguarding_consent.language": "a code of the languages",
    "safeguarding_consent.categories": "of a list, by a constraint",
    "safeguarding_caseoutgoing.categories": "of a list, by a constraint",
    "safeguarding_caseoutgoing.digest": "of a file that was exported",
    "safeguarding_casetransfer.categories": "of a list, by a constraint",
    "safeguarding_deadline.code": "a code of the rules",
    "safeguarding_nrmchange.reference": "a letter's number",
    "safeguarding_nrmchange.guidance": "a version of the law's guidance",
    "safeguarding_deadlinechange.reference": "a letter's number",
    "safeguarding_clockrule.guidance": "the law's, and nobody's",
    "safeguarding_clockrule.section": "a number, by a constraint",
    "safeguarding_clockrule.source_en": "the law's, and nobody's",
    "safeguarding_clockrule.source_cy": "the law's, and nobody's",
    "safeguarding_identitymark.mark": "a keyed hash, by the worker's own key",
    "safeguarding_nrmform.version": "of the official form",
    "safeguarding_nrmformanswer.place": "a step of the official form",
    "safeguarding_nrmformunsaved.place": "a step of the official form",
    "safeguarding_casefile.found": "codes of what the cleaner found",
    "safeguarding_caseturn.code": "of a list, by a constraint",
    "safeguarding_caseturn.tried": "of a list, by a constraint",
    "safeguarding_registerentry.doubts": "codes of the program",
}


def test_no_plain_column_takes_words() -> None:
    found = set(_list_open_columns())

    assert found - WITHOUT_A_LIST.keys() == set(), "seal it, or give it a list"


def test_the_threat_model_says_what_each_table_tells() -> None:
    told = (REPOSITORY / "docs" / "threat-model.md").read_text()
    models = apps.get_app_config("safeguarding").get_models()
    tables = {model._meta.db_table for model in models}

    assert {each for each in tables if not re.search(rf"\b{each}\b", told)} == set()


def _list_open_columns() -> Iterator[str]:
    for model in apps.get_app_config("safeguarding").get_models():
        for field in model._meta.concrete_fields:
            inner = field.base_field if isinstance(field, ArrayField) else field
            if isinstance(inner, _WRITTEN) and not inner.choices:
                yield f"{model._meta.db_table}.{field.column}"


_WRITTEN = (models.CharField, models.TextField, models.JSONField)
