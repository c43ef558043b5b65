"""The errors the engine raises, each with the exit code it means."""

from __future__ import annotations

from enum import IntEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from engine.diagnostics.diagnostic import Diagnostic


class ExitCode(IntEnum):
    """What the exit code of a command says."""

    SUCCESS = 0
    FINDINGS = 1
    """The story is refused, or the command found something wrong."""
    USAGE = 2
    SAVE_REFUSED = 3
    """A save, a replay or a certificate is refused."""
    NO_ACCESS = 4
    """The disk, a permission, a lock or the system's memory is in the way."""
    LIMIT = 5
    """A limit ended the work before it was whole."""
    HANGUP = 129
    INTERRUPT = 130
    QUIT = 131
    BROKEN_PIPE = 141
    TERMINATED = 143


class SamarraError(Exception):
    """A refusal in one sentence, in the words of the player or author."""

    exit_code = ExitCode.FINDINGS


class StoryError(SamarraError):
    """A story that cannot be played, with every diagnostic of the stage that refused it."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], lines: dict[str, tuple[str, ...]]) -> None:
        places = (f"{fault.span.file}:{fault.span.line}: {fault.message}" for fault in diagnostics)
        super().__init__("; ".join(places))
        self.diagnostics = diagnostics
        self.lines = lines
        """The lines of each file a diagnostic points at, for excerpts."""


class UsageError(SamarraError):
    """The command line asks for something that does not exist."""

    exit_code = ExitCode.USAGE


class SaveError(SamarraError):
    """A save or replay is refused."""

    exit_code = ExitCode.SAVE_REFUSED


class AccessError(SamarraError):
    """The disk, a permission or a lock is in the way."""

    exit_code = ExitCode.NO_ACCESS


class LimitError(SamarraError):
    """The work is larger than the limits set for it."""

    exit_code = ExitCode.LIMIT


def reason_of(error: OSError) -> str:
    """Return the system's reason for an error, as part of a sentence."""
    return (error.strerror or "the system refuses").lower()
