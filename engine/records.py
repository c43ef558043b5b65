"""Make record classes as `dataclasses` does, in a fraction of the time: a game that starts needs a hundred of them.

To mypy these names are those of `dataclasses`. A class begins with methods that need no generated code, and gets
those of `dataclasses` once so many records are made that their speed repays the time to generate them.
"""

from __future__ import annotations

from collections import namedtuple
from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
    from typing import Any, NoReturn
    from typing import NamedTuple as NamedTuple

OFTEN = 1000
"""How many records of a class are made before its methods are generated."""
_ABSENT: Any = object()
_FIELDS = "__dataclass_fields__"


class _Field:
    """How one attribute of a record is filled, shown and compared."""

    __slots__ = ("compare", "default", "factory", "init", "repr")

    def __init__(
        self,
        *,
        default: Any = _ABSENT,
        default_factory: Callable[[], Any] | None = None,
        init: bool = True,
        repr: bool = True,
        compare: bool = True,
    ) -> None:
        self.default, self.factory = default, default_factory
        self.init, self.repr, self.compare = init, repr, compare

    @property
    def is_filled(self) -> bool:
        """Return whether the attribute has a value where none is given."""
        return self.factory is not None or self.default is not _ABSENT

    def value(self) -> object:
        return self.default if self.factory is None else self.factory()


class _StandardFields:
    """The fields as `dataclasses` describes them, made when they are first asked for."""

    def __get__(self, record: object, owner: type) -> object:
        standard = getattr(_standard(owner), _FIELDS)
        setattr(owner, _FIELDS, standard)
        return standard


def _record(
    *, frozen: bool = False, slots: bool = True, eq: bool = True, weakref_slot: bool = False
) -> Callable[[type], type]:
    """Return a decorator that makes a class of records with slots."""

    def decorate(cls: type) -> type:
        body = cls.__dict__
        own = {name: _field_in(body, name) for name, kind in cls.__annotations__.items() if kind[:8] != "ClassVar"}
        inherited: Mapping[str, _Field] = getattr(cls, "__record_fields__", {})
        fields = {**inherited, **own} if inherited else own
        namespace: dict[str, Any] = {**_SHARED, **(_FROZEN if frozen else {}), **(_COMPARED if eq else {})}
        namespace |= {name: value for name, value in body.items() if name not in own}
        namespace.pop("__dict__", None)
        namespace.pop("__weakref__", None)
        if eq and body.get("__hash__") is None:
            namespace["__hash__"] = _first_hash if frozen else None
        slot_names = tuple([name for name in own if name not in inherited])
        namespace["__slots__"] = (*slot_names, "__weakref__") if weakref_slot else slot_names
        namespace["__match_args__"] = tuple([name for name, of in fields.items() if of.init])
        namespace |= {"__record_fields__": fields, "__record_is_frozen__": frozen, _FIELDS: _StandardFields()}
        made = type(cls)(cls.__name__, cls.__bases__, namespace)
        made.__qualname__ = cls.__qualname__
        return made

    return decorate


def _field_in(body: Mapping[str, Any], name: str) -> _Field:
    """Return the field of an annotation, from what the class body assigns to it."""
    if name not in body:
        return _REQUIRED
    default = body[name]
    return default if isinstance(default, _Field) else _Field(default=default)


def _record_class(record: object) -> type:
    """Return the class among those of an object that was made here."""
    return next(cls for cls in type(record).__mro__ if "__record_fields__" in cls.__dict__)


def _first_init(self: object, *values: object, **named: object) -> None:
    """Make the constructor of a class when it is first called, as many classes never have an object."""
    cls: Any = _record_class(self)
    cls.__init__ = _init_of(cls, _fields_of(cls))
    cls.__init__(self, *values, **named)


def _fields_of(cls: Any) -> Mapping[str, _Field]:
    fields: Mapping[str, _Field] = cls.__record_fields__
    return fields


