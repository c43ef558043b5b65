"""Names of slots, and of their files in a folder."""

from __future__ import annotations

import re

from engine.diagnostics.show import quoted
from engine.errors import UsageError
from engine.hashing import blake2b

AUTO = "auto"
"""The name of the autosave."""
PREVIOUS = ".prev"
"""The ending that, after a slot's name, names the save before the last one."""
SAVE, BEFORE, AUTOSAVE, AUTOSAVE_BEFORE = ".save", ".prev.save", ".journal", ".prev.journal"

_SLOT = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"}
_RESERVED |= {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}


class BadSlotError(UsageError):
    """A name that no slot can have."""


def is_slot(name: str) -> bool:
    return bool(_SLOT.fullmatch(name)) and name not in _RESERVED


def check_slot(name: str) -> str:
    """Return a name after checking that a slot can have it; raise BadSlotError with the rule if not."""
    check_not_reserved(name)
    if not is_slot(name):
        rule = "small letters a to z, digits, `-` and `_`, 64 at most, a letter or digit first"
        raise BadSlotError(f"{quoted(name)} cannot be a save's name; a name has {rule}")
    return name


def check_not_reserved(name: str) -> str:
    """Return a file name; raise BadSlotError if Windows reserves the part before its first dot for a device."""
    if name.partition(".")[0].strip(" ").casefold() in _RESERVED:
        raise BadSlotError(f"{quoted(name)} means something else on some systems; choose another name")
    return name


def parse_save_name(name: str) -> tuple[str, bool]:
    """Return the slot of `SLOT` or `SLOT.prev`, and whether it is the latter; raise BadSlotError for other names."""
    slot = name.removesuffix(PREVIOUS)
    return check_slot(slot), slot != name


def save_file_name(slot: str, is_previous: bool = False) -> str:
    """Return the name of the file of a slot's last save, or of the save before it."""
    return slot + (BEFORE if is_previous else SAVE)


def autosave_file_name(story: str, is_previous: bool = False) -> str:
    """Return the name of the file of a story's autosave, or of the autosave before it."""
    return f"{AUTO}.{_file_stem(story)}" + (AUTOSAVE_BEFORE if is_previous else AUTOSAVE)


def autosave_lock_name(story: str) -> str:
    """Return the name of the file that a game locks while it writes a story's autosave."""
    return f".{AUTO}.{_file_stem(story)}.lock"


def autosave_file_names(names: list[str]) -> tuple[str, ...]:
    """Return the names of autosave files among the names in a folder, one for each story."""
    autosaves = (name for name in names if name.startswith(f"{AUTO}.") and name.endswith(AUTOSAVE))
    return tuple(sorted(name for name in autosaves if not name.endswith(AUTOSAVE_BEFORE)))


def slot_of_file(name: str) -> str | None:
    """Return the slot of a file's name, or None if it is not the file of a slot."""
    slot = name.removesuffix(SAVE)
    return slot if slot != name and is_slot(slot) else None


def _file_stem(story: str) -> str:
    return story if is_slot(story) else blake2b(story.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
