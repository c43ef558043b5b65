"""Whatever stopped a command, told in a sentence, with the exit code it means."""

from __future__ import annotations

from collections.abc import Mapping

from engine.cli._streams import remark
from engine.diagnostics.diagnostic import StoryError
from engine.diagnostics.show import safe
from engine.errors import EnvironmentFault, SamarraError

REFUSED = 1
INTERRUPTED = 130
DEBUG = "SAMARRA_DEBUG"


def failed(trouble: BaseException, environment: Mapping[str, str]) -> int:
    """Tells what went wrong on stderr; a fault of our own shows where it happened only to who asks for it."""
    match trouble:
        case StoryError(diagnostics=diagnostics, lines=lines):
            from engine.diagnostics.render.text import render

            remark(render(diagnostics, lines))
            return REFUSED
        case SamarraError():
            remark(f"samarra: {trouble}")
            return trouble.exit_code
        case OSError():
            remark(f"samarra: {_system_words(trouble)}")
            return EnvironmentFault.exit_code
        case KeyboardInterrupt():
            return INTERRUPTED
    if environment.get(DEBUG):
        import traceback

        remark("".join(traceback.format_exception(trouble)))
    remark(f"samarra: this is a fault of samarra itself, not of the story; please report it with what {DEBUG}=1 adds")
    return REFUSED


def _system_words(trouble: OSError) -> str:
    words = (trouble.strerror or "the system refuses").lower()
    return f"{safe(str(trouble.filename))}: {words}" if trouble.filename else words
