"""The author's manual: one Markdown page a diagnostic, in the file named by its code.

A page opens with one sentence on what is wrong. Under `Fails` it has a story with that mistake, under `Mended` the
lines of the story to take away and to add, with the lines around them. A comment `# and so on to 201` repeats the line
above it for each number up to that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent


def codes() -> tuple[str, ...]:
    """Return the code of every diagnostic, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.md")))


def page(code: str) -> str:
    """Return the page of one of the `codes`, as Markdown."""
    return (_FOLDER / f"{code}.md").read_text(encoding="utf-8")


def sentence(code: str) -> str:
    """Return the first sentence of a page."""
    return page(code).split("\n", 3)[2]


def plain_page(code: str) -> str:
    """Return a page as text for a terminal."""
    return "\n".join(_plain(page(code).splitlines())) + "\n"


def _plain(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines without Markdown's marks: text between fences is indented, and `…` separates the hunks of a mend."""
    is_fenced = False
    for line in lines:
        if line.startswith("```"):
            is_fenced = not is_fenced
        elif is_fenced:
            yield f"    {'…' if line == '@@' else line}".rstrip()
        elif line.startswith("## "):
            yield f"{line[3:]}:"
        else:
            yield line.removeprefix("# ")
