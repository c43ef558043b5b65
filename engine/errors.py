"""What can go wrong that is not a mistake in a story, each with the exit code it means."""

from __future__ import annotations


class SamarraError(Exception):
    """A refusal in one sentence, in the words of the player or author."""

    exit_code = 1


class UsageError(SamarraError):
    """The command line asks for something there is not."""

    exit_code = 2


class SaveError(SamarraError):
    """A save or replay is refused."""

    exit_code = 3


class LimitReached(SamarraError):
    """The work is larger than the limits set for it."""

    exit_code = 5


class EnvironmentFault(SamarraError):
    """The disk, a permission or a lock stands in the way."""

    exit_code = 4
