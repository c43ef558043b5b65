"""Diagnostics about names that mean nothing, two things, or the wrong thing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted, safe_line
from engine.diagnostics.span import Span

TRUTHS_ELSEWHERE = {"yes": "true", "no": "false", "on": "true", "off": "false"}
"""What other languages call the two truths."""

_LISTED = 6
"""How many of a scene's choices are named as help."""

_asks_unknown_choice = partial(Diagnostic, "asks-unknown-choice")
_unchangeable_name = partial(Diagnostic, "unchangeable-name")
_unknown_member = partial(Diagnostic, "unknown-member")
_unknown_name = partial(Diagnostic, "unknown-name")


def ambiguous_choice(span: Span, address: str, matching: tuple[str, ...]) -> Diagnostic:
    help_ = "write " + " or ".join(quoted(address, 50) for address in matching[:3])
    return Diagnostic("ambiguous-choice", f"{len(matching)} choices end in {quoted(address)}", span, help_)


def ambiguous_name(span: Span, name: str) -> Diagnostic:
    return Diagnostic(
        "ambiguous-name", f"{quoted(name)} is a variable and a member, and either fits here", span, "rename one of them"
    )


def asks_unknown_choice(
    span: Span, address: str, scene: str, addresses: Iterable[str], elsewhere: str | None
) -> Diagnostic:
    choices = tuple(addresses)
    names = ", ".join(quoted(address) for address in choices[:_LISTED])
    help_ = (
        did_you_mean(address, choices)
        or (f"did you mean {quoted(elsewhere, 120)}?" if elsewhere else "")
        or (f"it has {names}" + (", …" if len(choices) > _LISTED else "") if choices else "")
    )
    return _asks_unknown_choice(f"scene {quoted(scene)} has no choice {quoted(address)}", span, help_)


def choice_without_scene(span: Span, address: str) -> Diagnostic:
    message = f"no scene is meant here, so `took({safe_line(address, 60)})` must name one"
    return _asks_unknown_choice(message, span, f"write `took(scene.{safe_line(address, 60)})`")


def asks_unknown_scene(span: Span, name: str, scenes: Iterable[str]) -> Diagnostic:
    return Diagnostic("asks-unknown-scene", f"no scene is called {quoted(name)}", span, did_you_mean(name, scenes))


def circular_derived(span: Span, cycle: tuple[str, ...]) -> Diagnostic:
    """Refuse a derived value that needs itself; `cycle` is the derived values through which it does."""
    way = " → ".join(quoted(name, 24) for name in (*cycle[:6], *(("…",) if len(cycle) > 6 else ()), cycle[0]))
    return Diagnostic(
        "circular-derived", f"{quoted(cycle[0], 24)} needs itself: {way}", span, "say one of them without the other"
    )


def member_alone(span: Span, member: str, owner: str, is_set: bool) -> Diagnostic:
    help_ = f"write `{safe_line(owner, 60)} {'has' if is_set else '=='} {safe_line(member, 60)}`"
    return Diagnostic("member-alone", f"{quoted(member)} is a member, and needs its variable beside it", span, help_)


def text_in_condition(span: Span, name: str) -> Diagnostic:
    help_ = (
        "show it with `{" + safe_line(name, 60) + "}`; to ask something, offer choices and keep the answer in `one of`"
    )
    return Diagnostic("text-in-condition", f"{quoted(name)} is a text, which is shown and never read", span, help_)


def unchangeable_name(span: Span, name: str) -> Diagnostic:
    help_ = "change the variables it reads"
    return _unchangeable_name(f"{quoted(name)} is derived, and follows from other values", span, help_)


def unchangeable_text(span: Span, name: str) -> Diagnostic:
    help_ = f"write `ask: {{into: {safe_line(name, 60)}, prompt: …}}`"
    return _unchangeable_name(f"{quoted(name)} is a text, and only `ask` changes a text", span, help_)


def unknown_function(span: Span, name: str, functions: Iterable[str]) -> Diagnostic:
    names = tuple(functions)
    help_ = did_you_mean(name, names) or "there are " + ", ".join(f"`{function}`" for function in names)
    return Diagnostic("unknown-function", f"there is no function {quoted(name)}", span, help_)


def unknown_member(span: Span, name: str, members: tuple[str, ...], guesses: Iterable[str]) -> Diagnostic:
    """Refuse a member; `guesses` are those among which the intended one is looked for."""
    help_ = did_you_mean(name, guesses) or _list_members(members)
    return _unknown_member(f"{quoted(name)} is not among the members", span, help_)


def member_not_named(span: Span, members: tuple[str, ...]) -> Diagnostic:
    return _unknown_member("`has` must be followed by the name of a member", span, _list_members(members))


def _list_members(members: tuple[str, ...]) -> str:
    names = ", ".join(quoted(member, 30) for member in members[:6])
    return f"there are {names}{', …' if len(members) > 6 else ''}"


def unknown_name(span: Span, name: str, names: Iterable[str]) -> Diagnostic:
    truth = TRUTHS_ELSEWHERE.get(name)
    help_ = f"write `{truth}`" if truth else did_you_mean(name, names) or _declare(name)
    return _unknown_name(f"nothing is called {quoted(name)}", span, help_)


def scene_as_value(span: Span, name: str) -> Diagnostic:
    return _unknown_name(f"{quoted(name)} is a scene, not a value", span, f"write `seen({safe_line(name, 60)})`")


def unknown_variable(span: Span, name: str, names: Iterable[str]) -> Diagnostic:
    help_ = did_you_mean(name, names) or _declare(name)
    return _unknown_name(f"no variable is called {quoted(name)}", span, help_)


def _declare(name: str) -> str:
    variable = safe_line(name, 60)
    return f"declare it under `vars`, as in `{variable}: 0..10 = 0` or `{variable}: false`"
