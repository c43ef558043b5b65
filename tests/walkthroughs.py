"""Keeps `saves/walkthroughs`: a script and a save for each ending of the story that comes with samarra.

`python -m tests.walkthroughs` (or `make walkthroughs`) looks for a game to every ending whose script is missing or no
longer gets there, and records every script anew. A script that still holds is left as it is, whoever wrote it.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import engine
from engine.cli.commands.record import record_script
from engine.program.model import Program
from engine.replay.script import ScriptError, read_script, run_script, script_of
from engine.runtime.journal import PickedChoice, Step, play_move
from engine.runtime.turn import is_over, machine_of, options_of, start
from engine.saves.format.save_file import encode

ROOT = Path(__file__).parent.parent
STORY = ROOT / "story"
FOLDER = ROOT / "saves" / "walkthroughs"
SEED = 0
GAMES = 50_000
"""Games that are looked at before an ending is given up."""
ENOUGH = 25
"""Games to an ending that are compared."""
FROM_THE_START = 0.5
"""How often a game begins at the start of the story, and not at a scene that was seldom seen."""

Game = tuple[Step, ...]


def endings(program: Program) -> tuple[str, ...]:
    return tuple(scene.id for scene in program.scenes if scene.ending)


def ending_of(program: Program, game: Game) -> str | None:
    """The ending a game has come to."""
    state = game[-1].state
    return machine_of(program).scene_at(state.point).id if is_over(program, state) else None


def followed(program: Program, script: Path) -> Game | None:
    """The game a script makes, if it can still be followed."""
    try:
        return run_script(program, SEED, read_script(script.read_text(encoding="utf-8")))
    except (OSError, ScriptError):
        return None


def explored(program: Program, chance: random.Random, games: int) -> Iterator[Game]:
    """Games to some ending, made by chance of choices not picked yet; many go on from scenes that were seldom seen."""
    first: Game = (Step(None, start(program, SEED)),)
    reached, seen = {"": first}, Counter({"": 1})
    for _ in range(games):
        rare = chance.choices(list(reached), [1 / seen[scene] for scene in reached])[0]
        game = list(first if chance.random() < FROM_THE_START else reached[rare])
        while (move := _next(program, game, chance)) is not None:
            game.append(Step(move, play_move(program, game[-1].state, move)))
            scene = machine_of(program).scene_at(game[-1].state.point).id
            seen[scene] += 1
            if chance.random() < 1 / seen[scene]:
                reached[scene] = tuple(game)
        yield tuple(game)


def _next(program: Program, game: list[Step], chance: random.Random) -> PickedChoice | None:
    picked = {step.move for step in game}
    offered = [option for option in options_of(program, game[-1].state) if option.is_open]
    moves = [PickedChoice(program.choices[option.choice].address) for option in offered]
    fresh = [move for move in moves if move not in picked] or moves
    return chance.choice(fresh) if fresh else None


def fullest(program: Program, wanted: set[str]) -> dict[str, Game]:
    """For each ending, of the games found that pick no choice twice (or least often), the longest."""
    found: dict[str, list[Game]] = {ending: [] for ending in wanted}
    for game in explored(program, random.Random(SEED), GAMES):
        found.get(ending_of(program, game) or "", []).append(game)
        if all(len(games) >= ENOUGH for games in found.values()):
            break
    return {ending: max(games, key=_fullness) for ending, games in found.items() if games}


def _fullness(game: Game) -> tuple[int, int]:
    moves = [step.move for step in game]
    return len(set(moves)) - len(moves), len(moves)


def main() -> int:
    program = engine.load(STORY)
    scripts = {ending: FOLDER / f"{ending}.txt" for ending in endings(program)}
    games = {ending: followed(program, script) for ending, script in scripts.items()}
    broken = {ending for ending, game in games.items() if game is None or ending_of(program, game) != ending}
    found = fullest(program, broken) if broken else {}
    for ending, game in found.items():
        scripts[ending].write_text(script_of(program, game), encoding="utf-8")
    for ending in sorted(broken - found.keys()):
        sys.stderr.write(f"no game found to {ending}\n")
    for ending, script in scripts.items():
        if ending not in broken or ending in found:
            save = replace(record_script(program, SEED, script), generation=1)
            script.with_suffix(".save").write_bytes(encode(save))
    return 1 if broken - found.keys() else 0


if __name__ == "__main__":
    sys.exit(main())
