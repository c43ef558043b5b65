"""The fenced blocks of a Markdown page, and stories made of those that are only a part of one.

A block of YAML without a note is a whole story. Above any other stands `<!-- in: PLACE -->`, where the place is `root`
(keys of the root file), `scenes` (some scenes, the first of which begins), `scene` (one scene) or `choices` (a list).
Whatever such a fragment names and does not have is in `CAST`.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

_FENCED = re.compile(
    r"(?:^<!-- in: (?P<place>\w+) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
CAST = {
    "eyes": "0..6 = 0",
    "lamp": "false",
    "price": "1..9 = 4",
    "forts": "0..3 = 0",
    "suspicion": "0..10 = 2",
    "family": "one of here, blind, told",
    "carry": "any of lapin, gobi, mauser, pass = gobi",
    "name": "text = Yamaguchi",
}
PLACES = ("here", "road", "yard", "bridge", "ferry", "cellar")
"""Endings that a fragment can lead to."""


@dataclass(frozen=True, slots=True)
class Example:
    language: str
    place: str | None
    text: str
    line: int


def examples_in(page: Path, language: str) -> tuple[Example, ...]:
    """The blocks of one language, in order."""
    text = page.read_text(encoding="utf-8")
    found = tuple(
        Example(match["language"], match["place"], match["text"], text.count("\n", 0, match.start("text")) + 1)
        for match in _FENCED.finditer(text)
    )
    return tuple(example for example in found if example.language == language)


def write_story(example: Example, folder: Path) -> Path:
    """The story an example is, or is a part of; a path to load it from."""
    root = folder / "story.yaml"
    if example.place is None:
        root.write_text(example.text, encoding="utf-8")
        return root
    text = _with_head(_placed(example.text, example.place))
    root.write_text(text, encoding="utf-8")
    if example.place == "part":
        (folder / "part.yaml").write_text(example.text, encoding="utf-8")
    (folder / "cast.yaml").write_text(_cast_without(text + example.text), encoding="utf-8")
    return folder


def _placed(text: str, place: str) -> str:
    match place:
        case "part":
            return ""
        case "root":
            return text
        case "scenes":
            return f"start: {text.partition(':')[0].strip()}\nscenes:\n{textwrap.indent(text, '  ')}"
        case "scene":
            return f"scenes:\n  here:\n{textwrap.indent(text, '    ')}"
        case "choices":
            return f"scenes:\n  here:\n    choices:\n{textwrap.indent(text, '      ')}"
        case other:
            raise ValueError(f"there is no place {other}")


def _with_head(text: str) -> str:
    """The story with a title and a start, if it has none."""
    heads = {"story": "An example", "start": "here"}
    missing = (f"{key}: {value}\n" for key, value in heads.items() if not _defines(text, key))
    return "".join(missing) + text


def _cast_without(text: str) -> str:
    """A part with everything a fragment may name and does not define."""
    variables = [f"  {name}: {declared}\n" for name, declared in CAST.items() if not _defines(text, name)]
    scenes = [f"  {name}:\n    ending: The {name}\n" for name in PLACES if not _defines(text, name)]
    return "vars:\n" + "".join(variables) + "scenes:\n" + "".join(scenes)


def _defines(text: str, name: str) -> bool:
    return re.search(rf"^ *{name}:", text, re.MULTILINE) is not None
