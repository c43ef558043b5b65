"""Which folder a command keeps saves in and finds them in."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

FOLDER = "saves"
VARIABLE = "SAMARRA_SAVES"


def add_saves(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--saves",
        metavar="DIR",
        type=Path,
        help=f"the folder of saves; else ${VARIABLE}, else saves/ beside the story, else the user's own",
    )


def saves_folder(arguments: argparse.Namespace) -> Path:
    """The folder named, or the one that goes with the story the command is about."""
    return folder_for(arguments.saves, arguments.story, os.environ)


def folder_for(named: Path | None, story: Path, environment: Mapping[str, str]) -> Path:
    """The folder named; else that of the environment; else the one beside the story if it can be written to."""
    if named is not None:
        return named
    if environment.get(VARIABLE):
        return Path(environment[VARIABLE])
    beside = Path(os.path.abspath(story)).parent / FOLDER  # noqa: PTH100 - `resolve` would follow links elsewhere
    if beside.is_dir() and os.access(beside, os.W_OK):
        return beside
    from platformdirs import user_data_path

    return user_data_path("samarra") / FOLDER
