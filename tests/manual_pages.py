"""The stories of the manual's pages, and the codes that the engine's source can say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from engine import manual

ENGINE = Path(__file__).parent.parent / "engine"
_COUNTED = re.compile(r"^(?P<line>.*)\n *# and so on to (?P<last>\d+)$", re.MULTILINE)
_NUMBER = re.compile(r"\d+")


def has_story(code: str) -> bool:
    """Say whether a page shows a story; what is wrong with files rather than with their words cannot be shown."""
    return "\n## Fails\n" in manual.page(code)


def failing(code: str) -> str:
    """Return the story on a page that has the mistake."""
    return _counted_out(_fenced(code, "yaml"))


def mended(code: str) -> str:
    """Return the failing story with the page's mend made.

    Raises:
        ValueError: the lines that the mend takes away or leaves are not in the story, or in several places of it.
    """
    lines = _fenced(code, "diff").splitlines()
    story = _fenced(code, "yaml")
    for hunk in "\n".join(lines).split("\n@@\n"):
        story = _with_hunk(story, hunk.splitlines())
    return _counted_out(story)


def _with_hunk(story: str, hunk: list[str]) -> str:
    before = "".join(f"\n{line[1:]}" for line in hunk if line[:1] != "+")
    after = "".join(f"\n{line[1:]}" for line in hunk if line[:1] != "-")
    places = f"\n{story}".count(f"{before}\n")
    if places != 1 or before == after:
        raise ValueError(f"{places} places for the mend {hunk}")
    return f"\n{story}".replace(f"{before}\n", f"{after}\n").removeprefix("\n")


def _fenced(code: str, language: str) -> str:
    """Return the text of a page's one block in a language, with a line end behind every line."""
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", manual.page(code), re.MULTILINE | re.DOTALL)
    assert isinstance(block, str)
    return block


def _counted_out(story: str) -> str:
    """Write a line once more for each number up to that in the comment below it."""

    def repeated(found: re.Match[str]) -> str:
        first, line = _NUMBER.search(found["line"]), found["line"]
        assert first is not None
        numbers = range(int(first[0]), int(found["last"]) + 1)
        return "\n".join(_NUMBER.sub(str(number), line) for number in numbers)

    return _COUNTED.sub(repeated, story)


def codes_said_in(folder: Path) -> list[str]:
    """Return the code of every place in the source of a folder where a diagnostic is made, sorted."""
    return sorted(code for module in folder.rglob("*.py") for code in _codes(ast.parse(module.read_text("utf-8"))))


def _codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = [node.func, *node.args][: 1 + (ast.unparse(node.func) == "partial")]
        if ast.unparse(called[-1]) == "Diagnostic":
            code = node.args[len(called) - 1]
            assert isinstance(code, ast.Constant) and isinstance(code.value, str), ast.unparse(node)
            yield code.value
