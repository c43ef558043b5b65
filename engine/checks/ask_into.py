"""An answer is asked for and there is no text to keep it in."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import name_hints
from engine.expressions.language.kinds import TextKind
from engine.story.analysis.story_analysis import StoryAnalysis


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every `ask` into something that is no text variable."""
    kinds = {variable.name.text: variable.kind for variable in analysis.story.variables}
    texts = [name for name, kind in kinds.items() if isinstance(kind, TextKind)]
    hint = name_hints(texts)
    for into in analysis.answer_variables:
        if into.text in texts:
            continue
        if into.text in kinds:
            message = f"`{into.text}` is no text, and an answer is kept in a text"
        else:
            message = f"no variable is called `{into.text}`"
        help_text = hint(into.text) or "declare it under `vars:` as `text`"
        yield Diagnostic("ask-into", message, into.span, help_text)
