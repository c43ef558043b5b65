"""The user's own folders for our files, as `platformdirs` names them, which on Linux need not be loaded for it."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

_OF_LINUX = {"cache": ("XDG_CACHE_HOME", "~/.cache"), "data": ("XDG_DATA_HOME", "~/.local/share")}
"""The variable that names each folder, and where it is without one."""


def user_folder(kind: Literal["cache", "data"]) -> str:
    """Return the folder of this user for what may be deleted at any time, or for what is to stay."""
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        variable, otherwise = _OF_LINUX[kind]
        named = os.environ.get(variable, "")
        return f"{named if os.path.isabs(named) else os.path.expanduser(otherwise)}/samarra"  # noqa: PTH111, PTH117 - at every start
    from platformdirs import user_cache_dir, user_data_dir

    return user_cache_dir("samarra") if kind == "cache" else user_data_dir("samarra")
