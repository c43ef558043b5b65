"""Compose the files of a story into trees of nodes, and report every mistake of this stage in every file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from engine.diagnostics.diagnostic import Diagnostic, sort_diagnostics
from engine.diagnostics.span import Span
from engine.records import dataclass, replace
from engine.source.composer import FORBIDDEN, compose_nodes
from engine.source.gather import SourceText
from engine.source.messages import file_too_long, forbidden_character, not_a_mapping, not_utf8, story_too_long
from engine.source.nodes import Mapping, Scalar, SourceFile
from engine.source.pitfalls.find import find_pitfalls

NAMED_LIMIT = 20
"""Forbidden characters of one file that are reported; the rest is replaced without a word."""
LINES_LIMIT = 100_000
"""Lines a file may have."""
VALUES_LIMIT = 2_000_000
"""Keys and values all files of a story may have together: more than 20 MB of words have, less than fill the memory."""

_BLANK = re.compile("^[ \t]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Composition:
    """The files of a story as nodes, without those that have an error."""

    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    lines: dict[str, tuple[str, ...]]
    """The lines of every file by its shown path, for excerpts and mends."""


def compose(texts: Iterable[SourceText]) -> Composition:
    """Compose every file; raise nothing."""
    files: list[SourceFile] = []
    diagnostics: list[Diagnostic] = []
    lines_of: dict[str, tuple[str, ...]] = {}
    count = 0
    for source in texts:
        text, decoding_diagnostics = _decode(source.path, source.data)
        lines = lines_of[source.path] = tuple(text.split("\n"))
        diagnostics.extend(decoding_diagnostics)
        file, file_diagnostics, values = _compose_file(source, lines)
        diagnostics.extend(file_diagnostics)
        if file is not None and not decoding_diagnostics:
            files.append(file)
        count += values
        if count > VALUES_LIMIT:
            diagnostics.append(story_too_long(Span(source.path, 1, 1, 1, 1), VALUES_LIMIT))
            break
    return Composition(tuple(files), sort_diagnostics(diagnostics), lines_of)


def _compose_file(source: SourceText, lines: tuple[str, ...]) -> tuple[SourceFile | None, list[Diagnostic], int]:
    """Compose one file; return it unless it has an error, its diagnostics and the number of events it took."""
    if len(lines) > LINES_LIMIT:
        place = Span(source.path, LINES_LIMIT + 1, 1, LINES_LIMIT + 1, 1)
        return None, [file_too_long(place, LINES_LIMIT, "lines")], 0
    pitfalls = find_pitfalls(source.path, lines)
    harmless = tuple(pitfalls.lines)
    composed = compose_nodes(source.path, "\n".join(harmless), harmless)
    root = composed.root
    diagnostics = [_drop_unsure_mend(pitfall, composed.diagnostics) for pitfall in pitfalls.diagnostics]
    diagnostics += composed.diagnostics
    if root is None or (isinstance(root, Scalar) and not root.text and root.style == "plain"):
        root = Mapping((), Span(source.path, 1, 1, 1, 1))
    if not isinstance(root, Mapping):
        return None, diagnostics or [not_a_mapping(root.span)], composed.count
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        return None, diagnostics, composed.count
    return SourceFile(source.path, source.is_root, lines, root, composed.count), diagnostics, composed.count


def _drop_unsure_mend(pitfall: Diagnostic, composing: Sequence[Diagnostic]) -> Diagnostic:
    """Take the mend from a pitfall if YAML still fails in the lines of the mend or in the one below them."""
    mend = pitfall.mend
    failing_lines = (diagnostic.span.line for diagnostic in composing if diagnostic.code == "not-yaml")
    if mend and any(mend.first <= line <= mend.last + 1 for line in failing_lines):
        return replace(pitfall, mend=None)
    return pitfall


def decode_lines(source: SourceText) -> tuple[str, ...]:
    """Return the lines of a file that is not composed, for excerpts."""
    return tuple(_decode(source.path, source.data)[0].split("\n"))


def _decode(file: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """Decode a file: LF at line ends, blank lines empty, no byte order mark; the text is empty if it is not UTF-8."""
    try:
        text = data.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        return "", (not_utf8(_byte_place(file, data, error.start), data[error.start]),)
    text = _BLANK.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not FORBIDDEN.search(text):
        return text, ()
    return FORBIDDEN.sub("\ufffd", text), tuple(_report_forbidden(file, text))


def _report_forbidden(file: str, text: str) -> list[Diagnostic]:
    diagnostics = []
    line, line_start = 1, 0
    for match in FORBIDDEN.finditer(text):
        line += text.count("\n", line_start, match.start())
        line_start = text.rfind("\n", 0, match.start()) + 1
        column = match.start() - line_start + 1
        diagnostics.append(forbidden_character(Span(file, line, column, line, column + 1), match.group()))
        if len(diagnostics) == NAMED_LIMIT:
            break
    return diagnostics


def _byte_place(file: str, data: bytes, index: int) -> Span:
    before = data[:index].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Span(file, line, column, line, column + 1)
