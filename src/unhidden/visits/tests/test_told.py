"""What is told in confidence on the page, as its envelopes tell it."""

from __future__ import annotations

from unhidden.visits.rules.told import count_words, read_matters


def test_each_answer_is_an_envelope_of_its_own_and_blank_boxes_are_none() -> None:
    boxes = {
        "told_private_talk_text": "  ",
        "told_private_talk_language": "Polish",
        "told_disclosure_text": "He hits us ",
        "told_disclosure_interpreter": "phone",
        "told_safe_when": "After six",
        "told_note": "Call the sister",
    }

    disclosure, contact, note = read_matters(boxes)

    assert disclosure == {
        "what": "disclosure",
        "text": "He hits us",
        "interpreter": "phone",
        "said_verbatim": False,
    }
    assert contact["person"] == {"contact": "", "safe_when": "After six"}
    assert note == {"what": "note", "text": "Call the sister"}
    assert [count_words(each) for each in (disclosure, contact, note)] == [3, 2, 3]
