"""What the worker is given of people: while something is learnt, and only then."""

from __future__ import annotations

from tests.security.rls.attempts import NOT_GRANTED, Attempt
from tests.security.rls.probes.sharing.prepared import LOOK, NOBODY, row
from tests.security.rls.rows import key
from unhidden.intelligence.subjects.rules.traces import SPEC
from unhidden.linkage.people import PEOPLE

_WORKER = "unhidden_worker"
_T, _U, _M, _N = (f"md5('{name}')::uuid" for name in ("t", "u", "m", "n"))
_ONE, _TWO = (key("intelligence_mention", number) for number in "12")
_CLEAN = [
    "delete from intelligence_modelpublication",
    "delete from intelligence_modelchange",
    "delete from intelligence_linkagemodel",
    "delete from intelligence_modeltraining",
    f"update intelligence_trace set spec = '{SPEC}', kind = 'phone'",
    f"update intelligence_trace set kind = 'person' where mention_id = {_ONE}",
]


def _training(of: str = _T, begun: str = "now()", failure: str = "") -> str:
    return row(
        "intelligence_modeltraining",
        id=of,
        asked_by_id="gen_random_uuid()",
        asked_at="now()",
        begun_at=begun,
        failure=f"'{failure}'",
    )


def _model(of: str = _M, training: str = _T, spec: str = PEOPLE.hash()) -> str:
    return row(
        "intelligence_linkagemodel",
        id=of,
        number="1",
        training_id=training,
        content="'{}'",
        spec_hash=f"'{spec}'",
        mentions="1",
        trained_at="now()",
    )


def _change(model: str, against: str) -> str:
    return row(
        "intelligence_modelchange",
        id="gen_random_uuid()",
        model_id=model,
        against_id=against,
        made_at="now()",
        figures="'{}'",
        listed="'[]'",
        regrouped="'[]'",
    )


def _tried(procedures: str, name: str, asks: str, expects: str, *more: str) -> Attempt:
    steps = [f"select count(*) from wall.{asks}"]
    return Attempt(procedures, name, NOBODY, steps, expects, [*_CLEAN, *more], _WORKER)


def _compares(name: str, expects: str, *more: str) -> Attempt:
    return _tried(
        "models_to_compare", name, "models_to_compare()", expects, _model(), *more
    )


_LEARN = "people_to_learn(null, 1000)"


def _learns(name: str, expects: str, *more: str, asks: str = _LEARN) -> Attempt:
    return _tried("people_to_learn is_learning", name, asks, expects, *more)


def _weighs(name: str, expects: str, *more: str) -> Attempt:
    asks = f"people_to_weigh(array[{_ONE}, {_TWO}])"
    return _tried("people_to_weigh", name, asks, expects, *more)


def _notes(procedures: str, name: str, step: str, look: str, *more: str) -> Attempt:
    steps = [f"select wall.{step}", LOOK, f"select {look}"]
    return Attempt(procedures, name, NOBODY, steps, "1", [*_CLEAN, *more], _WORKER)


_OLDER = "update intelligence_trace set spec = '0'"
_TRAININGS = "count(*) from intelligence_modeltraining where"
_BEGIN = f"begin_training({_T}, 'epoch')"
_END = f"end_training({_T}, 'unfit', 7)"
ATTEMPTS = [
    _compares("a model that fits", "1"),
    _compares("one of another program", "0",
              "update intelligence_linkagemodel set spec_hash = 'x'"),
    _compares("one that was compared", "0", _change(_M, "null")),
    _compares("one that was compared with another", "1", _change(_M, _N)),
    _compares("while another was compared", "1", _change(_N, "null")),
    _learns("while nothing is learnt", "0"),
    _learns("while a training is under way", "1", _training()),
    _learns("before it begins", "0", _training(begun="null")),
    _learns("after it failed", "0", _training(failure="unfit")),
    _learns("after it made a model", "0", _training(), _model(spec="x")),
    _learns("after another made a model", "1", _training(),
            _model(training=_U, spec="x")),
    _learns("while a model waits", "1", _model()),
    Attempt("people_to_learn is_learning", "with their own keys", NOBODY,
            [f"select sum(cardinality(keys)) from wall.{_LEARN}"], "1",
            [*_CLEAN, _training()], _WORKER),
    _learns("from behind the last", "0", _training(),
            asks=f"people_to_learn({_ONE}, 1000)"),
    _learns("by earlier rules", "0", _training(), _OLDER),
    _weighs("while nothing is learnt", "0"),
    _weighs("a person and a phone", "1", _training()),
    _weighs("none that is not named", "1", _training(),
            "update intelligence_trace set kind = 'person'"
            f" where mention_id <> {_TWO}"),
    _weighs("by earlier rules", "0", _training(), _OLDER),
    _notes("begin_training", "it alone", _BEGIN,
           f"{_TRAININGS} begun_at = 'epoch'", _training(begun="null"),
           _training(_U, begun="null")),
    _notes("begin_training", "once", _BEGIN, f"{_TRAININGS} begun_at = now()",
           _training()),
    _notes("end_training", "it alone", _END,
           f"{_TRAININGS} failure = 'unfit' and mentions = 7", _training(),
           _training(_U)),
    _notes("end_training", "once", _END, f"{_TRAININGS} failure = 'too_few'",
           _training(failure="too_few")),
    Attempt("is_learning", "by the worker", NOBODY, ["select wall.is_learning()"],
            NOT_GRANTED, role=_WORKER),
]  # fmt: skip
