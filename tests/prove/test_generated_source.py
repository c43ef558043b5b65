"""The source that is turned into functions holds numbers, operators and names made by the engine, and nothing else."""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.prove.analysis.goals import prose_goals
from engine.prove.results.promises import condition_of
from engine.prove.search import state_space as state_space_module
from engine.prove.search.codegen.compile import compile_functions
from engine.prove.search.state_space import state_space
from tests.prove.compiled import compiled
from tests.prove.stories import story_of

OURS = re.compile(
    r"[dnptw]\d+|s|v|w|q|r|t|u|x|n|out|first|holds|append|bit_count|increment|goal|diverge|F|ONE|min|max|abs|range|sum|map|bool"
    r"|RecursionError|turn|go|rest|representative"
)
HOSTILE = """\
vars:
  import_os: 0..9 = 3
  exec_it: false
  __builtins__: 0..9
  lambda_x: any of eval_me, system_rm = eval_me
scenes:
  hall:
    set: import_os += 1; exec_it = import_os > 4
    text: |
      "); __import__('os').system('true') #
    choices:
      - __import__('os').system('true'):
          id: os_system
          when: lambda_x has eval_me and visits(hall) < 3
          once: true
          set: import_os = random(0, 9)
          go: hall
      - quit(): exit_now
  exit_now:
    ending: raise SystemExit
whenever:
  - if: import_os == 9 and took(hall.os_system)
    go: exit_now
prove:
  - never: import_os == 8 and exec_it
""".replace("  __builtins__: 0..9\n", "")


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every source made while a test runs."""
    made: list[str] = []

    def record(source: str, *words: Any) -> dict[str, Callable[..., Any]]:
        made.append(source)
        return compile_functions(source, *words)

    monkeypatch.setattr(state_space_module, "compile_functions", record)
    return made


def not_ours(source: str) -> set[str]:
    """The words of a source that the engine does not use."""
    found = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NAME:
            is_ours = OURS.fullmatch(token.string) or keyword.iskeyword(token.string)
            found |= set() if is_ours else {token.string}
        elif token.type in (tokenize.STRING, tokenize.COMMENT, tokenize.ERRORTOKEN):
            found.add(token.string)
    return found


def test_no_text_of_an_author_reaches_the_source(sources: list[str]) -> None:
    program = compiled(HOSTILE)
    condition = condition_of(program.promises[0])
    assert condition is not None
    made = state_space(program, [condition], prose_goals(program))
    made.predicate(condition)
    assert len(sources) == 2
    assert {word for source in sources for word in not_ours(source)} == set()


def test_nothing_else_stands_in_the_source_of_any_generated_story(sources: list[str], tmp_path: Path) -> None:
    file = tmp_path / "story.yaml"
    for seed in range(40):
        file.write_text(story_of(seed), encoding="utf-8")
        try:
            program = engine.load(file)
        except engine.StoryError:
            continue
        state_space(program, goals=prose_goals(program))
    assert len(sources) > 20
    assert {word for source in sources for word in not_ours(source)} == set()


def test_a_word_that_is_not_ours_is_seen() -> None:
    assert not_ours("def p0(s): return system('rm')\n") == {"system", "'rm'"}


def test_the_functions_can_call_nothing_else() -> None:
    with pytest.raises(NameError):
        compile_functions("def holds(s): return open(s)\n", "<test>")["holds"]("x")
