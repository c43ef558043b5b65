"""`samarra explain`: the manual page of a diagnostic's code."""

from __future__ import annotations

import argparse

from engine.cli._parsing import Parsers
from engine.cli._streams import tell
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted
from engine.errors import UsageError


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser(
        "explain", help="say what a fault means", description="Says what a fault means, with a story that has it."
    )
    parser.add_argument("code", metavar="CODE", nargs="?", help="as in error[CODE]; without it, all codes are listed")


def run(arguments: argparse.Namespace) -> int:
    """One page, or the first line of each; what a story can get wrong, and what a proof can find in it."""
    from engine import checks
    from engine.prove import pages

    codes = sorted((*checks.codes(), *pages.codes()))
    if arguments.code is None:
        for code in codes:
            tell(f"{code}: {_page(code).partition(chr(10))[0]}")
        return 0
    code = arguments.code.removeprefix("error[").removeprefix("warning[").removesuffix("]")
    if code not in codes:
        helps = did_you_mean(code, codes) or "samarra explain lists them all"
        raise UsageError(f"no fault has the code {quoted(code)}; {helps}")
    tell(f"{code}\n\n{_page(code)}")
    return 0


def _page(code: str) -> str:
    from engine import checks
    from engine.prove import pages

    return (checks.manual_page(code) or pages.manual_page(code) or "").strip()
