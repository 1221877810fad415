"""A Spark cluster of one master and two workers on this machine, for as long as needed.

Only the processes that were started here are ended.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyspark

from unhidden.hosting.failing import StepFailure

WORKERS, PATIENCE, GRACE = 2, 60.0, 10.0
HOST = "127.0.0.1"
# The doors in Java's walls that Spark needs when it is not started by its own scripts.
_OPENED = ("java.lang", "java.nio", "java.util", "sun.nio.ch")


@contextmanager
def running(folder: Path, memory: str = "2g") -> Iterator[str]:
    """The address of the cluster, ``spark://…``; its files go to ``folder``."""
    java = shutil.which("java")
    if java is None:
        sentence = (
            "Spark needs Java 17 or newer; on Debian: apt-get install default-jre"
        )
        raise StepFailure(sentence)
    port = _free_port()
    address = f"spark://{HOST}:{port}"
    started = [_start(java, folder, "master", ["--port", str(port)])]
    try:
        _wait(port, started[0])
        for n in range(WORKERS):
            more = [address, "-c", "1", "-m", memory]
            started.append(_start(java, folder, "worker", more, number=n))
        yield address
    finally:
        for each in reversed(started):
            each.terminate()
        for each in started:
            _end(each)


def _start(
    java: str, folder: Path, role: str, arguments: list[str], number: int = 0
) -> subprocess.Popen[bytes]:
    home = Path(pyspark.__file__).parent
    opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED]
    program = f"org.apache.spark.deploy.{role}.{role.capitalize()}"
    arguments = ["--host", HOST, "--webui-port", "0", *arguments]
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        # Without it a worker looks for a build of Spark, and finds none.
        "SPARK_SCALA_VERSION": "2.13",
        "SPARK_LOCAL_IP": HOST,
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_WORKER_DIR": str(folder / "work"),
        "PYSPARK_PYTHON": sys.executable,
    }
    with (folder / f"{role}{number}.log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603  # our own words only
            [java, "-Xmx512m", *opened, "-cp", f"{home}/jars/*", program, *arguments],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _wait(port: int, master: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and master.poll() is None:
        with socket.socket() as one:
            if one.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.2)
    sentence = f"The Spark master did not begin within {PATIENCE:.0f} seconds."
    raise StepFailure(sentence)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
