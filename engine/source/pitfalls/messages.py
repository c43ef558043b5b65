"""Diagnostics on text that YAML reads otherwise than the author meant it.

A `mend` writes the words so that YAML takes them as they are; there is one wherever that is certain.
"""

from __future__ import annotations

from functools import partial

from engine.diagnostics.diagnostic import Diagnostic, Mend, Severity
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span


def bare_choice(span: Span, words: str, mend: Mend | None = None) -> Diagnostic:
    """Refuse a list item without a colon; `words` are the item as YAML reads it."""
    message = f"{quoted(words)} is only a text: a choice has a colon and a space after its label"
    helps = _write(mend, "write `- label: scene`, or `- label:` to go on")
    return Diagnostic("bare-choice", message, span, helps, mend=mend)


def body_below_target(span: Span, label: str, target: str, mend: Mend | None = None) -> Diagnostic:
    """Refuse a body below a target; `mend` takes the target into the body."""
    message = "a choice with its target on its line has no body"
    helps = f"write {quoted(f'- {label}:')}, and {quoted(f'go: {target}')} at the end of its body"
    return Diagnostic("body-below-target", message, span, helps, mend=mend)


def colon_in_text(span: Span, mend: Mend | None = None) -> Diagnostic:
    helps = _write(mend, "put the text under `text: |`, or a label between single quotation marks")
    return Diagnostic("colon-in-text", "YAML reads what stands before this colon as a key", span, helps, mend=mend)


def cut_at_hash(span: Span, mend: Mend | None = None, is_certain: bool = True) -> Diagnostic:
    """Refuse words that YAML takes for a comment; only warn if they may be one after all."""
    helps = _write(mend, "put the text under `text: |`, or the label between single quotation marks")
    severity: Severity = "error" if is_certain else "warning"
    message = "from here on YAML reads a comment, and the words are lost"
    return Diagnostic("cut-at-hash", message, span, helps, severity, mend=mend)


def folded_text(span: Span, mend: Mend, has_quotation: bool) -> Diagnostic:
    """Refuse `>` where it joins lines; only warn where the text has nothing but paragraphs."""
    message = "YAML joins the lines of a text under `>`"
    severity: Severity = "error" if has_quotation else "warning"
    return Diagnostic("folded-text", message, span, _write(mend), severity, mend=mend)


def level_with_choice(span: Span, key: str, mend: Mend | None = None) -> Diagnostic:
    """Refuse keys of a choice that are indented too little; `key` is the first of them."""
    message = f"{quoted(key)} stands level with the label, so YAML reads it as another label"
    helps = _write(mend, "indent it, and all that belongs to the choice, further than the label")
    return Diagnostic("level-with-choice", message, span, helps, mend=mend)


def quotes_lost(span: Span, mend: Mend | None = None) -> Diagnostic:
    """Warn of quotation marks that no player will see."""
    message = "these quotation marks will not be seen: YAML takes them for its own"
    return Diagnostic("quotes-lost", message, span, _write(mend), "warning", mend=mend)


def tab(span: Span, count: int, mend: Mend) -> Diagnostic:
    """Refuse TABs; `count` is the number of lines, from this one on, that have them."""
    lines = f"this line and the {count - 1} after it are" if count > 1 else "this line is"
    message = f"{lines} indented with TABs, and YAML wants spaces"
    return Diagnostic("tab", message, span, "indent with spaces, level with the lines around", mend=mend)


def text_after_quote(span: Span, mend: Mend | None = None) -> Diagnostic:
    message = "YAML ends this text at its second quotation mark, and words follow"
    helps = _write(mend, "use “typographic” marks, or put the text under `text: |`")
    return Diagnostic("text-after-quote", message, span, helps, mend=mend)


_BY_SIGN = {
    "*": partial(
        Diagnostic, "text-read-as-alias", "YAML reads a text that begins with `*` as the repetition of a value"
    ),
    "&": partial(Diagnostic, "text-read-as-anchor", "YAML reads a text that begins with `&` as a name for a value"),
    "[": partial(Diagnostic, "text-read-as-list", "YAML reads a text that begins with `[` as a list"),
    "{": partial(Diagnostic, "text-read-as-mapping", "YAML reads a text that begins with `{` as a mapping"),
    "!": partial(Diagnostic, "text-read-as-tag", "YAML reads a text that begins with `!` as a type"),
}


def text_begins_with_sign(span: Span, sign: str, mend: Mend | None = None) -> Diagnostic:
    """Refuse a text that begins with one of YAML's own signs."""
    if sign in _BY_SIGN:
        helps = _write(mend, "put a label between single quotation marks, any other text under `text: |`")
        return _BY_SIGN[sign](span, helps, mend=mend)
    shown = "a backtick" if sign == "`" else quoted(sign)
    message = f"no text can begin with {shown}: YAML keeps the sign for itself"
    helps = _write(mend, "put the label between single quotation marks: `- 'label': scene`")
    return Diagnostic("text-with-sign", message, span, helps, mend=mend)


def unclear_choice(span: Span, message: str, meant: str, as_label: str) -> Diagnostic:
    """Refuse an item; `meant` is the item without the slip, `as_label` the item whose label shows the sign."""
    helps = f"write {quoted(meant)}, or {quoted(as_label)} if the label is to show it"
    return Diagnostic("unclear-choice", message, span, helps)


def unclosed_quote(span: Span, mend: Mend | None = None) -> Diagnostic:
    message = "this quotation mark opens a text for YAML, and nothing closes it"
    helps = _write(mend, "close it, or put the text under `text: |`")
    return Diagnostic("unclosed-quote", message, span, helps, mend=mend)


def _write(mend: Mend | None, otherwise: str = "put the text under `text: |`") -> str:
    """Show the mended lines in backticks, or the other help where there is no mend."""
    if mend is None:
        return otherwise
    lines = [line.strip() for line in mend.lines if line.strip()]
    if len(lines) == 1:
        return f"write `{lines[0]}`"
    return f"write `{lines[0]}` and under it, indented, `{lines[1]}`"
