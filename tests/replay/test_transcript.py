"""Games as pages to read."""

from __future__ import annotations

import pytest

from engine.presentation.blocks import TitlePage
from engine.program.model import Program
from engine.replay.playback import replay_turns
from engine.replay.script import read_script, run_script
from engine.replay.transcript import Markdown, PlainText, TranscriptFormat, escape_markdown, transcript

MOVES = "toss-a-coin\nsay-who-you-are\n= Ana"
MARKDOWN = """\
# The *long* gate

*Nobody\\_here*

seed 7

> A living dog.
>
> — Ecclesiastes 9.4

### The yard

12 June 1938 · on record

\\# No heading, \\<b\\>no tag\\</b\\>; but *so* and **so**. Wind.

> Halt.\\
> Who goes there?

* * *

1\\. Not a list.

- **Toss a *coin*** (turn 1)
- Pay (locked: You have too little.)
- Say who you are

- Toss a *coin*
- Pay (locked: You have too little.)
- **Say who you are** (turn 2)

Your name? **Ana**

### The street

Ana stands here with 1.

- Go home
- Go back
"""
PLAIN = """\
The long gate
by Nobody_here

seed 7

    A living dog.
    — Ecclesiastes 9.4

The yard · 12 June 1938 · on record

# No heading, <b>no tag</b>; but so and so. Wind.

    Halt.
    Who goes there?

* * *

1. Not a list.

   1 > Toss a coin
     - Pay (locked: You have too little.)
     - Say who you are

     - Toss a coin
     - Pay (locked: You have too little.)
   2 > Say who you are

Your name? > Ana

The street

Ana stands here with 1.

     - Go home
     - Go back
"""


def page(program: Program, setting: TranscriptFormat) -> str:
    steps = run_script(program, 7, read_script(MOVES))
    title = TitlePage(program.title, program.author, ("seed 7",))
    return "".join(transcript(title, frozenset(program.opening), replay_turns(program, steps), setting))


def test_markdown_keeps_emphasis_and_nothing_else_of_the_authors_is_a_mark(program: Program) -> None:
    assert page(program, Markdown()) == MARKDOWN


def test_plain_text_has_no_marks(program: Program) -> None:
    assert page(program, PlainText()) == PLAIN


def test_an_ending_is_named(program: Program) -> None:
    steps = run_script(program, 7, read_script(MOVES + "\ngo-home"))
    text = "".join(transcript(TitlePage("Gate", "", ()), frozenset(), replay_turns(program, steps), PlainText()))
    assert text.endswith("\nA door.\n\nThe end: At home\n")


def test_plain_lines_are_no_wider_than_asked(program: Program) -> None:
    assert max(map(len, page(program, PlainText(30)).splitlines())) <= 30


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("a * b", "a \\* b"),
        ("* no item", "\\* no item"),
        ("- no item", "\\- no item"),
        ("---x", "\\---x"),
        ("12) no item", "12\\) no item"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("![x](y)", "!\\[x\\](y)"),
        ("a\n    b", "a\nb"),
        ("&lt; `code` ~~x~~ |", "\\&lt; \\`code\\` \\~\\~x\\~\\~ \\|"),
        ("*so* **so**", "*so* **so**"),
    ],
)
def test_markdown_marks_of_an_author_mean_only_themselves(printed: str, shown: str) -> None:
    assert escape_markdown(printed) == shown
