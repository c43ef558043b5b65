"""What is wrong with files, whatever they say: diagnostics without a place in a line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

_not_read = partial(Diagnostic, "not-read")


def missing_story(file: str, like: Sequence[str] = ()) -> Diagnostic:
    """Refuse a folder without a root; `like` are the names in it that were probably meant for one."""
    helps = f"rename `{like[0]}` to `story.yaml`" if like else "a story is a folder with a `story.yaml`, or one file"
    return Diagnostic("missing-story", "there is no story here", _top_of(file), helps)


def link_not_read(file: str) -> Diagnostic:
    """Refuse a link, wherever it leads."""
    return _not_read("this is a link, and links are not followed", _top_of(file), "put the file itself here")


def kind_not_read(file: str, what: str) -> Diagnostic:
    """Refuse something that is no regular file: `what` says what it is."""
    return _not_read(f"this is {what}, not a file", _top_of(file), "rename it or move it out of the story")


def refused_by_system(file: str, reason: str) -> Diagnostic:
    """Tell why the system does not let a file be read."""
    why = f": {reason.lower()}" if reason else ""
    return _not_read(f"this cannot be read{why}", _top_of(file))


def other_file_ending(file: str) -> Diagnostic:
    """Warn of a part that was given another ending of YAML files: `.yml`, or capitals."""
    name, _, ending = file.rpartition("/")[2].rpartition(".")
    message = f"this file ends in {quoted('.' + ending)}, so it is no part of the story"
    return _not_read(message, _top_of(file), f"rename it to {quoted(name + '.yaml')}", "warning")


def alike_file_names(file: str, other: str) -> Diagnostic:
    """Refuse a part whose name many disks take for that of another part."""
    message = f"the name of this file differs from that of {quoted(other)} only in the case or the form of its letters"
    return Diagnostic("alike-file-names", message, _top_of(file), "rename it: where these are one name, a file is lost")


def not_utf8(span: Span, byte: int) -> Diagnostic:
    message = f"this file is not UTF-8: byte {byte:02X} stands where no character can"
    return Diagnostic("not-utf8", message, span, "save it again with the encoding UTF-8")


def file_too_large(file: str, limit: int) -> Diagnostic:
    """Refuse a file; `limit` is in bytes."""
    message = f"this file is larger than {limit // 1_000_000} MB"
    return Diagnostic("file-too-large", message, _top_of(file), "split it into several files")


def story_too_large(file: str, limit: int) -> Diagnostic:
    """Refuse a story; `limit` is in bytes."""
    message = f"with this file the story is larger than {limit // 1_000_000} MB"
    return Diagnostic("story-too-large", message, _top_of(file), "make two stories of it")


def too_many_files(file: str, limit: int) -> Diagnostic:
    """Refuse a folder; `limit` is the number of files that would be accepted."""
    message = f"the folder of this story holds more than {limit:,} files"
    return Diagnostic("too-many-files", message, _top_of(file), "keep the story in a folder of its own, in fewer files")


def _top_of(file: str) -> Span:
    return Span(file, 1, 1, 1, 1)
