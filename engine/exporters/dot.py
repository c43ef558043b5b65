"""A drawing of the scenes for Graphviz (`dot -Tsvg`).

Boxes are scenes, double boxes endings, rounded ones storylets; a frame holds an act. Lines are `go`, dashed
ones `call`, dotted ones `use` and `draw`; rules lead away from a diamond.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.show import safe_words
from engine.story.graph import DrawnEdge, drawn_edges
from engine.story.model import Story, Storylet
from engine.story.walk import Part, parts_by_act

STYLES = {"go": "solid", "call": "dashed", "use": "dotted", "draw": "dotted", "rule": "bold"}
RULES = "whenever:"
"""The diamond all rules lead away from; no scene can have this name."""


def export(story: Story) -> str:
    """Draw the whole story as one directed graph."""
    return "".join(line + "\n" for line in _lines(story))


def _lines(story: Story) -> Iterator[str]:
    yield f"digraph {_quoted(story.id)} {{"
    yield f"  label={_quoted(story.title)};"
    yield '  node [shape=box, fontname="sans-serif"];'
    for number, (title, parts) in enumerate(parts_by_act(story)):
        yield from _act(number, title, parts)
    yield f"  {_quoted(story.start.text)} [penwidth=3];"
    if story.rules:
        yield f"  {_quoted(RULES)} [shape=diamond, label=whenever];"
    yield from (_edge(edge) for edge in drawn_edges(story))
    yield "}"


def _act(number: int, title: str, parts: tuple[Part, ...]) -> Iterator[str]:
    if not title:
        yield from ("  " + _node(part) for part in parts)
        return
    yield f"  subgraph cluster_{number} {{"
    yield f"    label={_quoted(title)};"
    yield from ("    " + _node(part) for part in parts)
    yield "  }"


def _node(part: Part) -> str:
    if isinstance(part, Storylet):
        return f"{_quoted(part.id.text)} [label={_quoted(part.title or part.id.text)}, style=rounded];"
    if part.ending is not None:
        return f"{_quoted(part.id.text)} [label={_quoted(part.ending.text)}, peripheries=2];"
    return f"{_quoted(part.id.text)} [label={_quoted(part.title or part.id.text)}];"


def _edge(edge: DrawnEdge) -> str:
    return f"  {_quoted(edge.source or RULES)} -> {_quoted(edge.target)} [style={STYLES[edge.kind]}];"


def _quoted(text: str) -> str:
    """Quote a text for Graphviz; a backslash would begin one of its escapes."""
    return '"' + safe_words(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
