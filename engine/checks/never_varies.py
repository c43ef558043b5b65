"""A condition always holds, or never does."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.expressions.language.kinds import bounds
from engine.expressions.language.symbols import taken_choice
from engine.expressions.semantics.intervals import Interval, interval_of
from engine.language import FARTHEST
from engine.story.analysis.story_analysis import StoryAnalysis


def check_bodies(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every guard whose interval is a single value; promises are no guards."""
    intervals = _variable_intervals(analysis)

    def reach(symbol: str) -> Interval:
        return intervals.get(symbol, (0, FARTHEST if taken_choice(symbol) is None else 1))

    for guard in analysis.resolved.guards:
        low, high = interval_of(guard.term, reach)
        if low == high:
            message = "this condition always holds" if low else "this condition never holds"
            help_text = "look at the ranges of what it reads, or take the condition away"
            yield Diagnostic("never-varies", message, guard.span, help_text, "warning")


def _variable_intervals(analysis: StoryAnalysis) -> dict[str, Interval]:
    """Return the interval of each variable: its whole range if a statement changes it."""
    intervals: dict[str, Interval] = {}
    for variable in analysis.story.variables:
        name, start = variable.name.text, variable.start
        if name in analysis.resolved.variables_changed:
            intervals[name] = bounds(variable.kind)
        elif isinstance(start, int):
            intervals[name] = (start, start)
    return intervals
