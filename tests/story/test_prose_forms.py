"""Prose is read into words and forms."""

from __future__ import annotations

import pytest

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.source.nodes import Scalar
from engine.story.blocks import Piece, Prose, ShownValue
from engine.story.prose import Either, Varied, Words
from engine.story.prose_forms import Setting, parse_prose


def read(text: str, setting: Setting = "text") -> tuple[Prose, list[Diagnostic]]:
    found: list[Diagnostic] = []
    scalar = Scalar(text, "plain", Span("story.yaml", 1, 1, 1, len(text) + 1))
    return parse_prose(scalar, setting, found), found


def outline(prose: Prose) -> list[object]:
    """Prose without places: words as text, forms as tuples."""
    return [_outlined(piece) for piece in prose]


def _outlined(piece: Piece) -> object:
    match piece:
        case Words(text):
            return text
        case ShownValue():
            return ("shown",)
        case Either(_, yes, no):
            return ("either", outline(yes), outline(no))
        case Varied(variation, _, parts):
            return (variation, *(outline(part) for part in parts))


def pieces(text: str) -> list[object]:
    prose, found = read(text)
    assert found == []
    return outline(prose)


def codes(text: str, setting: Setting = "text") -> list[str]:
    return [found.code for found in read(text, setting)[1]]


def test_runs_of_space_and_line_breaks_are_one_space() -> None:
    assert pieces("  A  door,\nand\t light. \n") == ["A door, and light."]


def test_a_blank_line_parts_paragraphs() -> None:
    assert pieces("One.\n\n \nTwo.") == ["One.\n\nTwo."]


def test_a_quotation_keeps_its_lines() -> None:
    assert pieces("> one\n>  two\n\nand\nso") == ["> one\n> two\n\nand so"]


def test_a_paragraph_only_partly_quoted_does_not_keep_its_lines() -> None:
    assert pieces("> one\ntwo") == ["> one two"]


def test_a_no_break_space_stays() -> None:
    assert pieces("Non\u00a0!") == ["Non\u00a0!"]


def test_escaped_signs_are_words() -> None:
    assert pieces(r"a \{b\} \| c") == ["a {b} | c"]


def test_a_bar_outside_braces_is_a_word() -> None:
    assert pieces("a | b") == ["a | b"]


def test_a_value_is_shown() -> None:
    assert pieces("Room {eyes}.") == ["Room ", ("shown",), "."]


def test_a_condition_has_one_outcome_or_two() -> None:
    assert pieces("{lamp ? lit | dark}") == [("either", ["lit"], ["dark"])]
    assert pieces("{eyes > 2 ? wide}") == [("either", ["wide"], [])]


def test_a_line_break_counts_as_the_space_around_a_question_mark() -> None:
    assert pieces("{lamp\n?\nlit | dark}") == [("either", ["lit"], ["dark"])]


def test_a_question_that_is_no_expression_goes_by_visits() -> None:
    assert pieces("{Vraiment ? | Non.}") == [("visits", ["Vraiment ?"], ["Non."])]


def test_a_question_mark_without_spaces_is_a_word() -> None:
    assert pieces("{who? | me}") == [("visits", ["who?"], ["me"])]


def test_the_marks_choose_how_parts_follow_each_other() -> None:
    assert pieces("{& a | b}") == [("cycle", ["a"], ["b"])]
    assert pieces("{! a}") == [("first", ["a"])]
    assert pieces("{~a | b}") == [("shuffle", ["a"], ["b"])]
    assert pieces("{a | b | }") == [("visits", ["a"], ["b"], [])]


def test_forms_nest() -> None:
    assert pieces("{lamp ? {a | b} x | {eyes}}") == [("either", [("visits", ["a"], ["b"]), " x"], [("shown",)])]


def test_glue_and_emphasis_stay_in_the_words() -> None:
    assert pieces("<> *so* **so** ---") == ["<> *so* **so** ---"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a {b", "unclosed-brace"),
        ("a} b", "stray-brace"),
        ("{}", "empty-form"),
        ("{ | }", "empty-form"),
        ("{& }", "empty-form"),
        ("{lamp ? | }", "empty-form"),
        ("{very old}", "not-a-form"),
        ("{lamp ? a | b | c}", "third-outcome"),
        ("{" * 40 + "}" * 40, "deep-form"),
        ("{" + "a|" * 1_000 + "}", "long-form"),
    ],
)
def test_a_broken_form_has_its_own_fault(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_a_thousand_alternatives_are_a_form() -> None:
    assert codes("{" + "a|" * 999 + "}") == []


def test_a_comparison_that_is_no_expression_is_reported_rather_than_printed() -> None:
    assert len(codes("{eyes > ? a | b}")) == 1


def test_all_faults_of_a_text_are_reported() -> None:
    assert codes("{} {very old} }") == ["stray-brace", "empty-form", "not-a-form"]


def test_stray_braces_side_by_side_are_one_fault_and_three_of_a_text_are_reported() -> None:
    assert codes("a }}} b") == ["stray-brace"]
    assert codes("} " * 9) == ["stray-brace"] * 3


def test_nothing_is_drawn_in_a_label() -> None:
    assert codes("{lamp ? {~ a | b}}", "label") == ["drawn-label"]


def test_a_page_outside_the_scenes_has_no_visits_to_go_by() -> None:
    assert codes("{a | b}", "page") == ["no-visits-here"]
    assert codes("{lamp ? a | b}", "page") == []


def test_a_form_knows_its_place() -> None:
    prose, _ = read("Room {eyes}.")
    shown = prose[1]
    assert isinstance(shown, ShownValue)
    assert (shown.span.column, shown.span.end_column) == (6, 12)
    assert shown.expression.span.column == 7
