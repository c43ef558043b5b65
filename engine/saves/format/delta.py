"""What changes from one moment of a game to the next; both as the JSON objects of their snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.errors import SaveError

_MAPPINGS = ("variables", "visits")
_SETS = ("took", "rules")


def delta(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Only what differs: values by name, a name that is gone as null; of sets, the names added and taken away."""
    return {field: _part(field, before[field], value) for field, value in after.items() if value != before[field]}


def change(told: dict[str, Any], by: Mapping[str, Any]) -> dict[str, Any]:
    """Makes a change to a moment in place; the change that takes it back.

    Raises:
        SaveError: the change is not one that `delta` makes.
    """
    try:
        return {field: _changed(told, field, part) for field, part in by.items()}
    except (TypeError, KeyError, AttributeError):
        raise SaveError("one of its turns is not what a turn is") from None


def _part(field: str, before: Any, after: Any) -> Any:
    if field in _MAPPINGS:
        gone = dict.fromkeys(sorted(before.keys() - after.keys()))
        return gone | {name: value for name, value in after.items() if before.get(name) != value}
    if field in _SETS:
        return {"+": sorted(set(after) - set(before)), "-": sorted(set(before) - set(after))}
    return after


def _changed(told: dict[str, Any], field: str, part: Any) -> Any:
    before = told[field]
    if field in _MAPPINGS:
        back = {name: before.get(name) for name in part}
        for name, value in part.items():
            if value is None:
                before.pop(name, None)
            else:
                before[name] = value
        return back
    if field in _SETS:
        told[field] = sorted({*before, *part["+"]} - {*part["-"]})
        return {"+": part["-"], "-": part["+"]}
    told[field] = part
    return before
