"""Begin a story of your own."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.cli.streams import write_result
from engine.cli.support.files import add_force, write
from engine.diagnostics.show import quoted
from engine.errors import ExitCode, UsageError

STARTER = Path(__file__).parent.parent / "starter" / "story.yaml"

DESCRIPTION = "Writes a small story for you to change."


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder to make; it may exist if it is empty")
    add_force(parser)


def run(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.folder
    if folder.exists() and not (folder.is_dir() and (arguments.force or not any(folder.iterdir()))):
        raise UsageError(f"{quoted(str(folder))} is there already and not an empty folder; name another")
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "story.yaml", STARTER.read_bytes(), arguments.force)
    name = quoted(str(folder), 200).strip("`")
    write_result(f"play it:  samarra play {name}\ncheck it: samarra check {name}")
    return ExitCode.SUCCESS
