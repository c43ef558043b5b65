"""`samarra explain`: the manual page of a diagnostic's code."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib.util import find_spec

from engine.cli._parsing import Parsers
from engine.cli._streams import tell
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted
from engine.discovery import plug, plug_names
from engine.errors import UsageError

PAGES = ("engine.source.faults", "engine.expressions.faults", "engine.story.faults", "engine.checks")
"""Where a module's docstring is the manual page of the code it is named by."""


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser(
        "explain", help="say what a fault means", description="Says what a fault means, with a story that has it."
    )
    parser.add_argument("code", metavar="CODE", nargs="?", help="as in error[CODE]; without it, all codes are listed")


def run(arguments: argparse.Namespace) -> int:
    pages = dict(_pages())
    if arguments.code is None:
        for code, package in sorted(pages.items()):
            tell(f"{code}: {_page(package, code).partition(chr(10))[0]}")
        return 0
    code = arguments.code.removeprefix("error[").removeprefix("warning[").removesuffix("]")
    if code not in pages:
        helps = did_you_mean(code, pages) or "samarra explain lists them all"
        raise UsageError(f"no fault has the code {quoted(code)}; {helps}")
    tell(f"{code}\n\n{_page(pages[code], code)}")
    return 0


def _pages() -> Iterator[tuple[str, str]]:
    """Each code with the package that holds its page."""
    for package in PAGES:
        spec = find_spec(package)
        folders = spec.submodule_search_locations if spec else None
        for name in plug_names(package, list(folders or ())):
            yield name.replace("_", "-"), package


def _page(package: str, code: str) -> str:
    return (plug(package, code.replace("-", "_")).__doc__ or "").strip()
