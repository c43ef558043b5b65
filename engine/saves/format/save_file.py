"""A save as bytes, and back: one header line, then JSON that a person can read, a line to each thing.

Size, kind, version, length, checksum and depth are looked at before anything is parsed, and nothing is half-loaded.
"""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from typing import Any

from engine.diagnostics.show import UNSEEN
from engine.errors import SaveError
from engine.saves.format.document import SaveDocument, check_consistency
from engine.saves.format.document_json import document_from, document_object

KIND = "samarra-save"
FORMAT = 1
OLDEST_FORMAT = 1
LARGEST = 16_000_000
"""Bytes a save may have."""
DEEPEST = 12
FEW_PARTS, SMALLEST_PART = 1_000, 8
"""Lists and mappings that anything may have, and one more for each so many bytes: a save's have more bytes each."""
LONGEST_HEADER = 300

_TO_ESCAPE = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{UNSEEN}]")
"""What JSON leaves as it is and a terminal, or a reader of lines, would not."""
_NOT_MARKS = bytes(sorted(set(range(256)) - set(b'[]{}"')))
_OPENING, _QUOTE = b"[{", ord('"')
_STRANGERS = (
    (b"PK\x03\x04", "a zip file"), (b"\x80", "a Python pickle"), (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3", "a database"), (b"\x89PNG", "a picture"), (b"%PDF", "a PDF"), (b"\x7fELF", "a program"),
)  # fmt: skip


def encode(document: SaveDocument) -> bytes:
    """A save as the bytes of its file."""
    body = _laid_out(document_object(document)).encode()
    header = {"kind": KIND, "format": FORMAT, "length": len(body), "checksum": checksum(body)}
    return json.dumps(header).encode() + b"\n" + body


def decode(file: bytes) -> SaveDocument:
    """The save of a file's bytes.

    Raises:
        SaveError: it is no save, not a whole one, or of a format this version does not read; the sentence says which.
    """
    body = read_body(file, KIND)
    document = document_from(parse_json(body))
    check_consistency(document)
    return document


def checksum_of(file: bytes) -> str:
    """The checksum a save's file carries; only for bytes that `decode` accepts."""
    return str(json.loads(file.partition(b"\n")[0])["checksum"])


def read_body(file: bytes, kind: str) -> bytes:
    """The body of a file of ours, once its header holds good.

    Raises:
        SaveError: as for `decode`.
    """
    if len(file) > LARGEST:
        raise SaveError(f"it is too large: a save has at most {LARGEST // 1_000_000} MB")
    head, line_end, body = file.partition(b"\n")
    header = read_header(head, file)
    if header.get("kind") != kind:
        raise SaveError("it is not a save of samarra")
    check_format(header.get("format"))
    length = header.get("length")
    if not line_end or not isinstance(length, int) or len(body) < length:
        raise SaveError("it is cut short")
    if len(body) > length:
        raise SaveError("it goes on after its end")
    if checksum(body) != header.get("checksum"):
        raise SaveError("its checksum does not agree: something in it has changed since it was saved")
    return body


def check_format(found: object) -> None:
    """Both bounds of the format's version.

    Raises:
        SaveError: this version of samarra does not read that format.
    """
    if not isinstance(found, int) or isinstance(found, bool) or found < OLDEST_FORMAT:
        raise SaveError("its format is older than any that samarra has written")
    if found > FORMAT:
        raise SaveError(f"it is of format {found}, and this samarra reads up to {FORMAT}: a newer one made it")


def checksum(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()


def json_text(value: Any) -> str:
    """JSON on one line, with no character in it that a terminal would obey."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _TO_ESCAPE.sub(lambda match: json.dumps(match.group())[1:-1], text)


def read_header(head: bytes, file: bytes) -> dict[str, Any]:
    """The first line of a file of ours.

    Raises:
        SaveError: it is none; the sentence names what it is where that can be seen.
    """
    for start, name in _STRANGERS:
        if file.startswith(start):
            raise SaveError(f"it is {name}, not a save of samarra")
    try:
        header = json.loads(head) if head.startswith(b"{") and len(head) <= LONGEST_HEADER else None
    except (ValueError, RecursionError):
        header = None
    if not isinstance(header, dict):
        raise SaveError("it is empty" if not file else "it is not a save of samarra")
    return header


def parse_json(body: bytes) -> Any:
    """Parse JSON that a stranger may have written.

    Raises:
        SaveError: it is not JSON in UTF-8, or is nested more deeply or holds far more parts than a save does.
    """
    check_shape(body)
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refused)
    except (ValueError, RecursionError):
        raise SaveError("its body is not JSON") from None


def check_shape(body: bytes) -> None:
    """Check how deeply JSON is nested and how many parts it has, in one pass over the bytes and without parsing it.

    Raises:
        SaveError: it cannot be a save's.
    """
    level, parts, most, is_quoted = 0, 0, FEW_PARTS + len(body) // SMALLEST_PART, False
    for mark in _marks(body):
        if mark == _QUOTE:
            is_quoted = not is_quoted
        elif is_quoted:
            continue
        elif mark in _OPENING:
            level, parts = level + 1, parts + 1
            if level > DEEPEST or parts > most:
                raise SaveError("it is nested too deeply" if level > DEEPEST else "it has more parts than a save has")
        else:
            level -= 1


def _marks(body: bytes) -> bytes:
    """The quotes and brackets of JSON; a string that is empty by then, and what is escaped, is left out."""
    return body.replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, _NOT_MARKS).replace(b'""', b"")


def _laid_out(body: dict[str, Any]) -> str:
    """A line to each field, and within the long ones a line to each item."""
    fields = ",\n".join(f"{json_text(name)}: {_field(value)}" for name, value in body.items())
    return "{\n" + fields + "\n}\n"


def _field(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"  {json_text(item)}" for item in value) + "\n]"
    if isinstance(value, dict):
        items = ",\n".join(f"  {json_text(name)}: {json_text(item)}" for name, item in value.items())
        return "{\n" + items + "\n}"
    return json_text(value)


def _refused(constant: str) -> None:
    raise ValueError(constant)
