"""The scene graph holds every way from one scene, storylet or deck to another."""

from __future__ import annotations

from engine.story.graph import drawn_edges, scene_graph
from engine.story.model import Story
from tests.story.conftest import DecodeFiles

STORY = """
story: The door
start: hall
scenes:
  hall:
    call: cellar
    choices:
      - Out: yard
      - Out again: yard
      - use: pockets
      - draw: years
      - Nowhere: attic
  cellar: {go: back}
  yard: {ending: Out}
  pockets: {choices: [{Look: }]}
storylets:
  forts: {deck: years, label: Forts}
  wells: {deck: years, label: Wells}
whenever: [{if: seen(cellar), go: yard}]
"""


def decoded(decode_files: DecodeFiles) -> Story:
    story, diagnostics = decode_files(STORY)
    assert story is not None, diagnostics
    return story


def test_a_scene_leads_to_what_it_names_and_is_watched_by_its_rules(decode_files: DecodeFiles) -> None:
    edges = scene_graph(decoded(decode_files)).edges
    assert list(edges["hall"]) == [
        ("watch", "rules:"),
        ("go", "yard"),
        ("go", "yard"),
        ("go", "attic"),
        ("call", "cellar"),
        ("use", "pockets"),
        ("draw", "deck:years"),
    ]
    assert list(edges["cellar"]) == [("watch", "rules:"), ("back", "back")]
    assert list(edges["deck:years"]) == [("draw", "forts"), ("draw", "wells")]
    assert list(edges["rules:"]) == [("go", "yard")]


def test_a_drawing_shows_each_edge_once_and_none_to_what_is_not_there(decode_files: DecodeFiles) -> None:
    edges = [(edge.kind, edge.source, edge.target) for edge in drawn_edges(decoded(decode_files))]
    assert edges == [
        ("go", "hall", "yard"),
        ("call", "hall", "cellar"),
        ("use", "hall", "pockets"),
        ("draw", "hall", "forts"),
        ("draw", "hall", "wells"),
        ("rule", "", "yard"),
    ]
