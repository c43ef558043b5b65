"""Turns a snapshot into a JSON object and back; whatever does not fit is refused."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

from engine.errors import SaveError
from engine.saves.format.cell_names import Value
from engine.saves.format.snapshot import Snapshot
from engine.saves.format.stable_locations import LocationKind, StableLocation

T = TypeVar("T")
GREATEST = 2**64
RESTS = get_args(LocationKind)


class MalformedSaveError(SaveError):
    """A field of a save is not what it should be."""

    def __init__(self, field: str) -> None:
        super().__init__(f"its `{field}` is not what a save has there")


def location_object(place: StableLocation) -> dict[str, Any]:
    fields = {"scene": place.scene, "rest": place.kind, "of": list(place.names)}
    return fields if place.count == 1 else fields | {"nth": place.index, "many": place.count}


def snapshot_object(snapshot: Snapshot) -> dict[str, Any]:
    """Return a snapshot as JSON values, in the order a reader wants them."""
    variables = sorted(snapshot.variables.items())
    return {
        "place": location_object(snapshot.location),
        "stack": [location_object(place) for place in snapshot.stack],
        "turns": snapshot.turns,
        "variables": {name: list(value) if isinstance(value, tuple) else value for name, value in variables},
        "visits": dict(sorted(snapshot.visits.items())),
        "took": list(snapshot.took),
        "rules": list(snapshot.rules),
        "seed": snapshot.seed,
        "draws": snapshot.draws,
        "looking": snapshot.rules_pending,
    }


def snapshot_from(payload: Any) -> Snapshot:
    """Return the snapshot of a JSON object that `snapshot_object` made; raise SaveError if it is none."""
    payload = expect(dict, "snapshot", payload)
    variables = expect(dict, "variables", payload.get("variables"))
    visits = expect(dict, "visits", payload.get("visits"))
    return Snapshot(
        location_from(payload.get("place")),
        tuple(location_from(location) for location in expect(list, "stack", payload.get("stack"))),
        expect_number("turns", payload.get("turns")),
        {name: value_from(name, value) for name, value in variables.items()},
        {scene: expect_number("visits", count) for scene, count in visits.items()},
        expect_texts("took", payload.get("took")),
        expect_texts("rules", payload.get("rules")),
        expect_number("seed", payload.get("seed")),
        expect_number("draws", payload.get("draws")),
        expect(bool, "looking", payload.get("looking")),
    )


def location_from(payload: Any) -> StableLocation:
    payload = expect(dict, "place", payload)
    rest, index = payload.get("rest"), expect_number("nth", payload.get("nth", 0))
    count = expect_number("many", payload.get("many", 1))
    if rest not in RESTS:
        raise MalformedSaveError("rest")
    scene, names = expect(str, "scene", payload.get("scene")), expect_texts("of", payload.get("of"))
    return StableLocation(scene, rest, names, index, count)


def value_from(name: str, value: Any) -> Value:
    """Return a variable's value."""
    if isinstance(value, list):
        return expect_texts(name, value)
    if isinstance(value, bool | str) or (isinstance(value, int) and abs(value) < GREATEST):
        return value
    raise MalformedSaveError(name)


def expect(kind: type[T], field: str, value: Any) -> T:
    """Return a field's value after checking that it is of a kind."""
    if not isinstance(value, kind):
        raise MalformedSaveError(field)
    return value


def expect_number(field: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < GREATEST:
        raise MalformedSaveError(field)
    return value


def expect_texts(field: str, value: Any) -> tuple[str, ...]:
    return tuple(expect(str, field, text) for text in expect(list, field, value))
