"""Count a story."""

from __future__ import annotations

import argparse
from statistics import median
from typing import Any

from engine.cli.streams import write_message, write_result
from engine.cli.support.formats import RENDERERS, Result, add_format
from engine.cli.support.limits import add_caps, budget_of, spending
from engine.cli.support.options import add_story
from engine.diagnostics.show import counted
from engine.errors import ExitCode, LimitError
from engine.pipeline import build_sound
from engine.program.model import Program
from engine.prove.budget import Budget
from engine.prove.prover import story_state_space
from engine.prove.results.path_lengths import is_endless, longest_game, shortest_game
from engine.prove.search.search import explore
from engine.prove.witnesses.witness import Witness
from engine.runtime.journal import reprint_page
from engine.runtime.prose_printer import paragraphs
from engine.story.statistics import StoryStatistics, story_statistics

WORDS_A_MINUTE = 260
"""Of English fiction, read in silence: the mean of the studies Brysbaert reviewed in 2019."""
NOT_WHOLE = "not known: the story was not searched whole"
NO_GAME = "none: no game that was tried comes to an ending so"
ENDLESS = "endless: a player can go round in circles, so none is the longest"
NO_FIGURES = {"shortest": None, "longest": None}
ALL_NOT_WHOLE = dict.fromkeys(NO_FIGURES, NOT_WHOLE)
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

DESCRIPTION = "Counts words, scenes and choices."


def add(parser: argparse.ArgumentParser) -> None:
    add_story(parser)
    add_format(parser, what="the figures are")
    add_caps(parser)


def run(arguments: argparse.Namespace) -> int:
    with spending(budget_of(arguments)) as budget:
        story = build_sound(arguments.story)
        playthroughs, reasons, limit = _playthroughs(story.program, budget)
        figures = {**_figures(story_statistics(story.resolved)), **playthroughs}
    lines = (f"{NAMES[name]:58} {_figure_text(value, reasons.get(name, ''))}" for name, value in figures.items())
    write_result(RENDERERS[arguments.format](Result("\n".join(lines), figures)))
    if limit:
        write_message(f"samarra: {limit}")
        return ExitCode.LIMIT
    return ExitCode.SUCCESS


def _figures(statistics: StoryStatistics) -> dict[str, Any]:
    """Return what can be counted without playing."""
    scenes = statistics.scenes
    with_choices = [scene for scene in scenes if scene.choices]
    choices = sum(scene.choices for scene in scenes)
    return {
        "words": sum(scene.words for scene in scenes),
        "note_words": statistics.note_words,
        "scenes": len(scenes),
        "notes": statistics.notes,
        "endings": sum(scene.is_ending for scene in scenes),
        "choices": choices,
        "words_per_scene": _spread([scene.words for scene in scenes]),
        "words_before_choices": _spread([scene.opening_words for scene in with_choices]),
        "choices_per_scene": _spread([scene.choices for scene in with_choices]),
        "varying_scenes": round(sum(scene.varies for scene in scenes) / (len(scenes) or 1), 3),
        "changing_choices": round(sum(scene.changing_choices for scene in scenes) / (choices or 1), 3),
    }


def _spread(counts: list[int]) -> dict[str, float]:
    return {"least": min(counts, default=0), "median": median(counts) if counts else 0, "most": max(counts, default=0)}


def _playthroughs(program: Program, budget: Budget) -> tuple[dict[str, Any], dict[str, str], str]:
    """Return the shortest and the longest game, why one is missing, and the sentence of the limit hit, or empty."""
    try:
        figures, reasons = _shortest_longest(program, budget)
        return figures, reasons, budget.limit_hit.sentence if budget.limit_hit else ""
    except LimitError as limit:
        return NO_FIGURES, ALL_NOT_WHOLE, str(limit)
    except MemoryError:
        return NO_FIGURES, ALL_NOT_WHOLE, budget.record_out_of_memory().sentence


def _shortest_longest(program: Program, budget: Budget) -> tuple[dict[str, Any], dict[str, str]]:
    graph = explore(story_state_space(program, budget), budget)
    if graph.stop_reason:
        return NO_FIGURES, ALL_NOT_WHOLE
    budget.begin_work("looking for the shortest and the longest playthrough", lambda: f"{len(graph.states):,} states")
    figures = {"shortest": _length(program, shortest_game(graph)), "longest": _length(program, longest_game(graph))}
    reasons = {name: NO_GAME for name, figure in figures.items() if figure is None}
    return figures, reasons | ({"longest": ENDLESS} if is_endless(graph) else {})


def _length(program: Program, game: Witness | None) -> dict[str, Any] | None:
    """Return how long a game is: its turns, the words it prints, and the minutes to read them."""
    if game is None:
        return None
    befores = [None, *(step.state for step in game.steps)]
    pages = (reprint_page(program, before, step) for before, step in zip(befores, game.steps, strict=False))
    words = sum(len(paragraph.split()) for page in pages for paragraph in paragraphs(page.chunks))
    return {"turns": len(game.choices), "words": words, "minutes": round(words / WORDS_A_MINUTE)}


def _figure_text(value: Any, reason: str) -> str:
    """Return a figure as a reader sees it, or why it is missing."""
    if value is None:
        return reason
    match value:
        case {"turns": turns, "words": words, "minutes": minutes}:
            length = f"{counted(words, 'word')} in {counted(turns, 'turn')}"
            return f"{length}, about {counted(minutes, 'minute')}"
        case {"least": least, "median": middle, "most": most}:
            return f"{least}, {middle:g}, {most}"
        case number:
            return f"{number:.0%}" if isinstance(number, float) else f"{number:,}"
