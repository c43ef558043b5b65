"""Check a proof's certificate against the plain runtime."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.cli.streams import write_message, write_result
from engine.cli.support.limits import add_caps, budget_of, spending
from engine.cli.support.options import add_story
from engine.diagnostics.show import counted
from engine.errors import ExitCode
from engine.pipeline import load
from engine.prove.prover import story_state_space
from engine.prove.witnesses.certificate import disagreement, read_certificate
from engine.storage.read_regular import read_named

LARGEST = 1_000_000_000
"""Bytes of a certificate: several hundred for each state."""

DESCRIPTION = "Takes every transition of a certificate again, choice by choice, without any of the reductions."


def add(parser: argparse.ArgumentParser) -> None:
    add_story(parser)
    parser.add_argument("certificate", metavar="FILE", type=Path, help="what `samarra prove --certificate` wrote")
    add_caps(parser)


def run(arguments: argparse.Namespace) -> int:
    with spending(budget_of(arguments)) as budget:
        data = read_named(arguments.certificate, LARGEST)
        graph = read_certificate(data, story_state_space(load(arguments.story), budget))
        difference = disagreement(graph, budget)
    if difference is None:
        states, transitions = counted(len(graph.states), "state"), counted(len(graph.edges), "transition")
        write_result(f"the runtime agrees: {states}, {transitions}")
        return ExitCode.SUCCESS
    choices = " > ".join(difference.choices) or "the start"
    write_message(f"the runtime disagrees after {choices}: {difference.what}")
    return ExitCode.SAVE_REFUSED
