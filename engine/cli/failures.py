"""Whatever stopped a command, as a sentence and as the exit code it means."""

from __future__ import annotations

import errno
import sys
from collections.abc import Mapping

from engine.diagnostics.show import safe
from engine.errors import AccessError, ExitCode, SamarraError, StoryError

DEBUG = "SAMARRA_DEBUG"


def is_reader_gone(trouble: BaseException) -> bool:
    """Whether nobody reads the output any more, for which Windows has no error of its own."""
    if sys.platform == "win32":
        return isinstance(trouble, OSError) and trouble.errno in (errno.EPIPE, errno.EINVAL) and not trouble.filename
    return isinstance(trouble, BrokenPipeError)


def is_fault(trouble: BaseException) -> bool:
    """Whether it is a fault of samarra itself, or of what it kept for itself."""
    known = (SamarraError, OSError, KeyboardInterrupt, MemoryError)
    return not isinstance(trouble, known) and not _is_of_the_input(trouble)


def exit_code(trouble: BaseException) -> ExitCode:
    """Return the exit code of what went wrong."""
    if isinstance(trouble, SamarraError):
        return trouble.exit_code
    if isinstance(trouble, OSError | MemoryError) or _is_of_the_input(trouble):
        return AccessError.exit_code
    return ExitCode.INTERRUPT if isinstance(trouble, KeyboardInterrupt) else ExitCode.FINDINGS


def sentence(trouble: BaseException, environment: Mapping[str, str]) -> str:
    """Return what is said of it, nothing of an interrupt; a fault of our own says where it is to who asks for it."""
    match trouble:
        case StoryError(diagnostics=diagnostics, lines=lines):
            from engine.diagnostics.render.text import render

            return render(diagnostics, lines)
        case SamarraError():
            return f"samarra: {trouble}"
        case OSError():
            return f"samarra: {_system_words(trouble)}"
        case MemoryError():
            return "samarra: the system gives no more memory; close what else is running"
        case KeyboardInterrupt():
            return ""
        case UnicodeError() if _is_of_the_input(trouble):
            return f"samarra: standard input is not {sys.stdin.encoding} text; PYTHONIOENCODING names its encoding"
        case defect:
            return _confession(defect, environment)


def _confession(defect: BaseException, environment: Mapping[str, str]) -> str:
    traceback = ""
    if environment.get(DEBUG):
        from traceback import format_exception

        traceback = "".join(format_exception(defect))
    fault = "this is a fault of samarra itself, not of the story"
    return f"{traceback}samarra: {fault}; please report it with what {DEBUG}=1 adds"


def _is_of_the_input(trouble: BaseException) -> bool:
    """Only a stream whose encoding begins with a mark, as UTF-16 does, refuses a text for the mark's absence."""
    return isinstance(trouble, UnicodeError) and "does not start with BOM" in str(trouble)


def _system_words(trouble: OSError) -> str:
    """What the system says and of what; every file of ours names itself, so what has no name is a stream."""
    words = (trouble.strerror or "the system refuses").lower()
    return f"{safe(str(trouble.filename)) if trouble.filename else 'standard output'}: {words}"
