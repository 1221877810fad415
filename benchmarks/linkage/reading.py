"""Sentences as reports have them: what is read from them, and what is not there.

Written for this bench, of nobody (``benchmarks/linkage/data/sentences.tsv``); none of
it is used by the rules of reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.linkage.lines import measure
from unhidden.linkage.offers import find_offers

SENTENCES = Path(__file__).with_name("data") / "sentences.tsv"
TODAY = date(2026, 6, 30)
#: What was written after the rules; the file says what it showed at its first look.
LATER = ("2", "3")


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence and all that should be read from it, as kind and value."""

    part: str
    language: str
    text: str
    wanted: frozenset[tuple[str, str]]


def read_sentences() -> list[LabelledSentence]:
    """The labelled sentences in their order."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [
        LabelledSentence(part, language, text, frozenset(_labels(labels)))
        for part, language, text, labels in rows
    ]


def _labels(text: str) -> Iterator[tuple[str, str]]:
    for label in filter(None, text.split("; ")):
        kind, _, value = label.partition("=")
        yield kind, value


def read_offers(sentence: LabelledSentence) -> frozenset[tuple[str, str]]:
    """What the program reads of a sentence."""
    found = find_offers(sentence.text, today=TODAY)
    return frozenset((each.kind, each.value) for each in found if not each.problem)


def lines() -> Iterator[dict[str, object]]:
    """Recall and precision over all; beside them by language, and of later ones."""
    sentences = read_sentences()
    parts = {
        "english": [each for each in sentences if each.language == "en"],
        "welsh": [each for each in sentences if each.language == "cy"],
        "written_later": [each for each in sentences if each.part in LATER],
    }
    shares = {name: _quality(some) for name, some in parts.items() if some}
    recall, precision = _quality(sentences)
    recalls = {name: round(each[0], 3) for name, each in shares.items()}
    precisions = {name: round(each[1], 3) for name, each in shares.items()}
    many = len(sentences)
    yield measure("reading_recall", recall, "share", sentences=many, **recalls)
    yield measure("reading_precision", precision, "share", sentences=many, **precisions)


def _quality(sentences: Sequence[LabelledSentence]) -> tuple[float, float]:
    """The share of what is there that is read, and of what is read that is there."""
    counted = Counter[str]()
    for each in sentences:
        found = read_offers(each)
        counted["right"] += len(found & each.wanted)
        counted["wanted"] += len(each.wanted)
        counted["found"] += len(found)
    right = counted["right"]
    return right / max(counted["wanted"], 1), right / max(counted["found"], 1)
