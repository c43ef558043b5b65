"""Measures how much memory this process holds, and how much the machine has."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

STATM = Path("/proc/self/statm")
CONTROL_GROUP = Path("/sys/fs/cgroup/memory.max")
DEFAULT_MEMORY = 4 * 2**30
"""In bytes, for a machine that does not say what it has."""


def measure_memory() -> int:
    """Return the bytes this process holds now; where the system does not say, the most it ever held, or 0."""
    try:
        return int(STATM.read_bytes().split()[1]) * _page_size()
    except (OSError, LookupError, ValueError):
        return _peak_memory()


def machine_memory() -> int:
    """Return the bytes this process can use at most: of the machine, or of its control group."""
    return min(_physical_memory(), _control_group_memory())


def _peak_memory() -> int:
    if sys.platform == "win32":
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _page_size() -> int:
    return os.sysconf("SC_PAGE_SIZE") if sys.platform != "win32" else 4096


def _physical_memory() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * _page_size() if sys.platform != "win32" else DEFAULT_MEMORY
    except (OSError, ValueError):
        return DEFAULT_MEMORY


def _control_group_memory() -> int:
    try:
        return int(CONTROL_GROUP.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return sys.maxsize
