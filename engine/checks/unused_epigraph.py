"""An epigraph is written and never shown.

Nothing shows an epigraph by itself: the `opening`, an act or a scene names it. Name it there, or take it
away.

Fails::

    story: The king
    start: throne
    epigraphs:
      ecclesiastes: {text: A living dog is better than a dead lion., source: Ecclesiastes 9.4}
    scenes:
      throne:
        ending: The throne

Passes::

    story: The king
    start: throne
    epigraphs:
      ecclesiastes: {text: A living dog is better than a dead lion., source: Ecclesiastes 9.4}
    scenes:
      throne:
        epigraph: ecclesiastes
        ending: The throne
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Every epigraph that nothing names; none while a name is wrong, since that may be the one."""
    written = {epigraph.id.text for epigraph in survey.story.epigraphs}
    shown = {named.text for named in survey.epigraphs}
    if not shown <= written:
        return
    for epigraph in survey.story.epigraphs:
        if epigraph.id.text not in shown:
            message = f"the epigraph `{epigraph.id.text}` is never shown"
            helping = f"give a scene or an act `epigraph: {epigraph.id.text}`"
            yield Diagnostic("unused-epigraph", message, epigraph.id.span, helping, "warning")
