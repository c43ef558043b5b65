"""A file made to be slow: whatever is in it, reading it costs its length; a log is parsed only where it is sealed."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import engine.saves
from engine.errors import SaveError
from engine.saves.format import autosave_reader, json_lines
from engine.saves.format.autosave_file import HEAD, seal
from engine.saves.format.autosave_reader import read_log
from engine.saves.format.save_file import LARGEST, checksum, decode

MEGABYTE = 1_000_000
WITHIN = 3.0
"""Seconds of the processor for one megabyte; what costs the square of it would take hours."""

UNITS = (
    b'\\"',
    b"\\",
    b'"',
    b"\\\\",
    b"[",
    b"[]",
    b'"[',
    b'""',
    b"a",
    b"-",
    b"0",
    b"a-",
    b"\xe2\x80\xae",
    b"\n",
    b"\r",
)
HOSTILE = {
    f"{start!r} and many {unit!r}": start + unit * ((MEGABYTE - len(end)) // len(unit)) + end
    for start in (b"", b'"', b"a")
    for unit in UNITS
    for end in (b"", b"\\", b"!")
}


def patterns() -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    """Every regular expression that a module of the saves keeps, or makes when it needs it."""
    for module in pkgutil.walk_packages(engine.saves.__path__, "engine.saves."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, re.Pattern):
                yield value
    for gap in ("", json_lines.GAP):
        yield from json_lines.long_parts(gap).values()


def cost(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def tried(pattern: re.Pattern[Any], subject: Any) -> None:
    pattern.search(subject)
    pattern.fullmatch(subject)
    pattern.sub(subject[:0], subject)


def refusal(work: Callable[[bytes], object], file: bytes) -> str:
    with pytest.raises(SaveError) as refused:
        work(file)
    return str(refused.value)


@pytest.mark.parametrize("name", HOSTILE)
def test_every_regular_expression_is_linear_on_its_worst_megabyte(name: str) -> None:
    text = HOSTILE[name].decode("utf-8")
    found = list(patterns())
    assert len(found) >= 3
    for pattern in found:
        subject = text if isinstance(pattern.pattern, str) else text.encode()
        assert cost(partial(tried, pattern, subject)) < WITHIN, pattern


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_the_cost_of_its_length(name: str) -> None:
    body = HOSTILE[name]
    header = {"kind": "samarra-save", "format": 1, "length": len(body), "checksum": checksum(body)}
    saved = json.dumps(header).encode() + b"\n" + body
    logs = (HEAD + body, HEAD + seal("", body).encode() + b" " + body + b"\n")
    assert cost(lambda: refusal(decode, saved)) < WITHIN
    for log in logs:
        assert cost(partial(refusal, read_log, log)) < WITHIN


def test_a_log_is_not_parsed_before_its_seal_holds_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave_reader, "parse_json", lambda text: pytest.fail("it was parsed"))
    monkeypatch.setattr(autosave_reader, "parse_save", lambda text, gap: pytest.fail("it was parsed"))
    assert "cut short" in refusal(read_log, HEAD + b'0123456789abcdef {"story": "mill"}\n')


def test_what_is_nested_in_a_string_is_not_counted_and_what_is_nested_outside_one_is() -> None:
    quoted = b'{"a": "' + b"[" * 100 + b'", "b": "\\\\", "c": "\\"' + b"[" * 100 + b'\\\\\\""}'
    json_lines.check_shape(quoted)
    for deep in (b'{"a": "\\\\"' + b"[" * 100, b'""' + b"[" * 100, b'"[""]"' + b"{" * 100):
        assert "too deeply" in refusal(json_lines.check_shape, deep)
    assert "more parts" in refusal(json_lines.check_shape, b"[" + b"[]," * 100_000)


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured another way there")
def test_the_largest_unclosed_string_takes_little_memory() -> None:
    code = f"""
import resource, sys
from engine.saves.format.save_file import checksum, decode
from engine.errors import SaveError
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
body = b'"' + b'\\\\"' * {LARGEST // 2 - 200}
head = b'{{"kind": "samarra-save", "format": 1, "length": %d, "checksum": "%s"}}' % (len(body), checksum(body).encode())
try:
    decode(head + b"\\n" + body)
except SaveError:
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert int(ended.stdout) < 150, ended.stdout


def test_a_hostile_autosave_does_not_stop_the_list_of_saves(tmp_path: Path) -> None:
    (tmp_path / "auto.mini.journal").write_bytes(HEAD + b'\n"' + b'\\"' * 500_000)
    words = [sys.executable, "-m", "engine", "saves", "list", "--saves", str(tmp_path)]
    ended = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert "cannot be used" in ended.stdout, ended
