"""Stories spoiled at random, each from a number: bytes changed, lines moved, YAML's own features spliced in."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from engine import manual
from tests.manual_pages import failing, has_story, mended
from tests.torture._hostile_shapes import Files, single

Mutation = Callable[[bytearray, random.Random], bytearray]

EVERYTHING = """\
story: The gate
id: the-gate
start: gate
opening: dog
status:
  - {label: Doubt, value: doubt, as: bar}
vars:
  doubt: 0..5 = 2
  lamp: false
  family: one of here, blind, told
  carry: any of lapin, gobi, mauser = gobi
  name: text = Nobody
derived:
  ready: carry has gobi and doubt >= 3
epigraphs:
  dog: {text: A living dog, source: Ecclesiastes}
notes:
  sentry: {title: The sentry, when: seen(gate), text: He is young.}
whenever:
  - {if: doubt >= 5, go: yard}
storylets:
  rats: {deck: night, when: doubt < 3, once: true, label: Listen, text: Rats., set: doubt += 1, go: gate}
  wind: {deck: night, priority: 2, label: Wait, text: Wind., go: gate}
scenes:
  gate:
    title: White night
    date: 12 June 1938
    text: |
      It is *very* late {lamp ? lit | dark}, {first | second | later} {& a | b} {! once} {~ x | y}.

      > Halt, {name}.
    set: doubt += 1; carry -= gobi
    hub:
      - Leave the cap: asked
      - Show the pass:
          when: ready or not took(leave-the-cap)
          locked: It is on the desk.
          once: true
          call: pass
      - {use: pockets}
      - {draw: night, shuffle: true, limit: 1}
      - Go on: {go: on}
    then:
      random:
        - 2: asked
        - 1: yard
  pockets:
    choices:
      - Look at the watch:
          set: doubt = random(0, 5)
  pass:
    - {if: visits(pass) > 1, text: Again., else: {text: He reads it.}}
    - go: back
  asked:
    ask: {into: name, prompt: Your name?, limit: 5}
    then: yard
  yard:
    ending: The yard
    text: Cold, {name}.
prove:
  - always: doubt >= 0
  - reach: yard
"""
SCRAPS = (
    "&a", "*a", "<<: *a", "!!python/object:os.system", "!x ", "%YAML 1.1", "---", "...", "? ", ": ", "- ", "[", "]",
    "{", "}", "|", ">", ">-", "|2", "'", '"', "#", " #", "\t", "\r", "\r\n", "\n", "\n\n", "\\", '"\\e[2J"',
    '"\\ud800"', '"\\0"', "\x00", "\x1b]0;x\x07", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff", "\ufffe", "\ud800",
    "é", "“", "`", "@", "~", "null", "no", "12:30", "0x10", "1e999", "-1", "99999999999999999999", "{~ a | b}", "{",
    "}}", "\\{", "{a ? b}", "<>", "***", "go: on", "go: back", "call: gate", "use: pockets", "draw: night", "if: ",
    "else: ", "then:", "hub:", "choices:", "once: true", "set: doubt = random(0, 9)", "took(", "visits(gate) > 99",
    "turns() + 1", "not " * 40, "(" * 40, "a" * 300, " " * 200, "- " * 40, "[" * 50,
)  # fmt: skip


@cache
def samples() -> tuple[bytes, ...]:
    """One story with everything in it many times over, and every example of the manual."""
    codes = [code for code in manual.codes() if has_story(code)]
    stories = [story(code) for code in codes for story in (failing, mended)]
    return (EVERYTHING.encode(),) * 100 + tuple(story.encode() for story in stories)


def mutated(seed: int) -> Files:
    """A story made from a sample by a few mutations."""
    dice = random.Random(seed)
    story = bytearray(dice.choice(samples()))
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        story = dice.choice(MUTATIONS)(story, dice)
    return single(bytes(story[:300_000]))


def _place(story: bytearray, dice: random.Random) -> int:
    return dice.randrange(len(story) + 1)


def _flip(story: bytearray, dice: random.Random) -> bytearray:
    for _ in range(dice.choice((1, 1, 4, 40))):
        if story:
            story[dice.randrange(len(story))] ^= 1 << dice.randrange(8)
    return story


def _truncate(story: bytearray, dice: random.Random) -> bytearray:
    return story[: _place(story, dice)]


def _splice(story: bytearray, dice: random.Random) -> bytearray:
    at = _place(story, dice)
    story[at:at] = dice.choice(SCRAPS).encode("utf-8", "surrogatepass")
    return story


def _replace_word(story: bytearray, dice: random.Random) -> bytearray:
    words = bytes(story).split(b" ")
    words[dice.randrange(len(words))] = dice.choice(SCRAPS).encode("utf-8", "surrogatepass")
    return bytearray(b" ").join(words)


def _move_line(story: bytearray, dice: random.Random) -> bytearray:
    lines = bytes(story).split(b"\n")
    line = lines.pop(dice.randrange(len(lines)))
    lines.insert(dice.randrange(len(lines) + 1), line)
    return bytearray(b"\n").join(lines)


def _repeat_lines(story: bytearray, dice: random.Random) -> bytearray:
    lines = bytes(story).split(b"\n")
    first = dice.randrange(len(lines))
    last = first + dice.randrange(1, 6)
    lines[first:last] = lines[first:last] * dice.choice((2, 3, 30))
    return bytearray(b"\n").join(lines)


def _indent(story: bytearray, dice: random.Random) -> bytearray:
    lines = bytes(story).split(b"\n")
    at = dice.randrange(len(lines))
    lines[at] = b" " * dice.randrange(6) + lines[at].lstrip(b" ") if dice.random() < 0.7 else b"\t" + lines[at]
    return bytearray(b"\n").join(lines)


def _graft(story: bytearray, dice: random.Random) -> bytearray:
    """Some lines of another story."""
    other = dice.choice(samples()).split(b"\n")
    first = dice.randrange(len(other))
    lines = bytes(story).split(b"\n")
    at = dice.randrange(len(lines) + 1)
    lines[at:at] = other[first : first + dice.randrange(1, 8)]
    return bytearray(b"\n").join(lines)


def _rename(story: bytearray, dice: random.Random) -> bytearray:
    """One name of the story in the place of another."""
    names = (b"gate", b"yard", b"pass", b"asked", b"pockets", b"doubt", b"lamp", b"carry", b"name", b"night", b"ready")
    return story.replace(dice.choice(names), dice.choice(names), dice.choice((1, 1, -1)))


MUTATIONS: tuple[Mutation, ...] = (
    _flip, _truncate, _splice, _splice, _replace_word, _move_line, _repeat_lines, _indent, _graft, _rename, _rename,
)  # fmt: skip
