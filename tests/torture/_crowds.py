"""Stories with ten thousand of one mistake, or of one thing that is looked up: each is told in time all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.torture._sign_readers import CHECK, END, FIX, HEAD, LINES, MOVES, PLAY, Trial

MANY = 10_000
NAMES = [f"{syllable}{at}" for syllable in ("lamp", "gobi_road", "mauser_", "samarkand_of_the_") for at in range(60)]


def crowds() -> Iterator[tuple[str, Callable[[], Trial]]]:
    """Each crowd by its name."""
    for name, row in ROWS.items():
        yield f"{MANY} {name}", lambda r=row: _story(_listed(r, MANY))  # type: ignore[misc]
    yield (
        "2,000 variables, 10,000 misspelt",
        lambda: _story(_listed("{{when: varaible_{0} > 1, go: z}}", MANY), VARIABLES),
    )
    yield "10,000 scenes, as many misspelt targets", lambda: _story(_scenes("scnee_{0}"))
    yield "10,000 short targets", lambda: _story(_listed("s{0}x", MANY))
    yield "10,000 faults told one by one", lambda: _told("json")
    yield "10,000 faults for annotations", lambda: _told("github")
    for name, lines in BROKEN.items():
        yield name, lambda text=lines: Trial({"s.yaml": text}, (CHECK,))  # type: ignore[misc]
    for name, line in MENDED.items():
        yield f"5,000 mends: {name}", lambda row=line: _story("  a:\n    choices:\n" + "".join(  # type: ignore[misc]
            f"      - {row.format(at)}\n" for at in range(5_000)), command=FIX)  # fmt: skip
    for name, text in PARAGRAPHS.items():
        yield f"{name}: plain", lambda t=text: _printed(t, PLAY)  # type: ignore[misc]
        yield f"{name}: json_lines", lambda t=text: _printed(t, LINES)  # type: ignore[misc]


VARIABLES = "".join(f"  variable_{at}: 0..9\n" for at in range(2_000)) + f"  f: one of {', '.join(NAMES)}\n"
ROWS = {
    "misspelt members": "{{when: f == lmap_{0}, go: z}}",
    "misspelt variables": "{{when: nn{0} > 1, go: z}}",
    "misspelt functions": "{{when: sene_{0}(z), go: z}}",
    "misspelt scenes asked about": "{{when: seen(zz{0}), go: z}}",
    "misspelt choices asked about": "{{when: took(cc{0}), go: z}}",
    "misspelt targets": "zz_{0}",
    "misspelt keys": "{{wehn{0}: n > 1, go: z}}",
    "misspelt words": "{{once: tru_{0}, go: z}}",
    "quoted names": "{{when: f == 'lamp{0}', go: z}}",
}
MENDED = {
    "colons": "A: colon {0}: z",
    "hashes": "No #{0}: z",
    "quotes": "\"Said {0}\" he said: z",
    "no space": "Go {0}:z",
}  # fmt: skip
FLOWING = "    - {if: n > 1\n      and n > 2\n      and n > 3, go: z}\n"
BROKEN = {
    "flow mappings over several lines": f"{HEAD}  a:\n{FLOWING * 5_000}{END}",
    "single quotes that are not closed": "'x''\n-\n" * 30_000,
    "double quotes that are not closed": HEAD + "  a:\n" + '    - "x\n      -\n' * 20_000,
    "quotes closed at the very end": "'x''\n-\n" * 30_000 + "'\n",
}
PARAGRAPHS = {
    "a long word": "x" * 50_000,
    "wide letters": "漢" * 16_000,
    "wide letters in words": "漢字 " * 7_000,
    "combining marks": "e" + "\u0301" * 24_000,
    "stars": "*a* **b** " * 5_000,
    "stars unclosed": "** * " * 10_000,
    "short words": "a " * 25_000,
    "spaces between marks": "a , . " * 8_000,
    "glue": "<> a " * 10_000,
    "short lines": "a\n" * 25_000,
    "quotations": "> a\n" * 12_000,
    "pauses": "---\n" * 12_000,
    "paragraphs": "a\n\n" * 16_000,
    "alternatives": "{a | b} " * 1_000 + "a " * 20_000,
}


def _listed(body: str, count: int) -> str:
    """Choices with one kind of body, in lists as long as they may be."""
    rows = [f"      - c{at}: {body.format(at)}\n" for at in range(count)]
    lists = [rows[at : at + 150] for at in range(0, count, 150)]
    return "".join(f"  {f's{at}' if at else 'a'}:\n    choices:\n" + "".join(each) for at, each in enumerate(lists))


def _scenes(target: str) -> str:
    return "".join(f"  {f'scene_{at}' if at else 'a'}: {target.format(at)}\n" for at in range(MANY))


def _story(scenes: str, above: str = "", command: tuple[str, ...] = CHECK) -> Trial:
    head = HEAD.replace("scenes:\n", (above or f"  f: one of {', '.join(NAMES)}\n") + "scenes:\n")
    return Trial({"s.yaml": head + scenes + END}, (command,))


def _told(form: str) -> Trial:
    return _story(_listed("zz_{0}", MANY), command=(*CHECK, "--format", form))


def _printed(text: str, command: tuple[str, ...]) -> Trial:
    """A megabyte of one kind of prose, in pieces as long as they may be."""
    body = "\n".join(" " * 8 + line for line in text.rstrip("\n").split("\n"))
    count = max(1, 900_000 // len(body.encode()))
    if (lines := body.count("\n") + 1) * count > 90_000:
        count = max(1, 90_000 // lines)
    blocks = "".join(f"    - text: |\n{body}\n" for _ in range(count))
    return Trial({"s.yaml": f"{HEAD}  a:\n{blocks}    - choices:\n        - Go: z\n{END}"}, (command,), MOVES)
