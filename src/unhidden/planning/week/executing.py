"""Whether this process may run code that it makes itself."""

from __future__ import annotations

import ctypes
import mmap
import sys

_READ_EXECUTE = mmap.PROT_READ | mmap.PROT_EXEC


def may_run_made_code() -> bool:
    """Whether memory that was written may be run, as compiling needs.

    systemd's MemoryDenyWriteExecute forbids it, and LLVM then ends the process instead
    of saying so. On systems other than Linux nothing forbids it in that way.
    """
    if sys.platform != "linux":
        return True
    system = ctypes.CDLL(None, use_errno=True)
    with mmap.mmap(-1, mmap.PAGESIZE) as piece:
        held = (ctypes.c_char * mmap.PAGESIZE).from_buffer(piece)
        at = ctypes.c_void_p(ctypes.addressof(held))
        size = ctypes.c_size_t(mmap.PAGESIZE)
        is_allowed = system.mprotect(at, size, _READ_EXECUTE) == 0
        system.mprotect(at, size, mmap.PROT_READ | mmap.PROT_WRITE)
        del held
    return bool(is_allowed)
