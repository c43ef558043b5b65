"""A save after its story was edited: what becomes of it, in places that the shipped story may not have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import SaveError
from engine.runtime.journal import PickedChoice
from engine.runtime.session import LoadedGame, Session
from engine.saves.edits.restore import RestoredGame, restore
from engine.saves.format.cell_names import cell_names
from engine.saves.format.document import SaveDocument
from engine.saves.format.journal import journal_of
from engine.saves.format.snapshot import snapshot_of
from engine.saves.recorder import save_of
from tests.saves.mill import STORY, mill, program_of


def saved(*choices: str, story: str = STORY, seed: int = 1) -> SaveDocument:
    """A save after those choices; one that starts with `=` is an answer."""
    session = Session(program_of(story), seed)
    for choice in choices:
        frame = session.do({"answer": choice[1:]} if choice.startswith("=") else {"choose": choice})
        assert frame.notice is None, frame.notice
    return save_of(session)


def after(document: SaveDocument, *changes: tuple[str, str], story: str = STORY) -> tuple[RestoredGame, Session]:
    for old, new in changes:
        assert story.count(old) == 1, old
        story = story.replace(old, new)
    program = program_of(story)
    restored = restore(program, document)
    session = Session(program)
    session.resume(LoadedGame(restored.steps, restored.note_ids, restored.page))
    return restored, session


def offered(session: Session) -> list[str]:
    return [choice.id for choice in session.frame.choices]


def test_the_same_story_takes_the_last_steps_again_and_shows_the_same() -> None:
    restored, session = after(saved("ring-the-bell", "tell-your-name", "=Abe", "go-in"))
    assert (restored.kind, restored.messages, len(restored.steps)) == ("same", (), 5)
    assert session.frame.text == ("Good day, Abe.",)
    assert session.frame.notes == ("ringing",)


def test_a_text_only_edit_shows_the_new_words_and_keeps_every_step() -> None:
    restored, session = after(saved("ring-the-bell", "go-in"), ("Good day, {miller}.", "Good night, {miller}."))
    assert (restored.kind, len(restored.steps)) == ("text-only", 3)
    assert session.frame.text == ("Good night, Nobody.",)
    assert session.do({"undo": 2}).turn == 0


def test_a_renamed_choice_with_more_choices_inside_it_is_the_same_choice() -> None:
    document = saved("look-into-the-shed", "take-oats", "shut-the-door")
    restored, session = after(document, ("- Take oats:", "- Take the oats:"))
    assert restored.kind == "choice-renamed"
    moves = [entry.move.address for entry in restored.entries if isinstance(entry.move, PickedChoice)]
    assert moves == ["yard.look-into-the-shed", "shed.take-the-oats", "shed.take-the-oats.shut-the-door"]
    assert session.do({"undo": 1}).choices[0].label == "Shut the door"


def test_a_save_inside_a_renamed_choice_goes_on_there_and_comes_back_to_the_caller() -> None:
    document = saved("look-into-the-shed", "take-oats")
    restored, session = after(document, ("- Take oats:", "- Take the oats:"))
    assert (restored.kind, restored.is_moved) == ("choice-renamed", False)
    assert offered(session) == ["shut-the-door", "leave-it-open"]
    assert session.do({"choose": "shut-the-door"}).scene == "yard"


def test_a_save_inside_a_choice_that_is_gone_goes_back_to_the_start_of_its_scene_and_the_call_holds() -> None:
    document = saved("look-into-the-shed", "take-oats")
    gone = STORY[STORY.index("      - Take oats:") : STORY.index("      - Touch nothing:")]
    restored, session = after(document, (gone, ""))
    assert (restored.kind, restored.is_moved) == ("choice-gone", True)
    assert restored.messages[0].endswith("the game goes on from the start of “The shed”")
    assert (session.frame.scene, offered(session), session.frame.text) == ("shed", ["touch-nothing"], ("Dust.",))
    visits = snapshot_of(session.program, session.state).visits
    assert visits["shed"] == 1
    assert session.do({"choose": 1}).scene == "yard"


def test_a_save_in_a_called_scene_whose_call_is_gone_goes_back_to_the_caller() -> None:
    document = saved("look-into-the-shed")
    restored, session = after(document, ("{call: shed}", "{text: It is locked.}"))
    assert restored.is_moved
    assert (session.frame.scene, "look-into-the-shed" in offered(session)) == ("yard", True)


def test_a_save_in_a_borrowed_choice_that_is_gone_goes_back_to_the_list_that_borrowed_it() -> None:
    story = STORY.replace(
        "Count what you have: {text: It is little., set: grain -= 1}",
        "Count what you have: {then: {choices: [Once: {set: grain -= 1}, Twice: {set: grain -= 2}]}}",
    )
    document = saved("count-what-you-have", story=story)
    assert [place.kind for place in document.snapshot.stack] == ["list"] or document.snapshot.stack
    restored, session = after(
        document, ("[Once: {set: grain -= 1}, Twice: {set: grain -= 2}]", "[Thrice: {}]"), story=story
    )
    assert restored.is_moved
    assert session.frame.scene == "yard"


def test_a_save_in_a_scene_that_is_gone_goes_back_to_the_last_one_left() -> None:
    gone = STORY[STORY.index("  loft:") : STORY.index("  flood:")]
    document = saved("go-in", "up-to-the-loft")
    restored, session = after(
        document, (gone, ""), ("- Up to the loft: loft", "- Up: yard"), ("            go: loft", "            go: yard")
    )
    assert (restored.kind, restored.is_moved) == ("scene-gone", True)
    assert "“The hall”" in restored.messages[0]
    assert session.frame.scene == "hall"


def test_a_save_is_refused_with_the_list_of_its_scenes_if_none_is_left() -> None:
    document = replace(saved("go-in"), trail=("nowhere", "no_place"))
    story = STORY.replace("hall", "house").replace("start: yard", "start: court").replace("yard:", "court:")
    story = story.replace(": yard", ": court").replace("go: yard", "go: court")
    with pytest.raises(SaveError, match="no scene is left that this game rested in: `no_place`, `nowhere`"):
        restore(program_of(story), document)


def test_a_save_of_another_story_is_refused_by_its_title() -> None:
    with pytest.raises(SaveError, match="it is a save of another story, “The mill”"):
        restore(program_of(STORY.replace("id: mill", "id: weir")), saved("go-in"))


def test_a_journal_that_does_not_come_out_as_it_was_saved_is_refused_and_the_step_named() -> None:
    document = saved("ring-the-bell", "go-in", "back-to-the-yard")
    forged = replace(document, journal=journal_of([replace(document.journal[0], hash="0" * 16), *document.journal[1:]]))
    with pytest.raises(SaveError, match="step 1 of its journal does not come out as it was saved"):
        restore(mill(), forged)
    swapped = replace(document, journal=journal_of([document.journal[1], document.journal[0], document.journal[2]]))
    with pytest.raises(SaveError, match="step 1 of its journal"):
        restore(mill(), swapped)


def test_values_that_no_longer_fit_are_made_to_and_reported() -> None:
    document = saved("pour-grain-in", "pour-grain-in", "pour-grain-in", "pour-grain-in")
    grain = document.snapshot.variables["grain"]
    restored, session = after(document, ("grain: 0..20 = 2", "grain: 0..4 = 2"), ("grain >= 18", "grain >= 4"))
    assert restored.kind == "variable-changed"
    assert f"`grain` was {grain} and is 4" in restored.messages
    assert snapshot_of(session.program, session.state).variables["grain"] == 4


def test_a_choice_that_now_counts_as_picked_once_is_used_up_if_it_was_picked() -> None:
    document = saved("pour-grain-in")
    _, session = after(document, ("      - Pour grain in:\n", "      - Pour grain in:\n          once: true\n"))
    assert "pour-grain-in" not in offered(session)


def test_a_list_that_offers_nothing_any_more_is_left_for_the_start_of_its_scene() -> None:
    document = saved("go-in", "sit-down", "eat")
    assert document.snapshot.location.scene == "loft"
    restored, session = after(
        document,
        ("- Go down: hall", "- Go down: {when: bell, go: hall}"), ("- Jump: end", "- Jump: {when: bell, go: end}"),
        ("- Stay: dust", "- Stay: {when: bell, go: dust}\n      - else: hall"),
    )  # fmt: skip
    assert restored.is_moved
    assert session.frame.scene == "hall"


def test_after_an_edit_the_journal_begins_anew_and_the_old_one_is_kept_beside_it() -> None:
    document = saved("ring-the-bell", "go-in")
    restored, session = after(
        document,
        (
            "Ring the bell: {once: true, text: It rings., set: bell = true}",
            "Ring the bell: {once: true, set: bell = true; grain += 1}",
        ),
    )
    assert restored.kind == "scene-changed"
    assert not restored.is_moved
    assert (len(restored.history.earlier), len(restored.entries), restored.history.origin) == (
        2,
        0,
        snapshot_of(session.program, session.state),
    )
    assert "nothing to undo" in (session.do({"undo": 1}).notice or "")


def test_a_rule_keeps_its_name_whatever_is_written_before_it() -> None:
    other = STORY.replace("whenever:\n", "whenever:\n  - if: bell\n    go: flood\n")
    assert list(cell_names(program_of(other)).rules)[1:] == list(cell_names(mill()).rules)


PASSAGE = """\
story: The passage
id: mill
start: passage
scenes:
  passage:
    text: |
      Dark.
    then:
      - choices: [{use: pockets}]
      - choices: [{use: pockets}]
      - end
  pockets:
    choices:
      - Feel in your pockets:
  end:
    ending: Out
"""


def test_a_place_named_like_others_is_not_guessed_when_there_are_more_of_them() -> None:
    document = saved("feel-in-your-pockets", story=PASSAGE)
    assert (document.snapshot.location.index, document.snapshot.location.count) == (1, 2)
    more = ("      - end", "      - choices: [{use: pockets}]\n      - end")
    restored, session = after(document, more, story=PASSAGE)
    assert restored.is_moved
    assert (session.frame.scene, session.frame.text) == ("passage", ("Dark.",))
