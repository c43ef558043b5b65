"""Every regular expression of the engine, found in its source, with the methods by which it is applied."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]  # the parse of a pattern has no public name
from types import ModuleType
from typing import Any

from engine.saves.format import json_lines

ROOT = Path(__file__).parent.parent.parent
COMPILERS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
METHODS = COMPILERS - {"compile"}
ANYWHERE = METHODS - {"match", "fullmatch"}
"""What tries a pattern at every place of a text."""
ALWAYS = ("x", " ", "\n")
OF_CATEGORY = {"DIGIT": "0", "SPACE": " ", "WORD": "x", "NOT_DIGIT": "x", "NOT_SPACE": "x", "NOT_WORD": "-"}
FROM_A_CLASS = 3
"""Members of a class that stand for all of them."""


MADE_BY_FUNCTIONS: dict[str, Callable[[], Iterable[re.Pattern[Any]]]] = {
    json_lines.__name__: lambda: [part for gap in ("", json_lines.GAP) for part in json_lines.long_parts(gap).values()]
}
"""Patterns that are made when they are needed, by their module."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A pattern as one place of the engine uses it."""

    place: str
    pattern: re.Pattern[Any]
    method: str
    """`match`, `fullmatch`, or `finditer` for all that look everywhere."""


@cache
def patterns() -> tuple[Applied, ...]:
    """Every pattern of every module; raises if one cannot be evaluated from its module alone."""
    trees = {_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob("engine/**/*.py"))}
    methods = _methods(trees)
    return tuple(
        Applied(f"{name}:{call.lineno}", pattern, method)
        for name, tree in trees.items()
        for call, constant in _calls(tree)
        for pattern in _patterns_of(import_module(name), call)
        for method in _kinds(call, methods[name, constant])
    )


def atoms(pattern: re.Pattern[Any]) -> tuple[str, ...]:
    """A character for each sign that the pattern knows."""
    parsed = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE if _is_bytes(pattern) else pattern.flags)
    return tuple(dict.fromkeys((*_characters(parsed), *ALWAYS)))


def signs() -> tuple[str, ...]:
    """A character for each sign that any pattern knows."""
    return tuple(dict.fromkeys(sign for applied in patterns() for sign in atoms(applied.pattern)))


def _is_bytes(pattern: re.Pattern[Any]) -> bool:
    return isinstance(pattern.pattern, bytes)


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Calls of `re`, each with the name its pattern is kept under, empty for none."""
    kept = {
        id(inner): target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
        for inner in ast.walk(node.value)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=called)) if called in COMPILERS:
                yield node, kept.get(id(node), "")


def _patterns_of(module: ModuleType, call: ast.Call) -> Iterable[re.Pattern[Any]]:
    """The pattern of a call, or all that a function of its module makes; raises if it is neither."""
    try:
        return [_pattern(module, call)]
    except NameError:
        return MADE_BY_FUNCTIONS[module.__name__]()


def _pattern(module: ModuleType, call: ast.Call) -> re.Pattern[Any]:
    """The pattern of a call, evaluated among the names of its module."""
    flags = [word.value for word in call.keywords if word.arg == "flags"]
    if isinstance(call.func, ast.Attribute) and call.func.attr == "compile":
        flags += call.args[1:]
    text, *given = (eval(ast.unparse(node), dict(vars(module))) for node in (call.args[0], *flags))  # noqa: S307 - our own source
    return re.compile(text, *given)


def _methods(trees: dict[str, ast.Module]) -> dict[tuple[str, str], set[str]]:
    """How patterns are applied, by the module and the name they are kept under."""
    methods: dict[tuple[str, str], set[str]] = defaultdict(set)
    for module, tree in trees.items():
        origins = _origins(tree)
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(value=value, attr=method) if method in METHODS:
                    for name in {inner.id for inner in ast.walk(value) if isinstance(inner, ast.Name)}:
                        methods[origins.get(name, (module, name))].add(method)
    return methods


def _origins(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Where each imported name comes from."""
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def _kinds(call: ast.Call, methods: set[str]) -> list[str]:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else "compile"
    used = methods if called == "compile" else {called}
    return sorted({"finditer" if method in ANYWHERE else method for method in used or METHODS})


def _characters(parsed: Any) -> Iterator[str]:
    """The signs in a parsed pattern; of a class a few members."""
    for kind, value in parsed:
        if kind in (_constants.LITERAL, _constants.NOT_LITERAL):
            yield chr(value)
        elif kind is _constants.IN:
            yield from _members(value)
        elif isinstance(value, _parser.SubPattern):
            yield from _characters(value)
        elif isinstance(value, tuple | list):
            yield from _inner(value)


def _inner(value: Any) -> Iterator[str]:
    for part in value:
        if isinstance(part, _parser.SubPattern):
            yield from _characters(part)
        elif isinstance(part, list):
            yield from _inner(part)


def _members(value: Any) -> Iterator[str]:
    spread = max(1, len(value) // FROM_A_CLASS) if len(value) > 12 else 1
    for kind, member in value[::spread]:
        if kind is _constants.LITERAL:
            yield chr(member)
        elif kind is _constants.RANGE:
            yield chr(member[0])
        elif kind is _constants.CATEGORY:
            yield OF_CATEGORY[str(member).removeprefix("CATEGORY_")]
