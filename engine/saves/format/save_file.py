"""Turns a save into bytes and back: one header line, then JSON that a person can read, one line for each thing.

Size, kind, version, length, checksum and depth are checked before anything is parsed.
"""

from __future__ import annotations

import json
from typing import Any

from engine.errors import SaveError
from engine.hashing import blake2b
from engine.saves.format.document import SaveDocument, check_consistency
from engine.saves.format.document_json import document_from, document_object
from engine.saves.format.journal import Journal
from engine.saves.format.json_lines import GAP, json_line, parse_save

KIND = "samarra-save"
FORMAT = 1
OLDEST_FORMAT = 1
LARGEST = 16_000_000
"""Most bytes of a save."""
LONGEST_HEADER = 300
_latest: dict[str, SaveDocument] = {}
"""The save that was checked last, by its checksum: the next one in its slot need not read it."""

_STRANGERS = (
    (b"PK\x03\x04", "a zip file"), (b"\x80", "a Python pickle"), (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3", "a database"), (b"\x89PNG", "a picture"), (b"%PDF", "a PDF"), (b"\x7fELF", "a program"),
)  # fmt: skip


def encode(document: SaveDocument) -> bytes:
    """Return the bytes of a save's file."""
    pieces = [piece for name, value in document_object(document).items() for piece in _field_pieces(name, value)]
    body = "".join(["{\n", *pieces[1:], "\n}\n"]).encode()
    header = {"kind": KIND, "format": FORMAT, "length": len(body), "checksum": checksum(body)}
    return json.dumps(header).encode() + b"\n" + body


def encode_checked(document: SaveDocument) -> bytes:
    """Return the bytes of a save's file after checking that their body is read as the same save."""
    file = encode(document)
    if _decode_body(file.partition(b"\n")[2]) != document:
        raise SaveError("this game could not be saved: it does not read back as it is")
    _latest.clear()
    _latest[checksum_of(file)] = document
    return file


def decode(file: bytes) -> SaveDocument:
    """Return the save of a file's bytes; raise SaveError with the reason if it is none that can be read."""
    body, mark = read_body(file, KIND), checksum_of(file)
    return _latest[mark] if mark in _latest else _decode_body(body)


def _decode_body(body: bytes) -> SaveDocument:
    document = document_from(parse_save(body, GAP))
    check_consistency(document)
    return document


def checksum_of(file: bytes) -> str:
    """Return the checksum in the header of a save's file, which `decode` must accept."""
    return str(json.loads(file[: file.index(b"\n")])["checksum"])


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


def _field_pieces(name: str, value: Any) -> tuple[str, ...]:
    """Return the text of a field after a comma, with a line for each item of the long ones."""
    start = f'"{name}": '
    if isinstance(value, Journal):
        return (",\n", start, "[", GAP, ("," + GAP).join(value.lines), "\n]") if value else (",\n", start, "[]")
    if isinstance(value, dict):
        write = str if name == "scenes" else json_line
        items = ",\n".join([f"  {json_line(key)}: {write(item)}" for key, item in value.items()])
        return ",\n", start, "{\n", items, "\n}"
    return ",\n", start, json_line(value)
