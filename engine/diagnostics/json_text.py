"""Writes values as JSON that a terminal cannot obey and in which nothing is invisible."""

from __future__ import annotations

import json
import re
from typing import Any

from engine.diagnostics.show import UNSEEN

_TO_ESCAPE = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{UNSEEN}]")
"""What JSON does not escape, and a terminal would obey or an eye would miss."""


def json_text(value: Any, indent: int | None = None) -> str:
    """Return the value as JSON, on one line without an indent; unsafe and unseen characters become `\\u202e`."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _TO_ESCAPE.sub(lambda match: json.dumps(match.group())[1:-1], text)
