"""Names get their meaning from the scope and from what they stand beside; mistakes of kind are told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.diagnostics.near import MOST_GUESSES
from engine.expressions.language.kinds import NumberKind, TextKind, TruthKind
from engine.expressions.language.terms import Constant, Operation, Read
from engine.expressions.semantics.printing import write
from engine.expressions.semantics.resolve import resolve_value
from tests.expressions.parsing import codes, condition, kind, scope, value

KINDS = scope().variables


@pytest.mark.parametrize(
    "written",
    [
        "eyes >= 3",
        "carry has gobi and eyes >= 3",
        "family == blind",
        "family != other_family",
        "mood == here",
        "lamp == false",
        "carry == none",
        "carry == chest",
        "not lamp or count(carry) > 1",
        "(eyes + 2) * 3 // 2 % 5 == -1",
        "max(eyes, debt) >= abs(debt)",
        "seen(yard)",
        "visits(hall) > 2",
        "turns() < 40",
        "took(hall.listen)",
        "not (lamp and eyes > 3)",
        "(eyes > 3) == lamp",
        "gobi > 3 and carry has gobi",
    ],
)
def test_a_sound_condition_is_written_back_as_it_stood(written: str) -> None:
    resolved = condition(written)
    assert resolved.diagnostics == ()
    assert resolved.term is not None
    assert write(resolved.term, KINDS) == written


@pytest.mark.parametrize(
    ("written", "code", "helps"),
    [
        ("eyse > 3", "unknown-name", "`eyes`"),
        ("zzz > 3", "unknown-name", "`vars`"),
        ("hall", "unknown-name", "seen(hall)"),
        ("lamp == yes", "unknown-name", "`true`"),
        ("eyes", "wrong-kind", "eyes > 0"),
        ("carry", "wrong-kind", "carry has gobi"),
        ("family", "wrong-kind", "family == here"),
        ("lamp + 1 > 2", "wrong-kind", ""),
        ("carry > 2", "wrong-kind", "same kind"),
        ("eyes == true", "wrong-kind", "same kind"),
        ("family == mood", "wrong-kind", "same kind"),
        ("family < blind", "wrong-kind", "`==`"),
        ("lamp < true", "wrong-kind", "`==`"),
        ("eyes has gobi", "wrong-kind", ""),
        ("count(eyes) > 1", "wrong-kind", ""),
        ("not eyes", "wrong-kind", "compare"),
        ("lamp and 3", "wrong-kind", "compare"),
        ("carry + 1 > 2", "wrong-kind", "count"),
        ("family == blnid", "unknown-member", "`blind`"),
        ("carry has gobbi", "unknown-member", "`gobi`"),
        ("carry has 3", "unknown-member", "`lapin`"),
        ("carry has none", "unknown-member", "`lapin`"),
        ("carry == mauser", "set-compared", "has mauser"),
        ("lamp and mauser", "member-alone", "carry has mauser"),
        ("lamp and blind", "member-alone", "family == blind"),
        ("name == eyes", "text-in-condition", "{name}"),
        ("lamp and name", "text-in-condition", "{name}"),
        ("eyes // debt > 1", "bad-divisor", "divide by one"),
        ("eyes % (2 - 2) > 1", "bad-divisor", "another"),
        ("eyes * 9007199254740992 > 1", "number-too-large", "ranges"),
        ("visits(hall) + 1 > 2", "unbounded-count", "number"),
        ("visits(hall) > eyes", "unbounded-count", "number"),
        ("visits(hall) > visits(yard)", "unbounded-count", "number"),
        ("turns() > turns()", "unbounded-count", "number"),
        ("min(turns(), 3) > 2", "unbounded-count", "number"),
        ("seen(yrad)", "asks-unknown-scene", "`yard`"),
        ("visits(nowhere) > 2", "asks-unknown-scene", ""),
    ],
)
def test_a_mistake_is_named_and_helped(written: str, code: str, helps: str) -> None:
    resolved = condition(written)
    assert codes(resolved) == [code]
    assert helps in resolved.diagnostics[0].help


def test_every_mistake_of_an_expression_is_reported() -> None:
    assert codes(condition("eyse > 3 and lmap and carry has gobbi")) == [
        "unknown-name",
        "unknown-name",
        "unknown-member",
    ]


def test_a_name_of_both_a_member_and_a_variable_is_resolved_by_the_other_side_of_its_comparison() -> None:
    within = scope(blind="0..6")
    assert condition("family == blind", within).term == Operation("==", (Read("family"), Constant(1)))
    assert condition("eyes == blind", within).term == Operation("==", (Read("eyes"), Read("blind")))


def test_a_name_that_fits_both_as_member_and_as_variable_is_refused() -> None:
    assert codes(condition("family == blind", scope(blind="one of here, blind, told"))) == ["ambiguous-name"]


def test_a_member_may_stand_first() -> None:
    assert condition("blind == family").term == Operation("==", (Constant(1), Read("family")))


def test_a_chain_is_all_of_its_links() -> None:
    links = (Operation("<", (Constant(0), Read("eyes"))), Operation("<=", (Read("eyes"), Constant(6))))
    assert condition("0 < eyes <= 6").term == Operation("and", links)


def test_a_count_always_stands_before_its_constant() -> None:
    assert condition("2 * 2 <= visits(hall)").term == Operation(">=", (Read("visits:hall"), Constant(4)))


def test_nested_ands_are_one() -> None:
    term = condition("lamp and (lamp and eyes > 1) and lamp").term
    assert isinstance(term, Operation)
    assert len(term.parts) == 4


def test_a_value_has_the_kind_of_its_reach() -> None:
    assert value("eyes * 2 - debt").kind == NumberKind(-3, 15)
    assert value("carry").kind == kind("any of lapin, gobi, mauser")
    assert value("eyes > 3").kind == TruthKind()


def test_a_text_by_itself_can_be_shown() -> None:
    resolved = value("name")
    assert (resolved.term, resolved.kind, resolved.diagnostics) == (None, TextKind(), ())


def test_a_count_is_never_shown() -> None:
    assert codes(value("turns()")) == ["unbounded-count"]


def test_a_member_alone_is_no_value() -> None:
    assert codes(value("blind")) == ["member-alone"]


def test_a_derived_value_stands_for_its_expression() -> None:
    within = scope({"ready": "carry has gobi and awake", "awake": "eyes >= 3"})
    assert condition("ready or lamp", within).term == condition("(carry has gobi and eyes >= 3) or lamp").term


def test_a_derived_value_may_be_called_as_a_member_it_compares_with() -> None:
    within = scope({"blind": "family == blind"})
    assert condition("blind and lamp", within).term == condition("family == blind and lamp").term


def test_a_derived_value_may_be_called_as_a_member_it_asks_for() -> None:
    within = scope({"mauser": "carry has mauser"})
    assert condition("mauser and lamp", within).term == condition("carry has mauser and lamp").term


def test_a_mistake_in_a_derived_value_is_reported_there_and_nowhere_else() -> None:
    within = scope({"ready": "eyse >= 3"})
    assert codes(resolve_value(within.derived["ready"], within)) == ["unknown-name"]
    used = condition("ready and lamp", within)
    assert (used.term, used.diagnostics) == (None, ())


def test_a_circle_of_derived_values_is_reported_once() -> None:
    within = scope({"a": "b and lamp", "b": "not c", "c": "a", "user": "a or lamp"})
    told = [codes(resolve_value(expression, within)) for expression in within.derived.values()]
    assert told == [["circular-derived"], [], [], []]
    assert codes(condition("user", within)) == []


def test_derived_values_that_double_each_other_are_refused_before_they_grow() -> None:
    doubling = {f"d{n}": f"d{n - 1} and (lamp or d{n - 1})" for n in range(1, 40)}
    within = scope({"d0": "lamp or eyes > 3"} | doubling)
    told = [code for expression in within.derived.values() for code in codes(resolve_value(expression, within))]
    assert told == ["expression-too-large"]


def test_a_chain_of_thousands_of_derived_values_needs_no_deep_recursion() -> None:
    within = scope({"d0": "1"} | {f"d{n}": f"-(d{n - 1})" for n in range(1, 3000)})
    assert codes(value("d2999", within)) == []
    assert value("d190", within).term is not None
    assert value("d210", within).term is None
    told = [code for expression in within.derived.values() for code in codes(resolve_value(expression, within))]
    assert told == ["expression-too-large"]


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("took(listen)", "took:hall.listen"),
        ("took(listen.wait)", "took:hall.listen.wait"),
        ("took(go)", "took:hall.leave.go"),
        ("took(turn-back)", "took:hall.turn-back"),
        ("took(yard.wait)", "took:yard.wait"),
        ("took(hall.leave.go)", "took:hall.leave.go"),
        ("took(hall.go)", "took:hall.leave.go"),
    ],
)
def test_a_choice_is_known_by_its_address_or_the_end_of_it(written: str, symbol: str) -> None:
    assert condition(written).term == Read(symbol)


@pytest.mark.parametrize(
    ("written", "code", "helps"),
    [
        ("took(wait)", "ambiguous-choice", "`listen.wait` or `leave.wait`"),
        ("took(lisen)", "asks-unknown-choice", "`listen`"),
        ("took(yard.listen)", "asks-unknown-choice", "took(hall.listen)"),
        ("took(cellar)", "asks-unknown-choice", "seen(cellar)"),
        ("took(nowhere.wait)", "asks-unknown-choice", ""),
    ],
)
def test_a_choice_that_is_not_the_only_one_is_refused(written: str, code: str, helps: str) -> None:
    resolved = condition(written)
    assert codes(resolved) == [code]
    assert helps in resolved.diagnostics[0].help


def test_outside_every_scene_a_choice_needs_its_scene() -> None:
    outside = scope(here=None)
    assert codes(condition("took(listen)", outside)) == ["asks-unknown-choice"]
    assert condition("took(hall.listen)", outside).term == Read("took:hall.listen")


def test_the_first_part_of_an_address_is_a_scene_if_one_has_that_name() -> None:
    within = replace(scope(), addresses={"hall": ("yard.wait", "yard.go"), "yard": ("wait",)})
    assert condition("took(yard.wait)", within).term == Read("took:yard.wait")
    assert codes(condition("took(yard.go)", within)) == ["asks-unknown-choice"]
    assert condition("took(hall.yard.go)", within).term == Read("took:hall.yard.go")


def test_only_the_first_unknown_names_get_a_guess() -> None:
    within = scope()
    helps = [condition(f"other_famili{number} == here", within).diagnostics[0].help for number in range(30)]
    assert "did you mean" in condition("other_famili == here").diagnostics[0].help
    assert any("did you mean" in help_ for help_ in helps[:MOST_GUESSES])
    assert not any("did you mean" in help_ for help_ in helps[MOST_GUESSES:])


def test_the_names_shared_by_all_scenes_are_put_in_order_once() -> None:
    within = scope()
    assert within.at("yard").lookups is within.lookups
    assert within.addresses_ending("hall", "wait") == ("listen.wait", "leave.wait")
    assert within.addresses_ending("cellar", "wait") == ()
    assert within.owner_of("lapin") == "carry"
