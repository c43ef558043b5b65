"""Decodes `vars` and `derived`: the variables of the story, and the values that follow from them."""

from __future__ import annotations

from engine.expressions.messages import ExpressionFault
from engine.expressions.messages.declarations import not_a_declaration
from engine.expressions.syntax.declarations import parse_variable
from engine.source.nodes import Entry, Scalar, Sequence
from engine.story.decoding.keys import MANY, mapping_of
from engine.story.decoding.names import decode_id
from engine.story.decoding.values import Diagnostics, expression_of, text_of
from engine.story.model import Derived, Variable


def variables_of(entry: Entry, diagnostics: Diagnostics) -> tuple[Variable, ...]:
    """Decode the variables of a file; a faulty one is left out."""
    mapping = mapping_of(entry.value, "vars", diagnostics)
    entries = mapping.entries if mapping else ()
    variables = [_variable(item, diagnostics) for item in entries if len(diagnostics) < MANY]
    return tuple(variable for variable in variables if variable)


def derived_of(entry: Entry, diagnostics: Diagnostics) -> tuple[Derived, ...]:
    """Decode the derived values of a file; a faulty one is left out."""
    mapping = mapping_of(entry.value, "derived", diagnostics)
    values = [_derived(item, diagnostics) for item in mapping.entries] if mapping else []
    return tuple(value for value in values if value)


def _variable(entry: Entry, diagnostics: Diagnostics) -> Variable | None:
    name = decode_id(entry.key, "a variable", diagnostics)
    if isinstance(entry.value, Sequence):
        items = [item.text.strip() for item in entry.value.items if isinstance(item, Scalar)]
        diagnostics.append(not_a_declaration(entry.value.span, ", ".join(items)))
        return None
    scalar = text_of(entry, diagnostics)
    if scalar is None:
        return None
    try:
        return Variable(name, *parse_variable(scalar.text, scalar.place))
    except ExpressionFault as fault:
        diagnostics.append(fault.diagnostic)
        return None


def _derived(entry: Entry, diagnostics: Diagnostics) -> Derived | None:
    name = decode_id(entry.key, "a derived value", diagnostics)
    expression = expression_of(entry, diagnostics)
    return Derived(name, expression) if expression else None
