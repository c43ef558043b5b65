"""A drawing of the scenes for Mermaid, which Markdown pages show.

Boxes are scenes, double boxes endings, rounded ones storylets; a frame holds an act. Arrows are `go`, dotted ones
`call`, `use` and `draw`, with the word on them; rules lead away from a diamond.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.show import safe_words
from engine.story.graph import DrawnEdge, drawn_edges
from engine.story.model import Story, Storylet
from engine.story.walk import Part, parts_by_act

ESCAPED = str.maketrans({letter: f"#{ord(letter)};" for letter in '"#<>&`\\[]{}()|*_~'})


def export(story: Story) -> str:
    """Draw the whole story as one flowchart."""
    return "".join(line + "\n" for line in _lines(story))


def _lines(story: Story) -> Iterator[str]:
    yield "flowchart TD"
    for number, (title, parts) in enumerate(parts_by_act(story)):
        yield from _act(number, title, parts)
    yield f'  begin(("{_safe(story.title)}")) --> {_node_id(story.start.text)}'
    if story.rules:
        yield '  rules{"whenever"}'
    yield from (_edge(edge) for edge in drawn_edges(story))


def _act(number: int, title: str, parts: tuple[Part, ...]) -> Iterator[str]:
    if not title:
        yield from ("  " + _node(part) for part in parts)
        return
    yield f'  subgraph act{number}["{_safe(title)}"]'
    yield from ("    " + _node(part) for part in parts)
    yield "  end"


def _node(part: Part) -> str:
    if isinstance(part, Storylet):
        return f'{_node_id(part.id.text)}("{_safe(part.title or part.id.text)}")'
    if part.ending is not None:
        return f'{_node_id(part.id.text)}[["{_safe(part.ending.text)}"]]'
    return f'{_node_id(part.id.text)}["{_safe(part.title or part.id.text)}"]'


def _edge(edge: DrawnEdge) -> str:
    source, target = _node_id(edge.source) if edge.source else "rules", _node_id(edge.target)
    arrow = "-->" if edge.kind in ("go", "rule") else f"-. {edge.kind} .->"
    return f"  {source} {arrow} {target}"


def _node_id(name: str) -> str:
    """Return a node's id, which can be no word of Mermaid's own, such as `end`."""
    return f"s_{name}"


def _safe(text: str) -> str:
    """Write a text so that nothing in it is markup, with Mermaid's entity codes."""
    return safe_words(text).translate(ESCAPED)
