"""`samarra stats`: how long a story is, and how much of it answers to what the player did."""

from __future__ import annotations

import argparse
from statistics import median
from typing import TYPE_CHECKING, Any

from engine.cli.parsing import Parsers
from engine.cli.streams import write_message, write_result
from engine.cli.support.budget_options import add_caps, budget_of, spending
from engine.cli.support.options import add_story
from engine.diagnostics.json_text import json_text
from engine.diagnostics.show import counted
from engine.errors import ExitCode, LimitError

if TYPE_CHECKING:
    from engine.program.model import Program
    from engine.prove.budget import Budget
    from engine.prove.witnesses.witness import Witness
    from engine.story.statistics import StoryStatistics

WORDS_A_MINUTE = 260
"""Of English fiction, read in silence: the mean of the studies Brysbaert went through in 2019."""
NOT_WHOLE = "not known: the story was not searched whole"
NO_GAME = "none: no game that was tried comes to an ending so"
ENDLESS = "endless: a player can go round in circles, so none is the longest"
NOT_KNOWN = {"shortest": None, "longest": None}
NOT_SEEN = dict.fromkeys(NOT_KNOWN, NOT_WHOLE)
NAMES = {
    "words": "words of scenes, in every variant",
    "note_words": "words of notes",
    "scenes": "scenes",
    "notes": "notes",
    "endings": "endings",
    "choices": "choices",
    "words_per_scene": "words of a scene (least, median, most)",
    "words_before_choices": "words before the choices of a scene (least, median, most)",
    "choices_per_scene": "choices of a scene that has some (least, median, most)",
    "varying_scenes": "scenes whose prose varies",
    "changing_choices": "choices that change state",
    "shortest": "shortest playthrough",
    "longest": "longest playthrough",
}


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("stats", help="count a story", description="Counts words, scenes and choices.")
    add_story(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the figures are written")
    add_caps(parser)


def run(arguments: argparse.Namespace) -> int:
    from engine.pipeline import build_sound
    from engine.story.statistics import story_statistics

    with spending(budget_of(arguments)) as budget:
        story = build_sound(arguments.story)
        played, missing, limit = _played(story.program, budget)
        figures = {**_counted(story_statistics(story.resolved)), **played}
    if arguments.format == "json":
        write_result(json_text(figures, indent=2))
    else:
        write_result(
            "\n".join(f"{NAMES[name]:58} {_shown(value, missing.get(name, ''))}" for name, value in figures.items())
        )
    if limit:
        write_message(f"samarra: {limit}")
        return ExitCode.LIMIT
    return ExitCode.SUCCESS


def _counted(tally: StoryStatistics) -> dict[str, Any]:
    scenes = tally.scenes
    asking = [scene for scene in scenes if scene.choices]
    choices = sum(scene.choices for scene in scenes)
    return {
        "words": sum(scene.words for scene in scenes),
        "note_words": tally.note_words,
        "scenes": len(scenes),
        "notes": tally.notes,
        "endings": sum(scene.is_ending for scene in scenes),
        "choices": choices,
        "words_per_scene": _spread([scene.words for scene in scenes]),
        "words_before_choices": _spread([scene.opening_words for scene in asking]),
        "choices_per_scene": _spread([scene.choices for scene in asking]),
        "varying_scenes": _share(sum(scene.varies for scene in scenes), len(scenes)),
        "changing_choices": _share(sum(scene.changing_choices for scene in scenes), choices),
    }


def _spread(counts: list[int]) -> dict[str, float]:
    return {"least": min(counts, default=0), "median": median(counts) if counts else 0, "most": max(counts, default=0)}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def _played(program: Program, budget: Budget) -> tuple[dict[str, Any], dict[str, str], str]:
    """Return what there is to read in the games with the fewest and the most turns, and why what is missing is.

    Third is the limit that was reached, if one was.
    """
    try:
        figures, missing = _extremes(program, budget)
        return figures, missing, budget.limit_hit.sentence if budget.limit_hit else ""
    except LimitError as limit:
        return NOT_KNOWN, NOT_SEEN, str(limit)
    except MemoryError:
        return NOT_KNOWN, NOT_SEEN, budget.record_out_of_memory().sentence


def _extremes(program: Program, budget: Budget) -> tuple[dict[str, Any], dict[str, str]]:
    from engine.prove.prover import story_state_space
    from engine.prove.results.shortest_longest import is_endless, longest_game, shortest_game
    from engine.prove.search.search import explore

    found = explore(story_state_space(program, budget), budget)
    if found.stop_reason:
        return NOT_KNOWN, NOT_SEEN
    budget.begin("looking for the shortest and the longest playthrough", lambda: f"{len(found.states):,} states")
    figures = {"shortest": _read(program, shortest_game(found)), "longest": _read(program, longest_game(found))}
    missing = {name: NO_GAME for name, figure in figures.items() if figure is None}
    return figures, missing | ({"longest": ENDLESS} if is_endless(found) else {})


def _read(program: Program, game: Witness | None) -> dict[str, Any] | None:
    from engine.runtime.journal import reprint_page
    from engine.runtime.prose_printer import paragraphs

    if game is None:
        return None
    befores = [None, *(step.state for step in game.steps)]
    pages = (reprint_page(program, before, step) for before, step in zip(befores, game.steps, strict=False))
    words = sum(len(paragraph.split()) for page in pages for paragraph in paragraphs(page.chunks))
    return {"turns": len(game.choices), "words": words, "minutes": round(words / WORDS_A_MINUTE)}


def _shown(value: Any, missing: str) -> str:
    if value is None:
        return missing
    match value:
        case {"turns": turns, "words": words, "minutes": minutes}:
            length = f"{counted(words, 'word')} in {counted(turns, 'turn')}"
            return f"{length}, about {counted(minutes, 'minute')}"
        case {"least": least, "median": middle, "most": most}:
            return f"{least}, {middle:g}, {most}"
        case number:
            return f"{number:.0%}" if isinstance(number, float) else f"{number:,}"
