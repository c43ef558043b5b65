"""The measures can be run by name, and their tables and results can be read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import benchmarks
from benchmarks import _model, cold_start, proofs, reading, saves, set_up, terminal, turns
from benchmarks.__main__ import NAMES, main
from benchmarks._measure import Cost, Row, Table, format_table, interleave, rows_against_first, slope
from benchmarks._peers import peer_measures
from benchmarks._results import changes, read_results, write_results
from engine.cli.commands.new import STARTER
from engine.discovery import load_plug

TOP = Path(__file__).parent.parent
TABLE = """\
waiting
  nothing     1.0 ms cpu    2.0 ms wall      1.00 ×
  a story      1.5 s cpu     1.5 s wall  1,500.00 ×  MiB 12.50
  a word      5.0 µs cpu    5.0 µs wall      0.01 ×
  (times nothing)
"""
SMALL: dict[ModuleType, dict[str, object]] = {
    cold_start: {"ROUNDS": 1, "FEW": 10, "SOME": 20, "MANY": 30},
    terminal: {"ROUNDS": 1, "SCENES": 20},
    reading: {"ROUNDS": 1, "SOME": 10, "MANY": 20},
    turns: {"ROUNDS": 1, "TURNS": 20, "SCENES": 20},
    saves: {"ROUNDS": 1, "SCENES": (10, 20), "EARLY": 5, "LATE": 60, "LATE_IN": 20},
    proofs: {"ROUNDS": 1, "SECONDS": 1},
    set_up: {"ROUNDS": 1, "SIZES": (10, 20, 40)},
    _model: {"HIGH": 1},
}
"""What makes the measures small, to see that they run."""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, values in SMALL.items():
        for name, value in values.items():
            monkeypatch.setattr(module, name, value)


def test_every_module_of_the_folder_is_a_measure() -> None:
    assert {"cold_start", "proofs", "reading", "saves", "terminal", "turns"} <= set(NAMES)
    assert all(callable(load_plug(benchmarks.__name__, name).measure) for name in NAMES)


def waiting(story: float) -> Table:
    costs = {"nothing": Cost(0.002, 0.001), "a story": Cost(1.5, story), "a word": Cost(0.000005, 0.000005)}
    return Table("waiting", rows_against_first(costs, {"a story": {"MiB": 12.5}}), "times nothing")


def test_a_table_shows_times_their_ratio_to_the_first_and_what_else_was_measured() -> None:
    assert format_table(waiting(1.5)) == TABLE


def test_each_is_measured_in_turn_and_the_first_round_is_not_counted() -> None:
    names: list[str] = []

    def measure(name: str, seconds: list[float]) -> Callable[[], Cost]:
        def once() -> Cost:
            names.append(name)
            return Cost(seconds[names.count(name) - 1], 1)

        return once

    medians = interleave({"a": measure("a", [99, 1, 2, 9]), "b": measure("b", [99, 5, 5, 5])}, 3)
    assert medians == {"a": Cost(2, 1), "b": Cost(5, 1)}
    assert names == ["a", "b"] * 4


def test_a_slope_is_the_power_that_a_cost_grows_with() -> None:
    assert slope((10, 100, 1_000), [Cost(0, 1), Cost(0, 7), Cost(0, 100)]) == pytest.approx(1)
    assert slope((10, 1_000), [Cost(0, 5), Cost(0, 5)]) == 0


def test_results_are_kept_in_a_file_and_compared_with_older_ones(tmp_path: Path) -> None:
    file = tmp_path / "kept" / "results.json"
    write_results([waiting(1.5), Table("other", [Row("a", Cost(1, 1), 1)], "")], file)
    before = read_results(file)
    assert list(changes(waiting(1.5), before)) == [f"      1.00 of before  {name}" for name in
        ("nothing", "a story", "a story: MiB", "a word")]  # fmt: skip
    assert list(changes(waiting(0.75), before))[1] == "  -   0.50 of before  a story"
    assert list(changes(waiting(3.0), before))[1] == "  +   2.00 of before  a story"
    assert list(changes(waiting(1.5), {})) == []
    write_results([waiting(3.0)], file)
    assert set(read_results(file)) == {"waiting", "other"}


def test_a_file_without_results_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    for name in ("other.json", "missing.json"):
        assert main(["turns", "--against", str(tmp_path / name)]) == 2
        assert name in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="processes are measured as Unix counts them")
@pytest.mark.parametrize("name", NAMES)
def test_a_measure_runs_and_its_results_are_kept(
    name: str, small: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "results.json"
    assert main([name, "--story", str(STARTER), "--results", str(file)]) == 0
    (table,) = read_results(file).values()
    assert len(table) > 2 and all(row["cpu"] > 0 for row in table.values())
    assert all(row in capsys.readouterr().out for row in list(table)[:1])
    assert json.loads(file.read_text(encoding="utf-8"))["python"]


def test_the_model_has_the_states_that_a_search_finds(small: None, tmp_path: Path) -> None:
    assert _model.count_states() > 1_000


@pytest.mark.skipif(sys.platform == "win32", reason="a driver is an executable file")
def test_a_driver_of_another_engine_is_measured_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PEERS", raising=False)
    assert peer_measures("turn", tmp_path) == {}
    (tmp_path / "drivers").mkdir()
    for name, text in {"quick": 'test "$1" = turn && echo 2.5 0.5', "broken": "echo no"}.items():
        driver = tmp_path / "drivers" / f"{name}.sh"
        driver.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        driver.chmod(0o755)
    monkeypatch.setenv("PEERS", str(tmp_path))
    assert {name: measure() for name, measure in peer_measures("turn", tmp_path).items()} == {"quick": Cost(2.5, 0.5)}
    assert peer_measures("start", tmp_path) == {}


def test_a_story_with_faults_is_refused_in_words(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "benchmarks", "turns", "--story", str(tmp_path)]
    ended = subprocess.run(words, cwd=TOP, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert "missing-story" in ended.stderr
    assert "Traceback" not in ended.stderr
