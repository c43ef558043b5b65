"""Turns a save into bytes and back: one header line, then JSON that a person can read, one line for each thing.

Size, kind, version, length, checksum and depth are checked before anything is parsed.
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
"""Most bytes of a save."""
DEEPEST = 12
FEW_PARTS, SMALLEST_PART = 1_000, 8
"""The most lists and mappings in a file: FEW_PARTS, and one more for every SMALLEST_PART bytes."""
LONGEST_HEADER = 300

_TO_ESCAPE = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{UNSEEN}]")
"""Characters that JSON does not escape, although they control a terminal or break a line."""
_NOT_MARKS = bytes(sorted(set(range(256)) - set(b'[]{}"')))
_OPENING, _QUOTE = b"[{", ord('"')
_STRANGERS = (
    (b"PK\x03\x04", "a zip file"), (b"\x80", "a Python pickle"), (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3", "a database"), (b"\x89PNG", "a picture"), (b"%PDF", "a PDF"), (b"\x7fELF", "a program"),
)  # fmt: skip


def encode(document: SaveDocument) -> bytes:
    """Return the bytes of a save's file."""
    body = _body_text(document_object(document)).encode()
    header = {"kind": KIND, "format": FORMAT, "length": len(body), "checksum": checksum(body)}
    return json.dumps(header).encode() + b"\n" + body


def decode(file: bytes) -> SaveDocument:
    """Return the save of a file's bytes; raise SaveError with the reason if it is none that can be read."""
    body = read_body(file, KIND)
    document = document_from(parse_json(body))
    check_consistency(document)
    return document


def checksum_of(file: bytes) -> str:
    """Return the checksum in the header of a save's file, which `decode` must accept."""
    return str(json.loads(file.partition(b"\n")[0])["checksum"])


def read_body(file: bytes, kind: str) -> bytes:
    """Return the body of a save's file after checking its header; raise SaveError as `decode` does."""
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


def check_format(version: object) -> None:
    """Check that this version of samarra reads a format; raise SaveError if it does not."""
    if not isinstance(version, int) or isinstance(version, bool) or version < OLDEST_FORMAT:
        raise SaveError("its format is older than any that samarra has written")
    if version > FORMAT:
        raise SaveError(f"it is of format {version}, and this samarra reads up to {FORMAT}: a newer one made it")


def checksum(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()


def json_text(value: Any) -> str:
    """Return a value as JSON on one line; characters that control a terminal are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _TO_ESCAPE.sub(lambda match: json.dumps(match.group())[1:-1], text)


def read_header(head: bytes, file: bytes) -> dict[str, Any]:
    """Return the header of a save or autosave; raise SaveError with what the file is where that can be seen."""
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
    """Parse JSON that a stranger may have written; raise SaveError if it is none or larger than a save's can be."""
    check_shape(body)
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise SaveError("its body is not JSON") from None


def check_shape(body: bytes) -> None:
    """Check the depth and the number of parts of JSON without parsing it; raise SaveError for too much of either."""
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
    """Return only the quotes and brackets of JSON, without escaped ones and empty strings."""
    return body.replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, _NOT_MARKS).replace(b'""', b"")


def _body_text(body: dict[str, Any]) -> str:
    """Return the body as text with a line for each field, and for each item of the long ones."""
    fields = ",\n".join(f"{json_text(name)}: {_field_text(value)}" for name, value in body.items())
    return "{\n" + fields + "\n}\n"


def _field_text(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"  {json_text(item)}" for item in value) + "\n]"
    if isinstance(value, dict):
        items = ",\n".join(f"  {json_text(name)}: {json_text(item)}" for name, item in value.items())
        return "{\n" + items + "\n}"
    return json_text(value)


def _refuse_constant(constant: str) -> None:
    """Refuse NaN and the infinities, which Python reads but JSON does not have."""
    raise ValueError(constant)
