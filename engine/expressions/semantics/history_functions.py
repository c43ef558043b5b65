"""Lower the functions that ask about the past of a game: `seen`, `visits`, `took`, `turns`."""

from __future__ import annotations

from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted, safe_line
from engine.expressions.language.kinds import NumberKind, TruthKind
from engine.expressions.language.symbols import took_symbol, visits_symbol
from engine.expressions.language.terms import Read
from engine.expressions.language.tree import Reference
from engine.expressions.semantics.scope import Scope
from engine.expressions.semantics.typed import Faults, TypedTerm, build_truth, constant
from engine.language import FARTHEST

_LISTED = 6
"""How many of a scene's choices are named as help."""
_asks_unknown_choice = partial(Diagnostic, "asks-unknown-choice")


def visits(reference: Reference, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Lower `visits(scene)`: how often a scene has been entered."""
    if reference.text not in scope.scenes:
        help_ = did_you_mean(reference.text, scope.guesses(reference.text, scope.scenes))
        message = f"no scene is called {quoted(reference.text)}"
        faults.append(Diagnostic("asks-unknown-scene", message, reference.span, help_))
        return None
    return tally(visits_symbol(reference.text))


def seen(reference: Reference, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Lower `seen(scene)`: whether a scene has been entered."""
    count = visits(reference, scope, faults)
    return build_truth(">=", count, constant(1)) if count else None


def took(reference: Reference, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Lower `took(choice)`: whether a choice has been taken; it is named by its address or a suffix of its address."""
    scene, address = _split(reference.text, scope)
    if scene is None:
        text = safe_line(reference.text, 60)
        message = f"no scene is meant here, so `took({text})` must name one"
        faults.append(_asks_unknown_choice(message, reference.span, f"write `took(scene.{text})`"))
        return None
    matching = scope.addresses_ending(scene, address)
    matching = (address,) if address in matching else matching
    if len(matching) == 1:
        return TypedTerm(Read(took_symbol(f"{scene}.{matching[0]}")), TruthKind())
    if matching:
        help_ = "write " + " or ".join(quoted(other, 50) for other in matching[:3])
        message = f"{len(matching)} choices end in {quoted(address)}"
        faults.append(Diagnostic("ambiguous-choice", message, reference.span, help_))
    else:
        help_ = _help_unknown_choice(reference, scene, address, scope)
        message = f"scene {quoted(scene)} has no choice {quoted(address)}"
        faults.append(_asks_unknown_choice(message, reference.span, help_))
    return None


def tally(symbol: str) -> TypedTerm:
    """Return the term of a count without an end."""
    return TypedTerm(Read(symbol), NumberKind(0, FARTHEST), is_tally=True)


def _split(text: str, scope: Scope) -> tuple[str | None, str]:
    first, dot, rest = text.partition(".")
    return (first, rest) if dot and first in scope.scenes else (scope.here, text)


def _help_unknown_choice(reference: Reference, scene: str, address: str, scope: Scope) -> str:
    if not scope.may_guess(reference.text):
        return ""
    choices, elsewhere = scope.addresses.get(scene, ()), _suggestion(address, scope)
    names = ", ".join(quoted(choice) for choice in choices[:_LISTED])
    listed = f"it has {names}" + (", …" if len(choices) > _LISTED else "") if choices else ""
    return did_you_mean(address, choices) or (f"did you mean {quoted(elsewhere, 120)}?" if elsewhere else listed)


def _suggestion(address: str, scope: Scope) -> str | None:
    """Return how to ask about a choice of another scene, or about a scene, that has the name."""
    if address in scope.scenes:
        return f"seen({address})"
    homes = (scene for scene in sorted(scope.addresses) if address in scope.addresses[scene])
    return next((f"took({scene}.{address})" for scene in homes), None)
