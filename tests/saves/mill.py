"""A small story with a hub, a call, a borrowed list, storylets, a rule, an answer and chance, and games of it."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from engine.program.model import Program
from engine.runtime.dice import draw_at
from engine.runtime.session import Session
from tests.saves.rewriting import unchecked

STORY = """\
story: The mill
id: mill
version: "3"
start: yard
vars:
  grain: 0..20 = 2
  luck: 1..3 = 1
  bell: false
  wind: one of still, north, east
  sacks: any of rye, oats, bran
  miller: text = Nobody
notes:
  ringing: {title: The bell, when: bell, text: It has been rung.}
scenes:
  yard:
    title: The yard
    date: 3 May
    text: |
      The wheel turns. {grain} in the hopper; {~ a cart | a dog} waits.
    hub:
      - Pour grain in:
          text: It runs.
          set: luck = random(1, 3); grain += luck; sacks += rye
      - Ring the bell: {once: true, text: It rings., set: bell = true}
      - Look into the shed: {call: shed}
      - Tell your name:
          then:
            - ask: {into: miller, prompt: Your name?, limit: 20}
      - use: pockets
      - draw: talk
        limit: 1
      - Go in: hall
  shed:
    title: The shed
    text: |
      Dust.
    choices:
      - Take oats:
          set: sacks += oats
          then:
            choices:
              - Shut the door:
              - Leave it open: {set: wind = north}
      - Touch nothing:
  pockets:
    choices:
      - Count what you have: {text: It is little., set: grain -= 1}
  hall:
    title: The hall
    text: |
      Good day, {miller}.
    choices:
      - Back to the yard: yard
      - Up to the loft: loft
      - Sit down:
          then:
            choices:
              - Eat: {set: grain += 1}
              - Sleep: {set: grain -= 1}
            go: loft
  loft:
    title: The loft
    text: |
      High up.
    choices:
      - Go down: hall
      - Jump: end
      - Stay: dust
  flood:
    title: The flood
    text: |
      Too much of it.
    choices:
      - Let it run: {set: grain = 0, go: yard}
  end:
    ending: The end
    text: |
      Down.
  dust:
    ending: Dust
    text: |
      Still up.
storylets:
  gossip: {deck: talk, when: grain < 9, label: Hear the gossip, text: They talk., set: wind = east}
whenever:
  - if: grain >= 18
    go: flood
"""


@cache
def program_of(text: str) -> Program:
    """The program of a story written here, with whatever loose ends."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.yaml"
        path.write_text(text, encoding="utf-8")
        return unchecked(path)


def mill() -> Program:
    return program_of(STORY)


def played(program: Program, seed: int, steps: int) -> Session:
    """A game of so many steps, or fewer if it ends, drawn by its seed."""
    session = Session(program, seed)
    for at in range(steps):
        if not step(session, draw_at(seed, 1_000 + at, 2**32)):
            break
    return session


def step(session: Session, number: int) -> bool:
    """Does one thing, drawn by a number; whether anything could be done."""
    frame = session.frame
    offered = [choice.id for choice in frame.choices if choice.locked is None]
    if frame.ask:
        session.do({"answer": f"Ô{number % 100}"})
    elif offered:
        session.do({"choose": offered[number % len(offered)]})
    return bool(offered or frame.ask)
