"""A terminal of the system's administrator, on which commands are typed and counted."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import time
from collections.abc import Mapping

from tests.prove.booted import BootedSystem
from tests.prove.figures import Unproved

_PATH = "PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_PLAIN = ("HOME=/root", "TERM=dumb", "PAGER=cat", "SYSTEMD_PAGER=cat", "LANG=C.UTF-8")
#: These reach the registries; all others are cut off from every network.
_NETWORKED = ("apt-get", "git", "make")
#: How this machine reaches them, by the names' first letters.
_WAYS = ("PIP_", "UV_", "NPM_CONFIG_", "NODE_", "SSL_CERT", "HTTP_", "HTTPS_", "NO_")
_PATIENCE = 900.0
#: Colours, links, and the carriage: what a terminal is told beside the words.
_BESIDE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\].*?(?:\x1b\\|\x07)|\r")


class OperatorTerminal:
    """What is typed is done in the folder that the last ``cd`` led to."""

    def __init__(self, system: BootedSystem, answers: Mapping[str, str]) -> None:
        self.typed: list[str] = []
        self._system = system
        self._answers = answers
        self._folder = "/root"

    def type_all(self, commands: list[str]) -> str:
        """One after the other; what they said."""
        return "".join(self.type_line(each) for each in commands)

    def type_line(self, command: str, *, is_checked: bool = True) -> str:
        """What it says; questions are answered. Raises Unproved where it fails."""
        self.typed.append(command)
        if command.startswith("cd "):
            self._folder = command.removeprefix("cd ")
            return ""
        ours, theirs = pty.openpty()
        try:
            child = subprocess.Popen(
                self._inside(command), stdin=theirs, stdout=theirs, stderr=theirs
            )
            os.close(theirs)
            said = self._talk(ours, child)
        finally:
            os.close(ours)
        if child.wait() and is_checked:
            raise Unproved([f"{command}: {child.returncode}, {said[-2000:]}"])
        return said

    def _inside(self, command: str) -> list[str]:
        target = ["nsenter", "--target", str(self._system.init)]
        spaces, told = ["--all"], [_PATH, *_PLAIN]
        if command.split()[0] in _NETWORKED:
            spaces = ["--mount", "--pid", "--cgroup", "--uts", "--ipc"]
            told += [f"{k}={v}" for k, v in os.environ.items() if _is_way(k)]
        shell = ["bash", "-c", f"cd {self._folder} && {command}"]
        begin = ["setsid", "--ctty", "--wait"]
        return [*begin, *target, *spaces, "env", "-i", *told, *shell]

    def _talk(self, terminal: int, child: subprocess.Popen[bytes]) -> str:
        said, deadline, answered = b"", time.monotonic() + _PATIENCE, 0
        while time.monotonic() < deadline:
            if not select.select([terminal], [], [], 1)[0]:
                if child.poll() is not None:
                    break
                continue
            try:
                said += os.read(terminal, 1 << 16)
            except OSError:  # nobody holds its other end any more
                break
            asked = said[answered:].decode(errors="replace")
            if answer := self._find_answer(asked):
                answered = len(said)
                os.write(terminal, f"{answer}\n".encode())
        else:
            child.kill()
        return _BESIDE.sub("", said.decode(errors="replace"))

    def _find_answer(self, asked: str) -> str:
        found = (word for what, word in self._answers.items() if asked.endswith(what))
        return next(found, "")


def _is_way(name: str) -> bool:
    return name.upper().startswith(_WAYS)
