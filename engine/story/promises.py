"""The promises an author makes of every playthrough: a story states them over names, a program over terms.

`Condition` is an expression or a term; `Place` is a name with its place in the file, or a scene's id.
"""

from __future__ import annotations

from typing import Generic, TypeVar, assert_never

from engine.diagnostics.span import Span
from engine.language import PromiseKey
from engine.records import dataclass

Stated = TypeVar("Stated")
Named = TypeVar("Named")
Condition = TypeVar("Condition", covariant=True)
Place = TypeVar("Place", covariant=True)


@dataclass(frozen=True, slots=True)
class Always(Generic[Condition]):
    condition: Condition
    span: Span


@dataclass(frozen=True, slots=True)
class Never(Generic[Condition]):
    condition: Condition
    span: Span


@dataclass(frozen=True, slots=True)
class Reach(Generic[Place]):
    scene: Place
    span: Span


@dataclass(frozen=True, slots=True)
class Within(Generic[Place]):
    """No playthrough with this ending has more turns."""

    ending: Place
    turns: int
    span: Span


@dataclass(frozen=True, slots=True)
class Before(Generic[Place]):
    """Nobody sees the scene `then` without having seen `first`."""

    first: Place
    then: Place
    span: Span


Promise = Always[Condition] | Never[Condition] | Reach[Place] | Within[Place] | Before[Place]


def key_of(promise: Promise[object, object]) -> PromiseKey:
    """Return the word that makes a promise of this kind."""
    match promise:
        case Always():
            return "always"
        case Never():
            return "never"
        case Reach():
            return "reach"
        case Within():
            return "within"
        case Before():
            return "before"
        case unknown:
            assert_never(unknown)


def condition_in(promise: Promise[Stated, object]) -> Stated | None:
    """Return the condition a promise states, if it states one."""
    match promise:
        case Always(condition) | Never(condition):
            return condition
        case Reach() | Within() | Before():
            return None
        case unknown:
            assert_never(unknown)


def scenes_in(promise: Promise[object, Named]) -> tuple[Named, ...]:
    """Return the scenes a promise names, endings left out."""
    match promise:
        case Reach(scene):
            return (scene,)
        case Before(first, then):
            return first, then
        case Always() | Never() | Within():
            return ()
        case unknown:
            assert_never(unknown)


def endings_in(promise: Promise[object, Named]) -> tuple[Named, ...]:
    """Return the endings a promise names."""
    match promise:
        case Within(ending):
            return (ending,)
        case Always() | Never() | Reach() | Before():
            return ()
        case unknown:
            assert_never(unknown)
