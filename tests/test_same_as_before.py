"""Games, saves, transcripts and proofs are to the byte what they were: each story's digests stand in a file.

`--write-golden` writes the digests anew. Do that only where what a player, a save or a proof shows was to change.
"""

from __future__ import annotations

import io
import random
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import replace
from hashlib import blake2b
from itertools import count, islice
from pathlib import Path

import pytest

from engine.cli import main
from engine.errors import StoryError
from engine.frontends.plain import play
from engine.frontends.support.front_end import Streams
from engine.pipeline import load
from engine.presentation.blocks import TitlePage
from engine.presentation.pages import story_info
from engine.program.model import Program
from engine.replay.playback import replay_turns
from engine.replay.transcript import Markdown, transcript
from engine.runtime.frame import Frame, frame_line
from engine.runtime.session import Session
from engine.saves.format.save_file import encode
from engine.saves.recorder import save_of
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf.shelf import shelf_in
from tests.conftest import Golden
from tests.golden_stories import FOLDERS
from tests.prove.stories import story_of

DIGESTS = Path(__file__).parent / "same_as_before"
SHIPPED = Path(__file__).parent.parent / "story"
BATCHES, STORIES, GAMES = 4, 10, 50
"""Generated stories are tested in so many batches of so many, each story by so many games: two thousand in all."""
FEW_GAMES = 6
TURNS = 25
LINES = '{"choose": 1}\n{"choose": 9}\nno\n{"undo": 1}\n{"choose": 2}\n'
SECONDS = re.compile(rb'"seconds": [0-9.]+')
"""What a proof took, which is no part of what it says."""

Command = dict[str, object]
Written = Callable[[Frame], str]


def game_of(program: Program, seed: int, saves: SessionSaves | None = None) -> Iterator[tuple[Session, Command | None]]:
    """Play a game drawn by its seed; yield the session after each command, with the command."""
    session, chance = Session(program, seed, saves), random.Random(seed)
    yield session, None
    for _ in range(TURNS):
        command = command_at(session.frame, chance)
        if command is None:
            return
        yield session, command


def command_at(frame: Frame, chance: random.Random) -> Command | None:
    """Draw what a player does: mostly what moves the game, now and then something else; nothing at an ending."""
    pickable = sum(choice.locked is None for choice in frame.choices)
    if not pickable and frame.ask is None:
        return None
    if chance.random() < 0.15:
        others: tuple[Command, ...] = ({"undo": 1}, {"redo": 1}, {"choose": 99}, {"why": "c0"}, {"note": "none"})
        return chance.choice(others)
    return {"answer": f"Zoë {chance.randrange(9)}"} if frame.ask else {"choose": chance.randrange(pickable) + 1}


def play_games(program: Program, games: int, written: Written = frame_line) -> dict[str, str]:
    """Return the digests of a story's games, by what of them was looked at."""
    digests = {name: blake2b(digest_size=8) for name in ("frames", "save", "transcript", "plain")}
    for seed in range(games):
        frames, typed = [], []
        for session, command in game_of(program, seed):
            frame = session.frame if command is None else session.do(command)
            frames.append(written(frame))
            typed += [typed_line(command)] if command else []
        digests["frames"].update("\n".join(frames).encode())
        digests["save"].update(encode(save_of(session)))
        digests["transcript"].update(transcript_text(session).encode())
        digests["plain"].update(plain_text(program, seed, typed).encode())
    return {name: digest.hexdigest() for name, digest in digests.items()}


def typed_line(command: Command) -> str:
    ((name, value),) = command.items()
    return f"{value}\n" if name in ("choose", "answer") else f"/{name} {value}\n" if name == "why" else f"/{name}\n"


def transcript_text(session: Session) -> str:
    turns = replay_turns(session.program, session.steps)
    return "".join(transcript(TitlePage(session.program.title, "", ()), frozenset(), turns, Markdown()))


def plain_text(program: Program, seed: int, lines: list[str]) -> str:
    session, output = Session(program, seed), io.StringIO()
    play(session, Streams(io.StringIO("".join(lines)), output, {}, story_info(program, session.state)))
    return output.getvalue()


