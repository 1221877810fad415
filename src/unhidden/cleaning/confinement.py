"""A process gives up, for good, what reading a stranger's file does not need.

Three means of Linux, each of which binds this process and whatever it becomes:
``no_new_privs`` (no program gives it rights), Landlock (no file, no port, no signal to
others) and a seccomp filter (no system call but a few). Nothing of it can be undone.
They are called as the kernel's manual pages describe them (landlock(7), seccomp(2)):
there is no kept library for both (docs/decisions/one-account-a-process.md).
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from ctypes import c_uint64, c_ulong, c_ushort, c_void_p

from unhidden.cleaning import calls

NO_NEW_PRIVILEGES, LANDLOCK, SECCOMP = "no_new_privs", "Landlock", "seccomp"

_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # the same on every machine
_ASK_VERSION = 1
_SET_FILTER, _ALL_THREADS = 1, 1
# The rights over files that each version of Landlock knows, and what came beside them.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_WITH_PORTS, _WITH_SCOPES = 4, 6
_BOTH = 0b11  # to bind and to connect; abstract sockets and signals


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", c_uint64), ("ports", c_uint64), ("scopes", c_uint64)]


class _Filter(ctypes.Structure):
    _fields_ = [("length", c_ushort), ("program", c_void_p)]


def confine_process() -> tuple[str, ...]:
    """Confine this process; the names of what this system does not have.

    What is there already stays open to it: its pipes, and all that it has imported.
    """
    if sys.platform != "linux":
        return NO_NEW_PRIVILEGES, LANDLOCK, SECCOMP
    system = ctypes.CDLL(None, use_errno=True)
    hide_process()
    if system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return NO_NEW_PRIVILEGES, LANDLOCK, SECCOMP
    had = {LANDLOCK: _close_files(system), SECCOMP: _close_calls(system)}
    return tuple(name for name, is_had in had.items() if not is_had)


def hide_process() -> None:
    """From here on nobody but root traces this process, and no core of it is kept."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _close_files(system: ctypes.CDLL) -> bool:
    """Take away every right that Landlock knows here; whether there is one."""
    version = system.syscall(_CREATE_RULESET, None, c_ulong(0), _ASK_VERSION)
    if version < 1:
        return False
    known = _FILE_RIGHTS[min(version, max(_FILE_RIGHTS))]
    rights = _Ruleset(
        files=(1 << known) - 1,
        ports=_BOTH if version >= _WITH_PORTS else 0,
        scopes=_BOTH if version >= _WITH_SCOPES else 0,
    )
    # An older kernel takes a longer record where what it does not know is zero.
    size = c_ulong(ctypes.sizeof(rights))
    rules = system.syscall(_CREATE_RULESET, ctypes.byref(rights), size, 0)
    if rules < 0:
        return False
    try:
        return bool(system.syscall(_RESTRICT_SELF, rules, 0) == 0)
    finally:
        os.close(rules)


def _close_calls(system: ctypes.CDLL) -> bool:
    """Let only the calls of ``calls.py`` through; whether this system can."""
    machine = calls.MACHINES.get(platform.machine())
    if machine is None:
        return False
    program = calls.build_call_filter(
        machine, refused=errno.EPERM, unknown=errno.ENOSYS
    )
    kept = ctypes.create_string_buffer(program, len(program))
    wanted = _Filter(len(program) // calls.STEP, ctypes.addressof(kept))
    set_filter = (machine.seccomp, _SET_FILTER, _ALL_THREADS, ctypes.byref(wanted))
    return bool(system.syscall(*set_filter) == 0)
