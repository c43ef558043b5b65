"""What is expected is compared with, and written only on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import compare_golden, write_golden


def test_what_is_written_is_expected_from_then_on_to_the_last_line_end(tmp_path: Path) -> None:
    write_golden("a\r\n…\n", tmp_path / "expected.txt")
    compare_golden("a\r\n…\n", tmp_path / "expected.txt")
    for other in ("a\n…\n", "a\r\n…", ""):
        with pytest.raises(AssertionError):
            compare_golden(other, tmp_path / "expected.txt")


def test_a_file_that_is_missing_is_reported(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="--write-golden writes it"):
        compare_golden("a", tmp_path / "expected.txt")
