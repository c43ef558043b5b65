"""Play a story's own walkthroughs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.cli.commands.record import SEED
from engine.cli.streams import write_message, write_result
from engine.cli.support.files import add_force, check_names, make_folder, read_text, write
from engine.cli.support.limits import add_caps, budget_of, spending
from engine.cli.support.options import add_story
from engine.diagnostics.show import counted, safe
from engine.errors import AccessError, ExitCode, SamarraError
from engine.pipeline import load
from engine.program.model import Program
from engine.prove.budget import Budget, BudgetSpentError
from engine.prove.prover import story_state_space
from engine.prove.search.search import explore
from engine.prove.witnesses.cover import covering_games
from engine.prove.witnesses.witness import Witness
from engine.replay.script import ScriptError, expectations, read_script, run_script, script_of, unmet_expectations

FOLDER = "walkthroughs"

DESCRIPTION = (
    "Plays every .txt of the story's `walkthroughs` folder: a choice's id a line, `= ` an answer, "
    "`> ` words that must be printed there, `! ` the ending that must be reached, `#` a comment."
)


def add(parser: argparse.ArgumentParser) -> None:
    add_story(parser)
    parser.add_argument("--walkthroughs", metavar="DIR", type=Path, help="another folder of walkthroughs")
    parser.add_argument("--cover", metavar="DIR", type=Path, help="write few walkthroughs that pick every choice")
    add_force(parser)
    add_caps(parser)


def run(arguments: argparse.Namespace) -> int:
    if arguments.cover is not None:
        with spending(budget_of(arguments)) as budget:
            program = load(arguments.story)
            games = _covering_games(program, budget)
        return _write_scripts(program, games, arguments.cover, arguments.force)
    program = load(arguments.story)
    scripts = _scripts(arguments)
    failed = 0
    for script in scripts:
        for line, what in _failures(program, script):
            failed += 1
            write_message(f"{safe(str(script))}:{line}: {what}")
    played, lines = counted(len(scripts), "walkthrough"), counted(failed, "line")
    write_result(
        f"{played} played, {lines} failed" if failed else f"{played} {'holds' if len(scripts) == 1 else 'hold'}"
    )
    return ExitCode.FINDINGS if failed else ExitCode.SUCCESS


def _scripts(arguments: argparse.Namespace) -> list[Path]:
    """Return the walkthroughs of the folder that was named, or of the story's own, which may not be a link."""
    story: Path = arguments.story
    folder = arguments.walkthroughs or (story if story.is_dir() else story.parent) / FOLDER
    if arguments.walkthroughs is None and folder.is_symlink():
        raise AccessError(f"{safe(str(folder))} is a link, and no link out of a story is followed")
    scripts = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not scripts:
        raise SamarraError(f"there are no walkthroughs in {safe(str(folder))}; each is a .txt of choices, a line each")
    return scripts


def _failures(program: Program, script: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the message of everything in a walkthrough that does not come true."""
    text = read_text(script)
    try:
        steps = run_script(program, SEED, read_script(text))
    except ScriptError as refusal:
        yield refusal.line, str(refusal)
        return
    yield from unmet_expectations(program, steps, expectations(text))


def _covering_games(program: Program, budget: Budget) -> tuple[Witness, ...]:
    graph = explore(story_state_space(program, budget), budget)
    if budget.limit_hit:
        raise BudgetSpentError(budget.limit_hit)
    budget.begin_work("looking for games that pick every choice", lambda: f"{len(graph.states):,} states")
    return covering_games(graph)


def _write_scripts(program: Program, games: Sequence[Witness], folder: Path, force: bool) -> int:
    files = [folder / f"cover-{number:02}.txt" for number in range(1, len(games) + 1)]
    check_names(files, force)
    make_folder(folder)
    for file, game in zip(files, games, strict=True):
        write(file, script_of(program, game.steps), force)
    verb = "picks" if len(games) == 1 else "pick"
    write_result(f"{counted(len(games), 'walkthrough')} {verb} every choice that can be picked")
    return ExitCode.SUCCESS
