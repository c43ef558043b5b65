"""Values as JSON in which nothing is left that a terminal would obey or an eye would miss."""

from __future__ import annotations

import json
import re
from typing import Any

from engine.diagnostics.show import UNSEEN

_TO_ESCAPE = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{UNSEEN}]")
"""What JSON leaves as it is and a terminal, or a reader of lines, would not."""


def json_text(value: Any, indent: int | None = None) -> str:
    """The value as JSON, on one line without an indent; unsafe and unseen characters are written as `\\u202e`."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _TO_ESCAPE.sub(lambda match: json.dumps(match.group())[1:-1], text)
