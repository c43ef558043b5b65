"""The measures can be run by name, and their tables can be read."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import benchmarks
from benchmarks._timing import against_first, interleaved, rendered
from engine.cli.commands.new import STARTER
from engine.discovery import load_plug, plug_names

TOP = Path(__file__).parent.parent
TABLE = """\
waiting
  nothing     1.0 ms        1.0 ×
  a story  1500.0 ms    1,500.0 ×
  a word      5.0 µs        0.0 ×
  (times nothing)
"""


def test_every_module_of_the_folder_is_a_measure() -> None:
    names = plug_names(list(benchmarks.__path__))
    assert {"cold_start", "turns"} <= set(names)
    assert all(callable(load_plug(benchmarks.__name__, name).measure) for name in names)


def test_a_table_shows_times_and_their_ratio_to_the_first() -> None:
    medians = {"nothing": 0.001, "a story": 1.5, "a word": 0.000005}
    assert rendered(against_first("waiting", medians, "times nothing")) == TABLE


def test_each_is_measured_in_turn_and_the_first_round_is_not_counted() -> None:
    taken: list[str] = []

    def measured(name: str, seconds: list[float]) -> Callable[[], float]:
        def once() -> float:
            taken.append(name)
            return seconds[taken.count(name) - 1]

        return once

    medians = interleaved({"a": measured("a", [99, 1, 2, 9]), "b": measured("b", [99, 5, 5, 5])}, 3)
    assert medians == {"a": 2, "b": 5}
    assert taken == ["a", "b"] * 4


def test_a_measure_runs_on_a_story() -> None:
    words = [sys.executable, "-m", "benchmarks", "turns", "--story", str(STARTER)]
    ended = subprocess.run(words, cwd=TOP, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    assert "a turn with its frame" in ended.stdout


def test_a_story_with_faults_is_refused_in_words(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "benchmarks", "turns", "--story", str(tmp_path)]
    ended = subprocess.run(words, cwd=TOP, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert "missing-story" in ended.stderr
    assert "Traceback" not in ended.stderr
