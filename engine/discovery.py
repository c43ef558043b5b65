"""Finds plugs, the modules of a package's folder, so that adding one edits no other file."""

from __future__ import annotations

import os
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

SUPPORT = "support"
"""The sub-folder beside plugs that holds what they share."""


def plug_names(folders: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the modules in a package's folders without a leading underscore, sorted."""
    names = (name.removesuffix(".py") for folder in folders for name in os.listdir(folder))  # noqa: PTH208 - at every start
    return tuple(sorted(name for name in names if not name.startswith("_") and "." not in name and name != SUPPORT))


def load_plug(package: str, name: str) -> ModuleType:
    """Import one plug of a package."""
    return import_module(f"{package}.{name}")
