"""The system calls that a process keeps which only computes, as a seccomp filter.

A program of the kernel's small language for filters (seccomp(2), "Filters"): it looks
at the number of a call and at one argument of some. The numbers are those of the
kernel's own tables (arch/x86/entry/syscalls/syscall_64.tbl, and
include/uapi/asm-generic/unistd.h for 64-bit ARM).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

STEP = 8  # bytes

# Steps: load a word of the call; jump where it equals; jump where bits are set; return.
_LOAD, _EQUAL, _BITS, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16
_ALLOW, _FAIL, _KILL = 0x7FFF0000, 0x00050000, 0x80000000

_PROT_EXEC, _CLONE_THREAD = 0x4, 0x10000


@dataclass(frozen=True, slots=True)
class Machine:
    """A kind of processor: how the kernel names it, and its numbers of calls."""

    name: int
    seccomp: int
    #: What may be called with any arguments: memory, time, threads, what is open.
    allowed: tuple[int, ...]
    #: Memory only where nothing of it is run.
    memory: tuple[int, ...]
    #: Threads, but no process.
    clone: int
    #: Its argument cannot be looked at: said not to be there, ``clone`` is used then.
    clone3: int = 435


# read write close poll (ppoll) lseek munmap brk rt_sigaction rt_sigprocmask
# rt_sigreturn pread64 writev sched_yield mremap madvise nanosleep getpid exit getrusage
# sysinfo sigaltstack gettid futex sched_getaffinity clock_gettime clock_getres
# clock_nanosleep exit_group set_robust_list getrandom rseq; and mmap mprotect
_X86 = (0, 1, 3, 7, 8, 11, 12, 13, 14, 15, 17, 20, 24, 25, 28, 35, 39, 60, 98, 99, 131,
        186, 202, 204, 228, 229, 230, 231, 273, 318, 334)  # fmt: skip
_ARM = (63, 64, 57, 73, 62, 215, 214, 134, 135, 139, 67, 66, 124, 216, 233, 101, 172,
        93, 165, 179, 132, 178, 98, 123, 113, 114, 115, 94, 99, 278, 293)  # fmt: skip
MACHINES = {
    "x86_64": Machine(0xC000003E, 317, _X86, (9, 10), clone=56),
    "aarch64": Machine(0xC00000B7, 277, _ARM, (222, 226), clone=220),
}


def build_call_filter(machine: Machine, *, refused: int, unknown: int) -> bytes:
    """The filter: what is not listed fails with the error ``refused``."""
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, machine.name),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        *_when(machine.clone3, [(_RETURN, 0, 0, _FAIL | unknown)]),
    ]
    for number in machine.memory:
        steps += _when(number, [*_with(2, _PROT_EXEC, _FAIL | refused, _ALLOW)])
    steps += _when(machine.clone, [*_with(0, _CLONE_THREAD, _ALLOW, _FAIL | refused)])
    for number in machine.allowed:
        steps += _when(number, [(_RETURN, 0, 0, _ALLOW)])
    steps.append((_RETURN, 0, 0, _FAIL | refused))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


_Step = tuple[int, int, int, int]


def _when(number: int, then: list[_Step]) -> Iterator[_Step]:
    """These steps, which end, for the call of this number."""
    yield (_EQUAL, 0, len(then), number)
    yield from then


def _with(argument: int, bits: int, if_set: int, otherwise: int) -> Iterator[_Step]:
    """Return by whether one of the bits is set in the low word of an argument."""
    yield (_LOAD, 0, 0, _ARGUMENTS + 8 * argument)
    yield (_BITS, 0, 1, bits)
    yield (_RETURN, 0, 0, if_set)
    yield (_RETURN, 0, 0, otherwise)