def _init_of(cls: type, fields: Mapping[str, _Field]) -> Callable[..., None]:
    """Return a constructor that takes values in the order of the fields or by their names."""
    names = [name for name, of in fields.items() if of.init]
    count, left = len(names), OFTEN
    assigners = tuple(getattr(cls, name).__set__ for name in names)
    filled = [(name, of) for name, of in fields.items() if not of.init and of.is_filled]
    finish = getattr(cls, "__post_init__", None)

    def __init__(self: object, *values: object, **named: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            _generate_methods(cls)
        if named or len(values) != count:
            values = _complete(cls, names, values, named)
        for assign, value in zip(assigners, values):  # noqa: B905 - the counts are the same
            assign(self, value)
        for name, of in filled:
            object.__setattr__(self, name, of.value())
        if finish is not None:
            finish(self)

    return __init__


def _complete(cls: type, names: list[str], values: tuple[object, ...], named: dict[str, object]) -> tuple[object, ...]:
    """Return a value for each name, those by position first; raise TypeError if one is missing or too many."""
    fields, rest = _fields_of(cls), names[len(values) :]
    is_whole = all(name in named or fields[name].is_filled for name in rest)
    if len(values) > len(names) or not is_whole or not named.keys() <= set(rest):
        raise TypeError(f"{cls.__name__} takes {', '.join(names)}")
    return (*values, *(named[name] if name in named else fields[name].value() for name in rest))


def _first_eq(self: object, other: object) -> bool:
    """Make the comparison of a class when it is first used."""
    cls: Any = _record_class(self)
    values = _values_of(cls)
    cls.__eq__ = lambda self, other: (
        values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
    )
    return bool(cls.__eq__(self, other)) if other.__class__ is self.__class__ else NotImplemented


def _first_hash(self: object) -> int:
    """Make the hash of a class when it is first used."""
    cls: Any = _record_class(self)
    values = _values_of(cls)
    cls.__hash__ = lambda self: hash(values(self))
    return hash(values(self))


def _values_of(cls: type) -> Callable[[object], object]:
    """Return a function that returns the compared values of a record as a tuple."""
    names = [name for name, of in _fields_of(cls).items() if of.compare]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple([getattr(record, name) for name in names])


def _standard(cls: Any) -> type:
    """Return the class that `dataclasses` makes of the same fields."""
    import dataclasses  # costs 15 ms, which few games pay

    description: list[tuple[str, type, Any]] = []
    for name, of in _fields_of(cls).items():
        settings: dict[str, Any] = {} if of.default is _ABSENT else {"default": of.default}
        settings |= {} if of.factory is None else {"default_factory": of.factory}
        settings |= {"init": of.init, "repr": of.repr, "compare": of.compare}
        description.append((name, object, dataclasses.field(**settings)))
    namespace = {"__post_init__": cls.__post_init__} if hasattr(cls, "__post_init__") else {}
    return dataclasses.make_dataclass(cls.__name__, description, namespace=namespace, frozen=cls.__record_is_frozen__)


def _generate_methods(cls: Any) -> None:
    """Replace the methods that are called most by those that `dataclasses` generates."""
    standard: Any = _standard(cls)
    cls.__init__ = standard.__init__
    for name in ("__eq__", "__hash__"):
        if getattr(cls.__dict__.get(name), "__module__", None) == __name__:
            setattr(cls, name, standard.__dict__[name])


def _repr(self: object) -> str:
    values = (f"{name}={getattr(self, name)!r}" for name, of in _fields_of(type(self)).items() if of.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"`{name}` of a record cannot be changed")


def _state(self: object) -> list[object]:
    return [getattr(self, name) for name in _fields_of(type(self))]


def _restore(self: object, state: list[object]) -> None:
    for name, value in zip(_fields_of(type(self)), state, strict=True):
        object.__setattr__(self, name, value)


def _replace(record: object, /, **changes: object) -> object:
    """Return a record with some fields changed."""
    cls = type(record)
    values = {name: getattr(record, name) for name, of in _fields_of(cls).items() if of.init}
    return cls(**(values | changes))


_REQUIRED = _Field()
_SHARED = {"__init__": _first_init, "__repr__": _repr}
_COMPARED = {"__eq__": _first_eq}
_FROZEN = {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _restore}


class _TupleMaker(type):
    """Makes a class with annotations a named tuple, without compiling each annotation as `typing` does."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
        if not bases:
            return super().__new__(cls, name, bases, body)
        names = tuple(body["__annotations__"])
        made = namedtuple(name, names, defaults=[body[field] for field in names if field in body])  # type: ignore[misc]
        for attribute in body.keys() - {*names, "__annotations__", "__classcell__"}:
            setattr(made, attribute, body[attribute])
        return made


class _NamedTuple(metaclass=_TupleMaker):
    """The base of named tuples."""


if not TYPE_CHECKING:
    NamedTuple = _NamedTuple
    dataclass, field, replace = _record, _Field, _replace
