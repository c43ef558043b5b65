"""Options and arguments that several commands share, spelled the same for each."""

from __future__ import annotations

import os
from contextlib import suppress

import engine
from engine.errors import UsageError
from engine.storage.user_folders import user_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping
    from pathlib import Path

SEEDS = 2**64
SAVES_FOLDER = "saves"
SAVES_VARIABLE = "SAMARRA_SAVES"


def add_story(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """Add `STORY`, a folder or a single file; it may be left out if there is a default."""
    from pathlib import Path

    nargs, otherwise = (None, "") if default is None else ("?", "; without it, the story that comes with samarra")
    what = f"a story folder or a single .yaml file{otherwise}"
    parser.add_argument("story", metavar="STORY", type=Path, nargs=nargs, default=default, help=what)


def add_story_option(parser: argparse.ArgumentParser, what: str) -> None:
    """Add `--story`, the shipped story by default."""
    from pathlib import Path

    parser.add_argument("--story", metavar="STORY", type=Path, default=shipped_story(), help=what)


def shipped_story() -> str:
    """Return the story that comes with an installed engine, or that is beside one in its source tree."""
    package = os.path.dirname(engine.__file__)  # noqa: PTH120 - at every start
    installed = f"{package}/shipped/story"
    return installed if os.path.isdir(installed) else f"{os.path.dirname(package)}/story"  # noqa: PTH112, PTH120


def add_seed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seed",
        metavar="N",
        type=whole_number("--seed takes a whole number from 0 to 2^64 - 1", SEEDS),
        help="what chance is drawn from: 0 to 2^64 - 1",
    )


def whole_number(refusal: str, end: int) -> Callable[[str], int]:
    """Return the type of an option that takes a whole number below an end; other words raise UsageError."""

    def parse(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) <= len(str(end - 1)) and int(text) < end:
            return int(text)
        raise UsageError(refusal)

    return parse


def seconds(refusal: str, longest: float) -> Callable[[str], float]:
    """Return the type of an option that takes seconds, at most the longest; other words raise UsageError."""

    def parse(text: str) -> float:
        with suppress(ValueError):
            if 0 <= float(text) <= longest:
                return float(text)
        raise UsageError(refusal)

    return parse


def add_saves(parser: argparse.ArgumentParser) -> None:
    from pathlib import Path

    parser.add_argument(
        "--saves",
        metavar="DIR",
        type=Path,
        help=f"the folder of saves; else ${SAVES_VARIABLE}, else saves/ beside the story, else the user's own",
    )


def saves_folder(arguments: argparse.Namespace) -> Path:
    """Return the folder of saves that was named, or the one for the story of the command."""
    from pathlib import Path

    return Path(folder_for(arguments.saves, arguments.story, os.environ))


def folder_for(named: str | Path | None, story: str | Path, environment: Mapping[str, str]) -> str:
    """Return the folder named; else that of the environment; else a writable one beside the story; else the user's."""
    if named is not None:
        return str(named)
    if environment.get(SAVES_VARIABLE):
        return environment[SAVES_VARIABLE]
    beside = f"{os.path.dirname(os.path.abspath(story))}/{SAVES_FOLDER}"  # noqa: PTH100, PTH120 - `resolve` follows links
    if os.path.isdir(beside) and os.access(beside, os.W_OK):  # noqa: PTH112 - at every start
        return beside
    return f"{user_folder('data')}/{SAVES_FOLDER}"
