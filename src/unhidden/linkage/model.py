"""A trained model: weights and term frequencies, in no dialect, as a JSON file.

The file names the specification by its hash, and is refused when that has changed
since, or when any level lacks a weight: Splink would score an untrained level with a
general default, which is wrong by up to ten bits (measured; see
docs/decisions/splink-trained-online-scoring.md).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log2
from pathlib import Path
from typing import Any

from unhidden.linkage.frequencies import ValueCounts
from unhidden.linkage.spec import ComparisonSpec

FORMAT = 2
_SHARES_KEPT = 65_536


class UnfitModel(Exception):
    """The model cannot score: one sentence says why."""


@dataclass(frozen=True, slots=True)
class LevelWeight:
    """How often a level is met among records of one thing, and of two.

    ``shift`` is in bits, of a level whose values are counted by how common they are:
    as much as a value says that is as common as such values mostly are, and not as
    common as the level is.
    """

    m: float
    u: float
    shift: float = 0.0

    @property
    def bits(self) -> float:
        """What the level says for "the same", in bits."""
        return log2(self.m) - log2(self.u) + self.shift


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """What training leaves behind.

    ``chance`` is that of two records taken at random to be of one thing, among
    ``population`` records. ``frequencies`` are shares of values by column among
    ``counted`` records; what is rarer than ``floor``, or was not there, counts as
    ``floor``, but where the specification says what to expect of it.
    """

    spec: str
    spec_hash: str
    chance: float
    population: int
    weights: Mapping[str, Mapping[str, LevelWeight]]
    frequencies: Mapping[str, Mapping[str, float]]
    floor: float
    versions: Mapping[str, str]
    counted: int = 0

    @property
    def prior(self) -> float:
        """In bits, before anything is compared."""
        return log2(self.chance / (1 - self.chance))

    def for_population(self, records: int) -> TrainedModel:
        """The same weights among another number of records of as many things each.

        Twice the people means that a pair taken at random is half as likely to be
        one person: the prior falls by one bit.
        """
        chance = self.chance * self.population / records
        return replace(self, chance=min(chance, 0.5), population=records)

    def check(self, spec: ComparisonSpec) -> None:
        """Raise ``UnfitModel`` unless every level of the specification has weights."""
        if self.spec_hash != spec.hash():
            sentence = f"The model was trained for another version of {spec.name}."
            raise UnfitModel(sentence)
        if not 0 < self.chance < 1 or not 0 < self.floor < 1:
            sentence = "The model's chance and floor must lie between 0 and 1."
            raise UnfitModel(sentence)
        for comparison, code in spec.levels():
            weight = self.weights.get(comparison.name, {}).get(code)
            if weight is None or not (0 < weight.m <= 1 and 0 < weight.u <= 1):
                sentence = f"The level {code} of {comparison.name} is not trained."
                raise UnfitModel(sentence)
        missing = set(spec.counted_columns()) - set(self.frequencies)
        if missing:
            sentence = f"The model has no frequencies of {min(missing)}."
            raise UnfitModel(sentence)

    @property
    def counted_values(self) -> ValueCounts:
        """What was counted when it was trained."""
        counts = {
            column: {value: share * self.counted for value, share in shares.items()}
            for column, shares in self.frequencies.items()
        }
        return ValueCounts(self.counted, counts)

    def with_counts(self, values: ValueCounts) -> TrainedModel:
        """The same weights where this was counted since."""
        whole = max(values.records, 1)
        shares = {
            column: {value: count / whole for value, count in counts.items()}
            for column, counts in values.counts.items()
        }
        return replace(
            self, frequencies={**self.frequencies, **shares}, counted=values.records
        )

    def without_counts(self) -> TrainedModel:
        """The same weights for people of whom nothing was counted yet.

        So a model of people who were made up says nothing of how real ones are named.
        """
        nothing: dict[str, dict[str, float]] = {each: {} for each in self.frequencies}
        return replace(self, frequencies=nothing, counted=0)

    def content(self) -> dict[str, Any]:
        """The model in plain values, for a file or a table."""
        return {"format": FORMAT, **_plain(self)}

    def save(self, path: Path) -> None:
        """Write the file, whole or not at all."""
        partial = path.with_suffix(".partial")
        text = json.dumps(self.content(), ensure_ascii=False, sort_keys=True)
        partial.write_text(text)
        partial.replace(path)

    @staticmethod
    def load(path: Path, spec: ComparisonSpec) -> TrainedModel:
        """Read a file that fits the specification, else raise ``UnfitModel``."""
        try:
            content = json.loads(path.read_text())
        except ValueError as error:
            raise UnfitModel(_no_model(path.name)) from error
        return TrainedModel.of(content, spec, name=path.name)

    @staticmethod
    def of(content: Any, spec: ComparisonSpec, *, name: str) -> TrainedModel:
        """The model of plain values that fit the specification, else ``UnfitModel``."""
        try:
            model = _read(content)
        except (KeyError, TypeError, ValueError) as error:
            raise UnfitModel(_no_model(name)) from error
        model.check(spec)
        return model


def build_share_lookup(
    spec: ComparisonSpec, model: TrainedModel
) -> Callable[[str, object], float]:
    """What tells the share of records with a value of a column.

    One function for the desk and the batch, so that they weigh alike.
    """
    known = model.counted_values

    @lru_cache(maxsize=_SHARES_KEPT)
    def find_share(column: str, value: object) -> float:
        estimate = spec.shares.get(column)
        if estimate is not None:
            return estimate(str(value), known)
        return max(model.frequencies[column].get(str(value), 0.0), model.floor)

    return find_share


def _no_model(name: str) -> str:
    return f"{name} is not a model of format {FORMAT}."


def _plain(model: TrainedModel) -> dict[str, Any]:
    weights = {
        name: {code: _numbers(weight) for code, weight in levels.items()}
        for name, levels in model.weights.items()
    }
    return {
        "spec": model.spec,
        "spec_hash": model.spec_hash,
        "chance": model.chance,
        "population": model.population,
        "weights": weights,
        "frequencies": model.frequencies,
        "floor": model.floor,
        "versions": model.versions,
        "counted": model.counted,
    }


def _numbers(weight: LevelWeight) -> list[float]:
    shift = [weight.shift] if weight.shift else []
    return [weight.m, weight.u, *shift]


def _read(content: dict[str, Any]) -> TrainedModel:
    if content["format"] != FORMAT:
        sentence = "Another format."
        raise ValueError(sentence)
    return TrainedModel(
        spec=content["spec"],
        spec_hash=content["spec_hash"],
        chance=float(content["chance"]),
        population=int(content["population"]),
        weights={
            name: {
                code: LevelWeight(*map(float, numbers))
                for code, numbers in levels.items()
            }
            for name, levels in content["weights"].items()
        },
        frequencies={
            column: {value: float(share) for value, share in shares.items()}
            for column, shares in content["frequencies"].items()
        },
        floor=float(content["floor"]),
        versions=dict(content["versions"]),
        counted=int(content["counted"]),
    )
