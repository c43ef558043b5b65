"""A refusal in YAML's words into a diagnostic in the author's, at the place where the mistake is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.source.dashes import line_span, misplaced_line
from engine.source.events import Mark, MarkedYAMLError, YAMLError
from engine.source.messages.pitfalls import unclosed_quote
from engine.source.messages.structure import directive, empty_escape, line_without_key, not_yaml

_SAID: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "this colon begins a value where none can stand",
     "check the indentation, or put text with a colon under `text: |`"),
    ("could not find expected ':'", "this line is neither `key: value` nor part of the text above",
     "end the key with a colon, or indent the line as text"),
    ("block collection: expected <block end>", "this line is not part of the list it stands in",
     "begin it with `- `, or set it level with the list's key"),
    ("block mapping: expected <block end>", "this line does not line up with the lines above",
     "indent it like the other keys of its mapping"),
    ("expected ',' or", "this `{` or `[` is not closed as it should be",
     "close it, and part its items with commas"),
    ("unknown escape", "a backslash between double quotation marks begins no escape that YAML knows",
     "write `\\\\` for a backslash"),
    ("hexadecimal", "an escape between double quotation marks is not complete", "write the character itself"),
    ("sequence entries", "a list cannot begin on this line", "put `- ` on a line of its own below the key"),
    ("comment or a line break", "nothing can follow `|` or `>` on its line", "put the text on the next line, indented"),
)  # fmt: skip

_KEY = re.compile(r"\s*[^\s#:'\"][^:]*:(?:\s|$)")
_IN_ESCAPE = {"unknown escape": 1, "hexadecimal": 2, "invalid Unicode character": 2}
"""Problems that YAML sees inside an escape, and how many characters of it stand before."""

_AT_THE_START = ("directive", "could not find expected ':'", "unexpected end of stream", "expected ',' or")


def syntax_fault(trouble: YAMLError, file: str, lines: tuple[str, ...]) -> Diagnostic:
    """What a YAML error means, at the line that caused it rather than the one where the parser gave up."""
    if not isinstance(trouble, MarkedYAMLError):
        return not_yaml(Span(file, 1, 1, 1, 1))
    problem = f"{trouble.context or ''}: {trouble.problem or ''}"
    span = _place(trouble, problem, file, lines)
    if "directive" in problem:
        return directive(span)
    if "invalid Unicode character" in problem:
        return empty_escape(span)
    if "quoted scalar: found unexpected" in problem:
        return unclosed_quote(span)
    if placed := misplaced_line(lines, span.line - 1, problem):
        at, message, helps = placed
        return not_yaml(line_span(file, lines, at), message, helps)
    if _SAID[0][0] in problem and (above := keyless_above(lines, span.line - 1)) is not None:
        return line_without_key(file, above + 1, lines[above])
    for words, message, helps in _SAID:
        if words in problem:
            return not_yaml(span, message, helps)
    return not_yaml(span)


def keyless_above(lines: Sequence[str], at: int) -> int | None:
    """The line that makes the key of the next one stand where none can: one without a key of its own."""
    above = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), None)
    if above is None or not _KEY.match(lines[at]):
        return None
    said = lines[above]
    is_key = _KEY.match(said) or said.lstrip().startswith(("- ", "#", "|", ">", '"', "'"))
    is_level = len(said) - len(said.lstrip()) <= len(lines[at]) - len(lines[at].lstrip())
    return above if is_level and not is_key else None


def _place(trouble: MarkedYAMLError, problem: str, file: str, lines: tuple[str, ...]) -> Span:
    mark: Mark | None = trouble.problem_mark or trouble.context_mark
    if any(words in problem for words in _AT_THE_START) and trouble.context_mark is not None:
        mark = trouble.context_mark
    if mark is None:
        return Span(file, 1, 1, 1, 1)
    line = min(mark.line, max(0, len(lines) - 1))
    column = mark.column if line == mark.line else 0
    column -= next((before for words, before in _IN_ESCAPE.items() if words in problem), 0)
    return Span(file, line + 1, column + 1, line + 1, column + 2)
