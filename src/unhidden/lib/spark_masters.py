"""What names a Spark cluster: any master that Spark takes."""

from __future__ import annotations

import re
from importlib.util import find_spec

from unhidden.lib.variables import WrongSetting, read_text

#: In words, for who named another.
MASTERS = (
    "spark://host:7077, k8s://https://host:443, yarn, or local[2] for this machine"
)
_MASTER = re.compile(
    r"yarn|local(\[(\d+|\*)(,\d+)?\])?|spark://[^\s/]+|k8s://(https?://)?[^\s/]+"
)


def is_spark_master(text: str) -> bool:
    """Whether Spark takes this as ``spark.master``."""
    return _MASTER.fullmatch(text) is not None


def read_cluster(name: str) -> str:
    """The master of a Spark cluster that a variable names, "" where none is given.

    Raises WrongSetting, also where the packages that it needs are not installed.
    """
    value = read_text(name)
    if value and not is_spark_master(value):
        sentence = f"{name} must be a master of Spark ({MASTERS}), not {value!r}."
        raise WrongSetting(sentence)
    if value and find_spec("pyspark") is None:
        sentence = (
            f"{name} is set, but requirements/spark.txt is not installed; with a wheel"
            " it is unhidden[spark]."
        )
        raise WrongSetting(sentence)
    return value