def files_of_game(program: Program, folder: Path) -> Iterator[bytes]:
    """Play one game with saves and yield what is in their folder: the named saves and the autosave."""
    saves = SessionSaves(shelf_in(folder), clock=lambda: 0.0)
    for session, command in game_of(program, 1, saves):
        if command is not None:
            session.do(command)
    session.do({"save": "game"})
    session.do({"undo": 1})
    session.do({"save": "game"})
    saves.close()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock")):
        yield path.name.encode()
        yield path.read_bytes()


def run_command(words: list[str], typed: str = "") -> bytes:
    """Run a command line in this process; return what it writes and its exit code."""
    output, source = io.BytesIO(), io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, redirect_stderr(io.StringIO()):
        patch.setattr(sys, "stdin", source)
        with redirect_stdout(io.TextIOWrapper(output, encoding="utf-8")) as stream:
            code = main(words)
            stream.flush()
            return output.getvalue() + f"exit {code}".encode()


def digest(*parts: bytes) -> str:
    return blake2b(b"\0".join(parts), digest_size=8).hexdigest()


def digests_of(story: Path, folder: Path, games: int) -> dict[str, str]:
    """Return every digest of a story, by what was looked at; no path of this machine is in them."""
    program, certificate = load(story), folder / "certificate"
    words = ["play", "--new", "--seed", "3", "--frontend", "json_lines", story.name]
    with chdir(story.parent):
        report = run_command(["prove", "--format", "json", "--certificate", str(certificate), story.name])
        lines = run_command(words, LINES)
    return {
        **play_games(program, games),
        "lines": digest(lines),
        "files": digest(*files_of_game(program, folder / "saves")),
        "report": digest(SECONDS.sub(b"", report)),
        "certificate": digest(certificate.read_bytes()),
    }


def table(stories: dict[str, Path], folder: Path, games: int) -> str:
    """Return the digests of stories as lines of text, the same on every system."""
    rows = []
    for name, story in stories.items():
        (folder / name).mkdir()
        digests = digests_of(story, folder / name, games)
        rows.append(" ".join((name, *(f"{key}={value}" for key, value in digests.items()))))
    return "".join(f"{row}\n" for row in rows)


def written_stories(first: int, folder: Path) -> dict[str, Path]:
    """Write a batch of generated stories that have no mistakes, and return them by name."""
    return dict(islice(_sound_stories(first, folder), STORIES))


def _sound_stories(first: int, folder: Path) -> Iterator[tuple[str, Path]]:
    for seed in count(first):
        file = folder / f"seed-{seed}.yaml"
        file.write_text(story_of(seed, goes_on=seed % 2 == 1), encoding="utf-8", newline="")
        try:
            load(file)
        except StoryError:
            continue
        yield file.stem, file


@pytest.mark.parametrize("number", range(BATCHES))
def test_generated_stories_are_played_saved_and_proved_as_before(number: int, tmp_path: Path, golden: Golden) -> None:
    stories = written_stories(10_000 * (number + 1), tmp_path)
    assert len(stories) == STORIES
    golden(table(stories, tmp_path, GAMES), DIGESTS / f"generated-{number}.txt")


@pytest.mark.parametrize("half", range(2))
def test_the_stories_of_the_golden_folders_are_as_before(half: int, tmp_path: Path, golden: Golden) -> None:
    folders = FOLDERS[half::2]
    assert len(folders) > 30
    stories = {folder.name: folder for folder in folders}
    golden(table(stories, tmp_path, FEW_GAMES), DIGESTS / f"golden-{half}.txt")


def test_the_shipped_story_is_as_before(tmp_path: Path, golden: Golden) -> None:
    golden(table({"story": SHIPPED}, tmp_path, FEW_GAMES), DIGESTS / "shipped.txt")


def test_one_frame_that_is_not_as_before_is_noticed(tmp_path: Path) -> None:
    (story,) = islice(written_stories(1, tmp_path).values(), 1)
    program, turns = load(story), count()

    def changed(frame: Frame) -> str:
        return frame_line(replace(frame, turn=frame.turn + 1) if next(turns) == 40 else frame)

    before, after = play_games(program, GAMES), play_games(program, GAMES, changed)
    assert next(turns) > 40
    assert {name for name in before if before[name] != after[name]} == {"frames"}
