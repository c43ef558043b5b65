"""Lower the functions that ask about the past of a game: `seen`, `visits`, `took`, `turns`."""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.expressions.language.kinds import NumberKind, TruthKind
from engine.expressions.language.symbols import TURNS, took_symbol, visits_symbol
from engine.expressions.language.terms import Read
from engine.expressions.language.tree import Reference
from engine.expressions.messages.names import (
    ambiguous_choice,
    asks_unknown_choice,
    asks_unknown_scene,
    choice_without_scene,
)
from engine.expressions.semantics.scope import Scope
from engine.expressions.semantics.typed import Faults, TypedTerm, build_truth, constant
from engine.language import FARTHEST


def turns() -> TypedTerm:
    """Lower `turns()`: how many choices have been taken."""
    return _tally(TURNS)


def visits(reference: Reference, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Lower `visits(scene)`: how often a scene has been entered."""
    if reference.text not in scope.scenes:
        names = scope.guesses(reference.text, scope.scenes)
        faults.append(asks_unknown_scene(reference.span, reference.text, names))
        return None
    return _tally(visits_symbol(reference.text))


def seen(reference: Reference, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Lower `seen(scene)`: whether a scene has been entered."""
    count = visits(reference, scope, faults)
    return build_truth(">=", count, constant(1)) if count else None


def took(reference: Reference, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Lower `took(choice)`: whether a choice has been taken; it is named by its address or a suffix of its address."""
    scene, address = _split(reference.text, scope)
    if scene is None:
        faults.append(choice_without_scene(reference.span, reference.text))
        return None
    matching = _matching(scene, address, scope)
    if len(matching) == 1:
        return TypedTerm(Read(took_symbol(f"{scene}.{matching[0]}")), TruthKind())
    if matching:
        faults.append(ambiguous_choice(reference.span, address, matching))
    else:
        faults.append(_unknown_choice(reference, scene, address, scope))
    return None


def _tally(symbol: str) -> TypedTerm:
    return TypedTerm(Read(symbol), NumberKind(0, FARTHEST), is_tally=True)


def _split(text: str, scope: Scope) -> tuple[str | None, str]:
    first, dot, rest = text.partition(".")
    return (first, rest) if dot and first in scope.scenes else (scope.here, text)


def _matching(scene: str, address: str, scope: Scope) -> tuple[str, ...]:
    ending = scope.addresses_ending(scene, address)
    return (address,) if address in ending else ending


def _unknown_choice(reference: Reference, scene: str, address: str, scope: Scope) -> Diagnostic:
    if not scope.may_guess(reference.text):
        return asks_unknown_choice(reference.span, address, scene, (), None)
    addresses = scope.addresses.get(scene, ())
    return asks_unknown_choice(reference.span, address, scene, addresses, _suggestion(address, scope))


def _suggestion(address: str, scope: Scope) -> str | None:
    """Return how to ask about a choice of another scene, or about a scene, that has the name."""
    if address in scope.scenes:
        return f"seen({address})"
    homes = (scene for scene in sorted(scope.addresses) if address in scope.addresses[scene])
    return next((f"took({scene}.{address})" for scene in homes), None)
