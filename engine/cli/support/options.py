"""Options and arguments that several commands share, spelled the same for each."""

from __future__ import annotations

import argparse
from pathlib import Path

import engine
from engine.errors import UsageError

SEEDS = 2**64


def add_story(parser: argparse.ArgumentParser, otherwise: Path | None = None) -> None:
    """`STORY`, a folder or a single file; it may be left out if there is another."""
    if otherwise is None:
        parser.add_argument("story", metavar="STORY", type=Path, help="a story folder or a single .yaml file")
    else:
        parser.add_argument(
            "story",
            metavar="STORY",
            type=Path,
            nargs="?",
            default=otherwise,
            help="a story folder or a single .yaml file; without it, the story that comes with samarra",
        )


def add_seed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", metavar="N", type=_seed, help="what chance is drawn from: 0 to 2^64 - 1")


def shipped_story() -> Path:
    """The story that comes with an installed engine, or that stands beside one in its source tree."""
    package = Path(engine.__file__).parent
    installed = package / "shipped" / "story"
    return installed if installed.is_dir() else package.parent / "story"


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 20 and int(text) < SEEDS):
        raise UsageError("--seed takes a whole number from 0 to 2^64 - 1")
    return int(text)
