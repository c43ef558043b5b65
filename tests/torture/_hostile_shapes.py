"""Stories built to break a reader: each shape is one way to be too deep, too many, too long or not what it seems."""

from __future__ import annotations

from collections.abc import Callable

Files = dict[str, bytes]
"""The files of a story folder, by path."""

ROOT = "story: S\nstart: a\n"
END = "  z:\n    ending: Z\n"


def single(text: str | bytes) -> Files:
    return {"story.yaml": text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")}


def scenes(*bodies: str, above: str = "") -> Files:
    """A story whose scenes are written out, with an ending `z` after them."""
    return single(f"{ROOT}{above}scenes:\n" + "".join(bodies) + END)


def nested_blocks(depth: int) -> str:
    """One list in another, `- - - - x`."""
    return "  a:\n    " + "- " * depth + "z\n"


def nested_mappings(depth: int) -> str:
    return "  a:\n" + "".join(" " * (at + 4) + "then:\n" for at in range(depth)) + " " * (depth + 4) + "z\n"


def nested_choices(depth: int) -> str:
    lines = "".join(f"{' ' * (4 + 4 * at)}choices:\n{' ' * (6 + 4 * at)}- c{at}:\n" for at in range(depth))
    return f"  a:\n{lines}{' ' * (10 + 4 * depth)}go: z\n"


def doubling(count: int) -> str:
    """Derived values each twice the one before: a term of 2^count parts if it were written out."""
    return "vars:\n  eyes: 0..6\nderived:\n  d0: eyes\n" + "".join(
        f"  d{at}: d{at - 1} + d{at - 1}\n" for at in range(1, count)
    )


def using(depth: int, width: int) -> str:
    """Lists that use others which use others: width^depth choices if they were unfolded."""
    lists = ["  a:\n    choices:\n" + "      - use: u0\n" * width]
    lists += [f"  u{at}:\n    choices:\n" + f"      - use: u{at + 1}\n" * width for at in range(depth)]
    return "".join(lists) + f"  u{depth}:\n    choices:\n      - Leave: z\n"


def aliases() -> str:
    rows = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    rows += [f"a{at}: &a{at} [{','.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 12)]
    return "\n".join(rows)


def merges() -> str:
    rows = ["a0: &a0 {k: v}"]
    rows += [f"a{at}: &a{at} {{<<: [{','.join([f'*a{at - 1}'] * 9)}]}}" for at in range(1, 12)]
    return "\n".join(rows)


def scene_text(prose: str) -> Files:
    return scenes("  a:\n    text: |\n      " + prose + "\n    go: z\n")


def circle(count: int) -> str:
    """Derived values that need one another round and round."""
    return "derived:\n" + "".join(f"  d{at}: d{(at - 1) % count}\n" for at in range(count))


def members(count: int) -> str:
    return "vars:\n  f: one of " + ", ".join(f"m{at}" for at in range(count)) + "\n"


def guarded(expression: str, above: str = "vars:\n  eyes: 0..6\n") -> Files:
    return scenes(f"  a:\n    choices:\n      - Go:\n          when: {expression}\n          go: z\n", above=above)


def calling_tree(count: int) -> str:
    """Scenes that each call the next twice: 2^count entries before the first rest."""
    return (
        "  a: {call: c0, go: z}\n"
        + "".join(f"  c{at}: [{{call: c{at + 1}}}, {{call: c{at + 1}}}]\n" for at in range(count))
        + f"  c{count}: {{text: .}}\n"
    )


SHAPES: dict[str, Callable[[], Files]] = {
    "nothing at all": lambda: single(b""),
    "deep block lists": lambda: scenes(nested_blocks(100_000)),
    "deep block mappings": lambda: scenes(nested_mappings(900)),
    "deep flow lists": lambda: scenes("  a: " + "[" * 100_000 + "]" * 100_000 + "\n"),
    "deep flow lists, open": lambda: single("[" * 100_000),
    "deep flow mappings": lambda: single("{a: " * 100_000),
    "deep explicit keys": lambda: single("? " * 100_000),
    "deep choices": lambda: scenes(nested_choices(7)),
    "alias bomb": lambda: single(aliases()),
    "merge bomb": lambda: single(merges()),
    "one line of 5 MB": lambda: single("story: " + "x" * 5_000_000),
    "one line of 1.9 MB": lambda: single("story: " + "x" * 1_900_000),
    "one key of 1.9 MB": lambda: single("x" * 1_900_000 + ": story"),
    "1.9 MB of brackets": lambda: single("[]," * 630_000),
    "1.9 MB of colons": lambda: single(":" * 1_900_000),
    "1.9 MB of quotes": lambda: single("\"'" * 950_000),
    "1.9 MB of spaces": lambda: single(" " * 1_900_000 + "a: b"),
    "1.9 MB of line feeds": lambda: single("\n" * 1_900_000),
    "1.9 MB of dashes": lambda: single("- " * 950_000),
    "1.9 MB of hashes": lambda: single("# \n" * 630_000),
    "1.9 MB of backslashes": lambda: single('story: "' + "\\\\" * 900_000 + '"'),
    "1.9 MB of tabs": lambda: single("\t" * 1_900_000),
    "1.9 MB of short keys": lambda: single("".join(f"a{at}: b\n" for at in range(190_000))),
    "1.9 MB of one key": lambda: single("a: b\n" * 380_000),
    "Latin-1": lambda: single("story: Caf\u00e9\nstart: a\n".encode("latin-1")),
    "UTF-16": lambda: single(f"{ROOT}scenes:\n{END}".encode("utf-16")),
    "UTF-32": lambda: single(f"{ROOT}scenes:\n{END}".encode("utf-32")),
    "a BOM in the middle": lambda: single(f"{ROOT}\ufeffscenes:\n{END}"),
    "NUL": lambda: single("story: S\0\nstart: a\n"),
    "escapes in keys": lambda: single('"\\e]0;owned\\a": x\n"\\x9b2J": y\n"\\0": z\n'),
    "escapes in text": lambda: single('story: "\\e[2J"\nstart: "\\x9b"\nscenes: {}\n'),
    "raw escapes": lambda: single("story: \x1b]0;owned\x07\nstart: a\n"),
    "half characters": lambda: single('story: "\\ud800"\nstart: a\n'),
    "half characters, raw": lambda: single("story: \ud800\nstart: a\n"),
    "bidirectional ids": lambda: scenes("  a: z\n  \u202eb: z\n"),
    "exponential derived values": lambda: scenes("  a: z\n", above=doubling(90)),
    "a circle of derived values": lambda: scenes("  a: z\n", above=circle(2000)),
    "lists that unfold": lambda: scenes(using(20, 9)),
    "a circle of lists": lambda: scenes("  a: {choices: [{use: b}]}\n  b: {choices: [{use: a}, {use: b}]}\n"),
    "a tree of calls": lambda: scenes(calling_tree(60)),
    "a weight of many digits": lambda: scenes(f"  a:\n    random:\n      - {'9' * 5000}: z\n"),
    "a number of many digits": lambda: scenes("  a: z\n", above=f"vars:\n  eyes: 0..{'9' * 5000}\n"),
    "a long expression": lambda: guarded("eyes > 1 and " * 5000 + "true"),
    "a deep expression": lambda: guarded("(" * 30_000),
    "many nots": lambda: guarded("not " * 9000 + "true"),
    "long multiplication": lambda: guarded(" * ".join(["9007199254740991"] * 40) + " > 0"),
    "many braces": lambda: scene_text("{" * 9000),
    "many pairs of braces": lambda: scene_text("{eyes}" * 9000),
    "deep braces": lambda: scene_text("{a|" * 9000 + "}" * 9000),
    "many bars": lambda: scene_text("{" + "|" * 60_000 + "}"),
    "many questions": lambda: scene_text("{" + " ? " * 20_000 + "}"),
    "many stars": lambda: scene_text("*a" * 30_000),
    "much glue": lambda: scene_text("<>\n      \n      " * 4000),
    "many spaces": lambda: scene_text("a" + " " * 60_000 + ","),
    "quoted lines": lambda: scene_text("> a\n      " * 8000),
    "members": lambda: scenes("  a: z\n", above=members(9000)),
    "200 files": lambda: single(f"{ROOT}scenes:\n{END}") | {f"{at}.yaml": b"act: {title: A}\n" for at in range(200)},
    "a file name that commands": lambda: single(ROOT) | {"\x1b]0;owned\x07.yaml": b"a: [\n", "\u202eb.yaml": b"{"},
    "only comments": lambda: single("# nothing\n" * 1000),
    "tags": lambda: single("!!python/object/apply:os.system ['true']\n"),
    "a second document": lambda: single(f"{ROOT}---\n{ROOT}"),
    "directives": lambda: single("%YAML 9.9\n%TAG ! tag:x,2000:\n---\nstory: S\n"),
}  # fmt: skip
