"""The raw files of a story into trees of nodes, with every mistake of this stage in every file named at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.order import sort_diagnostics
from engine.diagnostics.span import Span
from engine.source.composer import compose_nodes
from engine.source.decode import decode
from engine.source.messages.structure import not_a_mapping, story_too_long
from engine.source.nodes import Mapping, Scalar, SourceFile
from engine.source.pitfalls.find import find_pitfalls
from engine.source.texts import SourceText

VALUES_LIMIT = 100_000
"""Keys and values all files of a story may have together."""
LINES_LIMIT = 100_000
"""Lines all files of a story may have together."""


@dataclass(frozen=True, slots=True)
class Composition:
    """The files of a story as nodes; a file with an error is not among them."""

    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    lines: dict[str, tuple[str, ...]]
    """The lines of every file by its shown path, for excerpts and mends."""


def compose(texts: Iterable[SourceText]) -> Composition:
    """Every file understood as YAML and no further; raises nothing."""
    files: list[SourceFile] = []
    found: list[Diagnostic] = []
    lines: dict[str, tuple[str, ...]] = {}
    values_left, lines_left = VALUES_LIMIT, LINES_LIMIT
    for source in texts:
        text, refused = decode(source.path, source.data)
        written = lines[source.path] = tuple(text.split("\n"))
        found.extend(refused)
        lines_left -= len(written)
        if lines_left < 0:
            found.append(story_too_long(Span(source.path, 1, 1, 1, 1), "lines"))
            break
        file, faults, count = _compose_file(source, written, values_left)
        values_left -= count
        found.extend(faults)
        if file is not None and not refused:
            files.append(file)
    return Composition(tuple(files), sort_diagnostics(found), lines)


def _compose_file(
    source: SourceText, lines: tuple[str, ...], budget: int
) -> tuple[SourceFile | None, list[Diagnostic], int]:
    trapped = find_pitfalls(source.path, lines)
    harmless = tuple(trapped.lines)
    composed = compose_nodes(source.path, "\n".join(harmless), harmless, budget)
    root = composed.root
    found = [_surely_mended(fault, composed.diagnostics) for fault in trapped.diagnostics] + composed.diagnostics
    if root is None or (isinstance(root, Scalar) and not root.text and root.style == "plain"):
        root = Mapping((), Span(source.path, 1, 1, 1, 1))
    if not isinstance(root, Mapping):
        found = found or [not_a_mapping(root.span)]
        return None, found, composed.count
    if any(fault.severity == "error" for fault in found):
        return None, found, composed.count
    return SourceFile(source.path, source.is_root, lines, root), found, composed.count


def _surely_mended(fault: Diagnostic, composed: Sequence[Diagnostic]) -> Diagnostic:
    """The fault without its mend if YAML stumbles over the lines of the mend, or the one below them, all the same."""
    mend = fault.mend
    stumbled = (found.span.line for found in composed if found.code == "not-yaml")
    if mend and any(mend.first <= line <= mend.last + 1 for line in stumbled):
        return replace(fault, mend=None)
    return fault
