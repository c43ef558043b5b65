"""A small story with all that a replay has to bring back: chance, an answer, a locked choice, emphasis, an epigraph."""

from __future__ import annotations

from pathlib import Path

import pytest

import engine
from engine.program.model import Program

STORY = """\
story: The *long* gate
id: gate
author: Nobody_here
start: yard
opening: [dog]
vars:
  coins: 0..9 = 0
  name: text = Nobody
epigraphs:
  dog: {text: A living dog., source: Ecclesiastes 9.4}
scenes:
  yard:
    title: The yard
    date: 12 June 1938
    mark: record
    text: |
      # No heading, <b>no tag</b>; but *so* and **so**. {~ Wind | Rain | Snow}.

      > Halt.
      > Who goes there?

      ---

      1. Not a list.
    hub:
      - Toss a *coin*:
          set: coins = random(1, 6)
      - Pay:
          when: coins >= 7
          locked: You have too little.
          go: street
      - Say who you are:
          then:
            - ask: {into: name, prompt: Your name?, limit: 24}
            - street
  street:
    title: The street
    text: |
      {name} stands here with {coins}.
    choices:
      - Go home: home
      - Go back: yard
  home:
    ending: At home
    text: |
      A door.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "gate.yaml"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def program(story: Path) -> Program:
    return engine.load(story)
