"""Say what a fault means."""

from __future__ import annotations

import argparse

from engine import manual
from engine.cli.streams import write_result
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted
from engine.errors import ExitCode, UsageError

DESCRIPTION = "Says what a fault means, with a story that has it."


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", nargs="?", help="as in error[CODE]; without it, all codes are listed")


def run(arguments: argparse.Namespace) -> int:
    """Write one page, or the first sentence of each."""
    codes = manual.codes()
    if arguments.code is None:
        write_result("\n".join(f"{code}: {manual.sentence(code)}" for code in codes))
        return ExitCode.SUCCESS
    code = arguments.code.removeprefix("error[").removeprefix("warning[").removesuffix("]")
    if code not in codes:
        helps = did_you_mean(code, codes) or "samarra explain lists them all"
        raise UsageError(f"no fault has the code {quoted(code)}; {helps}")
    write_result(manual.plain_page(code))
    return ExitCode.SUCCESS
