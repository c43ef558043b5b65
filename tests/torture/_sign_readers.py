"""Everything that reads what a stranger wrote, each as files with a great deal of one text in them and commands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

END = "  z:\n    ending: Z\n"
HEAD = "story: S\nstart: a\nvars:\n  n: 0..9\n  w: text\nscenes:\n"
GAME = HEAD + "  a:\n    choices:\n      - Go: b\n  b:\n    ask: {into: w, prompt: Who, limit: 200}\n    go: z\n" + END
PIECE = 50_000
"""Characters of the longest text that a story may have in one place, and some room."""
MOST_LINES = 10_000
ANSWERED = '{{"choose": 1}}\n{{"answer": "{}"}}'
MOVES = b"1\n1\nx\n1\n"


@dataclass(frozen=True, slots=True)
class Trial:
    """Files below a folder and the commands run there, in order; `DIR` in a word is that folder."""

    files: dict[str, str | bytes]
    commands: tuple[tuple[str, ...], ...]
    typed: bytes = b""
    spoil: Callable[[Path], None] | None = field(default=None)
    """What is done to the folder after the first command."""


Reader = Callable[[str], Trial]
"""A trial for a text of about a megabyte."""

CHECK, FIX = ("check", "DIR/s.yaml"), ("fix", "DIR/s.yaml")
PLAY = ("play", "DIR/s.yaml", "--plain", "--new")
LINES = ("play", "DIR/s.yaml", "--frontend", "json_lines", "--new")
STORY_PLACES = {
    "a whole file": "{}",
    "a plain scalar": HEAD + "  a:\n    text: {}\n    go: z\n" + END,
    "a block of text": HEAD + "  a:\n    text: |\n      {}\n    go: z\n" + END,
    "folded text": HEAD + "  a:\n    text: >\n      {}\n    go: z\n" + END,
    "double quotes": HEAD + '  a:\n    text: "{}"\n    go: z\n' + END,
    "an open quote": HEAD + '  a:\n    text: "{}\n    go: z\n' + END,
    "single quotes": HEAD + "  a:\n    text: '{}'\n    go: z\n" + END,
    "a key": HEAD + "  {}: z\n" + END,
    "a label": HEAD + "  a:\n    choices:\n      - {}: z\n" + END,
    "a label without a target": HEAD + "  a:\n    choices:\n      - {}\n" + END,
    "a quoted label": HEAD + '  a:\n    choices:\n      - "{}": z\n' + END,
    "a target": HEAD + "  a:\n    choices:\n      - Go: {}\n" + END,
    "a flow mapping": HEAD + "  a: {{text: {}, go: z}}\n" + END,
    "an open flow list": HEAD + "  a:\n    choices: [{}\n" + END,
    "an expression": HEAD + "  a:\n    if: {}\n    go: z\n" + END,
    "statements": HEAD + "  a:\n    set: {}\n    go: z\n" + END,
    "a declaration": "story: S\nstart: a\nvars:\n  n: {}\nscenes:\n  a: z\n" + END,
    "members": "story: S\nstart: a\nvars:\n  n: one of {}\nscenes:\n  a: z\n" + END,
    "a condition in prose": HEAD + "  a:\n    text: |\n      {{{} ? x | y}}\n    go: z\n" + END,
    "alternatives in prose": HEAD + "  a:\n    text: |\n      {{{} | {}}}\n    go: z\n" + END,
    "a comment": HEAD + "  a: z # {}\n" + END,
    "an indent": HEAD + "  a:\n{}text: x\n    go: z\n" + END,
    "a title": "story: {}\nstart: a\nscenes:\n  a: z\n" + END,
    "a list of tags": HEAD + "  a:\n    tags: [{}]\n    go: z\n" + END,
}  # fmt: skip


def story_readers() -> Iterator[tuple[str, Reader]]:
    """Every place of a story file with the whole text in it."""
    for name, place in STORY_PLACES.items():
        yield f"{name}: check", lambda text, p=place: Trial({"s.yaml": p.format(text, text)}, (CHECK,))  # type: ignore[misc]
    for name in ("a plain scalar", "a label", "a block of text", "a whole file"):
        yield f"{name}: fix", lambda text, p=STORY_PLACES[name]: Trial({"s.yaml": p.format(text)}, (FIX,))  # type: ignore[misc]


def accepted_readers() -> Iterator[tuple[str, Reader]]:
    """Stories with as much of a text in every place as is accepted there, until it is a megabyte."""
    for name, place in {
        "text": "{}",
        "emphasis": "*{}* **{}",
        "alternatives": "{{{} | x}} {{shuffle: {} | x}}",
    }.items():
        yield f"much {name}: play", lambda text, p=place: _many_texts(p, text, PLAY)  # type: ignore[misc]
    yield "much text: json_lines", lambda text: _many_texts("{}", text, LINES)
    yield "much text: mermaid", lambda text: _many_texts("{}", text, ("export", "DIR/s.yaml", "--as", "mermaid"))
    yield "much text: stats", lambda text: _many_texts("{}", text, ("stats", "DIR/s.yaml"))
    yield "short expressions", lambda text: _many_rows("    - {{if: {}, go: z}}\n", text, 400)
    yield "short statements", lambda text: _many_rows("    - {{set: '{}'}}\n", text.replace("'", "''"), 400)
    yield "short labels", lambda text: _many_lists(text)


def _many_texts(place: str, text: str, command: tuple[str, ...]) -> Trial:
    piece = text[: PIECE // place.count("{}")]
    count = max(1, len(text) // PIECE)
    body = "\n".join(" " * 8 + line for line in place.format(*[piece] * place.count("{}")).split("\n"))
    blocks = "".join(f"    - text: |\n{body}\n" for _ in range(count))
    return Trial({"s.yaml": f"{HEAD}  a:\n{blocks}    - choices:\n        - Go: z\n{END}"}, (command,), MOVES)


def _many_rows(row: str, text: str, size: int) -> Trial:
    rows = "".join(row.format(text[:size]) for _ in range(len(text) // size))
    return Trial({"s.yaml": f"{HEAD}  a:\n{rows}    - go: z\n{END}"}, (CHECK,))


def _many_lists(text: str) -> Trial:
    """Labels of 100 characters, no list longer than it may be."""
    rows = [f"      - {at} {text[:100]}: z\n" for at in range(len(text) // 100)]
    lists = [f"  s{at}:\n    choices:\n" + "".join(rows[at : at + 150]) for at in range(0, len(rows), 150)]
    return Trial({"s.yaml": f"{HEAD.replace('start: a', 'start: s0')}{''.join(lists)}{END}"}, (CHECK,))


def script_readers() -> Iterator[tuple[str, Reader]]:
    """Files of choices, walkthroughs and certificates."""
    for mark in ("", "= ", "# ", "> ", "! "):
        record = ("record", "DIR/s.yaml", "DIR/walkthroughs/c.txt", "--save", "DIR/c.save")
        for name, command in (("record", record), ("test", ("test", "DIR/s.yaml"))):
            yield (
                f"{name} `{mark}`",
                lambda text, m=mark, c=command: Trial(  # type: ignore[misc]
                    {"s.yaml": GAME, "walkthroughs/c.txt": f"go\n{m}{text}\n"}, (c,)
                ),
            )
    for start in ("", '{"kind": "', '{"kind": "samarra-certificate", "format": 1, "program": '):
        yield (
            f"verify-proof {start[:9]}",
            lambda text, s=start: Trial(  # type: ignore[misc]
                {"s.yaml": GAME, "p.json": s + text}, (("verify-proof", "DIR/s.yaml", "DIR/p.json"),)
            ),
        )


def save_readers() -> Iterator[tuple[str, Reader]]:
    """Saves, autosaves and files to be brought in, their checksums right."""
    commands = {
        "list": ("saves", "list", "--saves", "DIR"),
        "show": ("saves", "show", "bad", "--saves", "DIR"),
        "check": ("saves", "check", "DIR", "--story", "DIR/s.yaml"),
        "load": (*PLAY[:3], "--load", "bad", "--saves", "DIR"),
        "resume": (*PLAY[:3], "--resume", "--saves", "DIR"),
        "import": ("saves", "import", "DIR/bad.save", "--as", "good", "--saves", "DIR/other"),
        "replay": ("replay", "DIR/bad.save", "--story", "DIR/s.yaml"),
    }
    for name, command in commands.items():
        for start in ("", '"', '{"story": "', "["):
            yield f"saves {name} {start}", lambda text, c=command, s=start: Trial(_saves(s + text), (c,))  # type: ignore[misc]


def _saves(text: str) -> dict[str, str | bytes]:
    body = text.encode("utf-8", "surrogatepass")
    checksum = blake2b(body, digest_size=16).hexdigest()
    header = {"kind": "samarra-save", "format": 1, "length": len(body), "checksum": checksum}
    log = b'{"kind": "samarra-autosave", "format": 1}\n'
    return {"s.yaml": GAME, "bad.save": json.dumps(header).encode() + b"\n" + body, "auto.s.journal": log + body}


def cache_readers() -> Iterator[tuple[str, Reader]]:
    """What is kept of a compiled story and of its proof, written over."""

    def spoiled(text: str, keeps_head: bool) -> Trial:
        def spoil(folder: Path) -> None:
            for path in folder.joinpath("cache").rglob("*"):
                if path.is_file():
                    head = path.read_bytes().partition(b"\n")[0] + b"\n" if keeps_head else b""
                    path.write_bytes(head + text.encode("utf-8", "surrogatepass"))

        return Trial({"s.yaml": GAME}, (PLAY, PLAY), MOVES, spoil)

    yield "a cache entry", lambda text: spoiled(text, keeps_head=False)
    yield "a cache entry below its head", lambda text: spoiled(text, keeps_head=True)


def typed_readers() -> Iterator[tuple[str, Reader]]:
    """What is typed into a game, in one line and in as many as are accepted."""
    for name, command, limit, forms in (
        ("plain", PLAY, 4_000, ("{}", "save {}", "/note {}", "why {}", "1\n{}")),
        ("json_lines", LINES, 60_000, ("{}", '{{"choose": "{}"}}', ANSWERED, '{{"save": "{}"}}')),
    ):  # fmt: skip
        for form in forms:
            yield f"{name} {form!r}", lambda text, c=command, f=form: _typed(c, f.format(text))  # type: ignore[misc]
            yield (
                f"{name} {form!r}, short",
                lambda text, c=command, f=form, n=limit: _typed(  # type: ignore[misc]
                    c, "\n".join(f.format(text[at : at + n]) for at in range(0, len(text), n))
                ),
            )


def _typed(command: tuple[str, ...], typed: str) -> Trial:
    """No more lines than a game of some length has: each is answered with a page."""
    typed = "\n".join(typed.split("\n", MOST_LINES)[:MOST_LINES])
    return Trial({"s.yaml": GAME}, (command,), typed.encode("utf-8", "surrogatepass") + b"\n")


def readers() -> dict[str, Reader]:
    """Every reader by its name."""
    each = (story_readers, accepted_readers, script_readers, save_readers, cache_readers, typed_readers)
    return {name: reader for listed in each for name, reader in listed()}
