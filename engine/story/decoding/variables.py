"""Decodes `vars` and `derived`: what the story remembers, and what follows from it."""

from __future__ import annotations

from engine.expressions.declarations import parse_variable
from engine.expressions.messages import ExpressionFault
from engine.expressions.messages.declarations import not_a_declaration
from engine.source.nodes import Entry, Scalar, Sequence
from engine.story.decoding.keys import MANY, mapping_of
from engine.story.decoding.names import given_id
from engine.story.decoding.values import Found, expression_of, text_of
from engine.story.model import Derived, Variable


def variables_of(entry: Entry, found: Found) -> tuple[Variable, ...]:
    """The variables a file declares; one that cannot be made is left out."""
    mapping = mapping_of(entry.value, "vars", found)
    entries = mapping.entries if mapping else ()
    made = [_variable(given, found) for given in entries if len(found) < MANY]
    return tuple(variable for variable in made if variable)


def derived_of(entry: Entry, found: Found) -> tuple[Derived, ...]:
    """The derived values a file declares; one that cannot be made is left out."""
    mapping = mapping_of(entry.value, "derived", found)
    made = [_derived(given, found) for given in mapping.entries] if mapping else []
    return tuple(derived for derived in made if derived)


def _variable(entry: Entry, found: Found) -> Variable | None:
    named = given_id(entry.key, "a variable", found)
    if isinstance(entry.value, Sequence):
        items = [item.text.strip() for item in entry.value.items if isinstance(item, Scalar)]
        found.append(not_a_declaration(entry.value.span, ", ".join(items)))
        return None
    scalar = text_of(entry, found)
    if scalar is None:
        return None
    try:
        return Variable(named, *parse_variable(scalar.text, scalar.place))
    except ExpressionFault as refused:
        found.append(refused.diagnostic)
        return None


def _derived(entry: Entry, found: Found) -> Derived | None:
    named = given_id(entry.key, "a derived value", found)
    expression = expression_of(entry, found)
    return Derived(named, expression) if expression else None
