"""Every command as it is typed, in a folder with all that it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

STORY = """\
story: Mini “1”
start: a
vars: {n: 0..3, w: text = none}
scenes:
  a:
    text: |
      Here — “now”.
    choices:
      - On: {set: n += 1, go: b}
      - Stay: b
  b:
    text: n is {n}.
    choices:
      - Out: z
      - Back: {when: n > 2, locked: no way back, go: a}
  z: {ending: Z}
"""
EDITED = STORY.replace("- Stay: b\n", "- Stay: z\n")
FAULTY = STORY.replace("go: b}", "go: nowhere}")
CHOICES = "on\nout\n! z\n"
SECONDS = 60
TYPED = "1\n1\n"

COMMANDS = {
    "version": "--version",
    "help": "--help",
    "help of a command": "replay --help",
    "no such command": "nonsense",
    "no story": "check nowhere",
    "check": "check story",
    "check, json": "check faulty.yaml --format json",
    "check, sarif": "check faulty.yaml --format sarif",
    "check, text": "check faulty.yaml",
    "diff": "diff story edited.yaml",
    "diff, json": "diff story edited.yaml --format json",
    "explain": "explain",
    "explain one": "explain tab",
    "export": "export story --as schema",
    "export, mermaid": "export story --as mermaid",
    "fix": "fix faulty.yaml",
    "graph": "graph story",
    "new": "new begun{n}",
    "play": "play story --plain --new",
    "play on": "play story --plain --resume",
    "play, json lines": "play story --frontend json-lines --new",
    "play a save": "play story --plain --load mine",
    "prove": "prove story",
    "prove, json": "prove story --format json",
    "prove, written": "prove story --certificate proof{n}.json --witnesses shown{n}",
    "record": "record story choices.txt --save other{n}",
    "record in a file": "record story choices.txt --save ./other{n}.save",
    "replay": "replay mine --story story --at-once",
    "replay, verified": "replay mine --story story --verify",
    "replay, written": "replay mine --story story --transcript page{n}.md --choices choices{n}.txt",
    "replay, taken over": "replay mine --story story --take-over",
    "saves list": "saves list --story story",
    "saves list, json": "saves list --story story --format json",
    "saves show": "saves show mine --story story",
    "saves export": "saves export mine out{n}.save --story story",
    "saves import": "saves import whole.save --as in{n} --story story",
    "saves rm": "saves rm nothing --story story",
    "saves check": "saves check saves --story story",
    "stats": "stats story",
    "test": "test story",
    "test, cover": "test story --cover cover{n}",
    "verify-proof": "verify-proof story whole.json",
}


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command came to."""

    code: int
    out: bytes
    err: bytes

    @property
    def is_a_fault(self) -> bool:
        """It says that samarra is at fault, or Python does."""
        said = (self.out + self.err).replace(b"\0", b"")
        return b"Traceback" in said or b"fault of samarra" in said or b"Exception ignored" in said


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder in which every command can be given."""

    folder: Path
    cache: Path
    saves: Path

    def environment(self) -> dict[str, str]:
        top = str(Path(__file__).parent.parent.parent)
        named = {"SAMARRA_CACHE": str(self.cache), "SAMARRA_SAVES": str(self.saves), "PYTHONPATH": top}
        return os.environ | named | {"PYTHONWARNINGS": "ignore"}

    def run(self, name: str, number: int = 0, seconds: float = SECONDS) -> Ended:
        """Give a command on pipes; the number makes the files it writes new ones."""
        return self.ended(words_of(name, number), seconds)

    def ended(self, words: list[str], seconds: float = SECONDS) -> Ended:
        command = [sys.executable, "-m", "engine", *words]
        ran = subprocess.run(command, cwd=self.folder, env=self.environment(), input=TYPED.encode(),
                             capture_output=True, timeout=seconds, check=False)  # fmt: skip
        return Ended(ran.returncode, ran.stdout, ran.stderr)


def words_of(name: str, number: int) -> list[str]:
    return COMMANDS[name].replace("{n}", str(number)).split()


def workshop(base: Path) -> Workshop:
    """A new one; its cache holds the program and the proof of its story."""
    made = Workshop(base / "work", base / "cache", base / "work" / "saves")
    for folder in (made.folder / "story" / "walkthroughs", made.cache, made.saves):
        folder.mkdir(parents=True)
    write_stories(made.folder)
    for words in (
        "record story choices.txt --save mine",
        "record story choices.txt --save ./whole.save",
        "prove story --certificate whole.json",
        "play story --plain --new",
    ):
        ended = made.ended(words.split())
        assert ended.code in (0, 1), ended
    return made


def write_stories(folder: Path) -> None:
    (folder / "story" / "story.yaml").write_text(STORY, encoding="utf-8")
    (folder / "story" / "walkthroughs" / "one.txt").write_text(CHOICES, encoding="utf-8")
    (folder / "edited.yaml").write_text(EDITED, encoding="utf-8")
    (folder / "faulty.yaml").write_text(FAULTY, encoding="utf-8")
    (folder / "choices.txt").write_text(CHOICES, encoding="utf-8")
