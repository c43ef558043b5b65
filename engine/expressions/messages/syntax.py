"""Diagnostics about text that is no expression or statement."""

from __future__ import annotations

from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted, safe_line
from engine.diagnostics.span import Span
from engine.language import DEEPEST_EXPRESSION, FARTHEST, LONGEST_EXPRESSION, MOST_PARTS

SHORTHAND = {"*=": "*", "//=": "//", "%=": "%", "/=": "//"}
"""The operator in each assignment of other languages that there is not."""

_SPLIT = "give a part of it a name under `derived`"

_character_in_expression = partial(Diagnostic, "character-in-expression")
_expression_too_large = partial(Diagnostic, "expression-too-large")
_not_a_number = partial(Diagnostic, "not-a-number")
_not_a_statement = partial(Diagnostic, "not-a-statement")
_unexpected_word = partial(Diagnostic, "unexpected-word")
_wrong_arguments = partial(Diagnostic, "wrong-arguments")


def character_in_expression(span: Span, character: str | None, name: str | None, instead: str | None) -> Diagnostic:
    """Refuse a character; `character` is None if it is invisible, `name` is its code point and Unicode name."""
    if character is None:
        help_ = "delete it, and type what stands around it again"
        return _character_in_expression(f"an unseen character stands here, {name}", span, help_)
    what = f"{quoted(character)} ({name})" if name else quoted(character)
    return _character_in_expression(f"{what} has no meaning here", span, f"write `{instead}`" if instead else "")


def too_many_characters(span: Span, length: int) -> Diagnostic:
    """Refuse an expression of that many characters."""
    return _expression_too_large(f"this has {length} characters, and {LONGEST_EXPRESSION} is the most", span, _SPLIT)


def too_many_parts(span: Span) -> Diagnostic:
    """Refuse an expression of too many operators, names and numbers."""
    return _expression_too_large(f"this has more than {MOST_PARTS} parts", span, _SPLIT)


def too_many_levels(span: Span) -> Diagnostic:
    """Refuse parentheses nested too deep."""
    return _expression_too_large(f"this is more than {DEEPEST_EXPRESSION} levels deep", span, _SPLIT)


def too_large_derived(span: Span) -> Diagnostic:
    """Refuse an expression whose derived values make it too large."""
    help_ = "keep a part of it in a variable"
    return _expression_too_large("with its derived values put in, this grows too large", span, help_)


def not_a_number(span: Span, text: str) -> Diagnostic:
    help_ = "numbers are whole" if "." in text else "write its digits and nothing else"
    message = f"{quoted(text)} is no whole number" if text else "a whole number is missing here"
    return _not_a_number(message, span, help_)


def literal_too_large(span: Span, text: str) -> Diagnostic:
    return _not_a_number(f"{quoted(text, 24)} is too large", span, f"numbers go up to {FARTHEST}")


def not_a_statement(span: Span, name: str, text: str) -> Diagnostic:
    if text == "==":
        return _not_a_statement("`==` compares, and a `set` gives a value", span, f"write `{safe_line(name, 40)} = …`")
    if text in SHORTHAND:
        variable = safe_line(name, 40)
        help_ = f"write `{variable} = {variable} {SHORTHAND[text]} …`"
        return _not_a_statement(f"`{text}` is not one of `=`, `+=`, `-=`", span, help_)
    rest = f"and {quoted(text)} stands there" if text else "and nothing follows"
    return _not_a_statement(
        f"`=`, `+=` or `-=` must follow {quoted(name)}, {rest}", span, f"as in `{safe_line(name, 40)} = …`"
    )


def statement_without_name(span: Span, text: str) -> Diagnostic:
    first = quoted(text) if text else "nothing"
    help_ = "write a statement, as in `lamp = true`"
    return _not_a_statement(f"a statement begins with a variable, and {first} stands there", span, help_)


def empty_statement(span: Span) -> Diagnostic:
    help_ = "write a statement, as in `lamp = true`, or leave `set` out"
    return _not_a_statement("this `set` says nothing", span, help_)


def not_an_operator(span: Span, text: str, instead: str | None) -> Diagnostic:
    there_is = "there are only `+ - * // %`, comparisons, `has`, `and`, `or` and `not`"
    help_ = f"write `{instead}`" if instead else there_is
    what = "no word of an expression" if text.isalpha() else "no operator"
    return Diagnostic("not-an-operator", f"`{text}` is {what}", span, help_)


def quoted_text(span: Span, text: str) -> Diagnostic:
    inner = text.strip("\"'“”„«»‘’‚ ")
    is_name = inner.replace("-", "_").replace(".", "_").isidentifier()
    help_ = (
        f"write the name without quotation marks: {quoted(inner)}"
        if is_name
        else "compare a member of `one of` instead"
    )
    return Diagnostic("quoted-text", "an expression holds no quoted text", span, help_)


def reaching_inside(span: Span, sign: str) -> Diagnostic:
    help_ = "ask a set with `has`, as in `carry has gobi`"
    return Diagnostic("reaching-inside", f"a value has no parts to reach with `{sign}`", span, help_)


def several_values(span: Span, name: str) -> Diagnostic:
    variable = safe_line(name, 40)
    help_ = f"put `;` between two statements; a set is given member by member: `{variable} = gobi; {variable} += lapin`"
    return Diagnostic("several-values", "a statement gives one value, and a comma follows it", span, help_)


def single_equals(span: Span) -> Diagnostic:
    return Diagnostic("single-equals", "`=` gives a value, and an expression only asks", span, "to compare, write `==`")


def unexpected_word(span: Span, text: str, instead: str | None) -> Diagnostic:
    help_ = f"write `{instead}`" if instead else "join two values with an operator, as in `lamp and eyes > 3`"
    return _unexpected_word(f"{quoted(text)} cannot stand here", span, help_)


def chained_has(span: Span, text: str) -> Diagnostic:
    help_ = "put one of the two in parentheses, or join them with `and`"
    return _unexpected_word(f"`{text}` cannot follow a comparison: `has` does not chain", span, help_)


def late_not(span: Span) -> Diagnostic:
    help_ = "put it first, as in `not carry has gobi`, or in parentheses"
    return _unexpected_word("`not` cannot stand here", span, help_)


def unfinished_expression(span: Span, missing: str, help_: str) -> Diagnostic:
    """Say what is missing, and where: `missing` is a clause."""
    return Diagnostic("unfinished-expression", missing, span, help_)


def wrong_arguments(span: Span, function: str, usage: str, count: int) -> Diagnostic:
    plural = "" if count == 1 else "s"
    return _wrong_arguments(f"`{function}` cannot take {count} value{plural}", span, f"write `{usage}`")


def argument_without_id(span: Span, function: str, usage: str) -> Diagnostic:
    return _wrong_arguments(f"`{function}` needs the id of a scene or choice", span, f"write `{usage}`")
