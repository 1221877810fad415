"""What names a Spark cluster: any master that Spark takes."""

from __future__ import annotations

import re

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
