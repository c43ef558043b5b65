"""The shipped story's prose: what an editor would strike out on sight may not stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from engine.language import DRAW_KEYS, OFFERED_WORDS, OFFERINGS

STORY = Path(__file__).parent.parent / "story"
FILES = sorted(STORY.rglob("*.yaml"))
PROSE_KEYS = {"text", "locked", "prompt"}
LISTS = set(OFFERINGS)
NOT_LABELS = {*OFFERED_WORDS, *DRAW_KEYS}
BRACES = re.compile(r"\{([^{}]*)\}")
CONDITION = re.compile(r"^[^?{}|]*\s\?(?=\s|$)")
LONG = 10


class Piece(NamedTuple):
    """A text or a label, and where it stands."""

    file: str
    scene: str
    text: str


class Lists(NamedTuple):
    """The labels of one list of choices."""

    file: str
    scene: str
    labels: list[str]


def read(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def below(node: object, file: str, scene: str, texts: list[Piece], lists: list[Lists]) -> None:
    if isinstance(node, list):
        for one in node:
            below(one, file, scene, texts, lists)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key in PROSE_KEYS and isinstance(value, str):
            texts.append(Piece(file, scene, value))
        elif key in LISTS and isinstance(value, list):
            choices = [one for one in value if isinstance(one, dict) and not NOT_LABELS & set(one)]
            lists.append(Lists(file, scene, [str(label) for one in choices for label in one]))
            below([body for one in value if isinstance(one, dict) for body in one.values()], file, scene, texts, lists)
        else:
            below(value, file, scene, texts, lists)


def whole_story() -> tuple[list[Piece], list[Lists]]:
    texts: list[Piece] = []
    lists: list[Lists] = []
    for path in FILES:
        part = read(path)
        file = path.relative_to(STORY).as_posix()
        for section in ("scenes", "storylets", "notes", "epigraphs"):
            for name, body in (part.get(section) or {}).items():
                below(body, file, str(name), texts, lists)
                if isinstance(body, dict) and "label" in body:
                    lists.append(Lists(file, str(name), [str(body["label"])]))
    return texts, lists


TEXTS, CHOICE_LISTS = whole_story()
LABELS = [Piece(one.file, one.scene, label) for one in CHOICE_LISTS for label in one.labels]
EVERYTHING = TEXTS + LABELS


def plain(text: str) -> str:
    """Every wording the text can take, one after another, with the conditions gone and a break at each border."""
    previous = ""
    while text != previous:
        previous = text
        text = BRACES.sub(
            lambda found: "\x00" + CONDITION.sub("", found[1].lstrip("&!~")).replace("|", "\x00") + "\x00", text
        )
    return text.replace("*", "")


def longest(text: str) -> int:
    """The words of the longest wording."""
    previous = ""
    while text != previous:
        previous = text
        text = BRACES.sub(
            lambda found: max(CONDITION.sub("", found[1]).split("|"), key=lambda part: len(part.split())), text
        )
    return len([word for word in text.split() if re.search(r"\w", word)])


def words(text: str) -> list[str]:
    return re.findall(r"[\w’-]+", plain(text).lower())


def sentences(text: str) -> Iterator[str]:
    for part in re.split(r"(?<=[.!?])[”’)]*\s+|\x00|\n", plain(text)):
        found = " ".join(re.findall(r"[\w’-]+", part.lower()))
        if found.count(" ") >= LONG - 1:
            yield found


WORDS = sum(len(words(piece.text)) for piece in EVERYTHING)

ABSTRACT = r"\w+(?:ness|tion|ity|ment|ance|ence)"

FORBIDDEN = {
    "iron curtain": r"\biron curtain\b",
    "KGB": r"\bKGB\b",
    "defected to freedom": r"\bdefected to freedom\b",
    "brilliant spymaster": r"\b(?:brilliant )?spymaster\b",
    "oriental": r"\boriental\b",
    "fate smiled": r"\bfate smiled\b",
    "samurai": r"\bsamurai\b",
    "the only Jew, Korean, Japanese": r"\bthe only (?:Jew|Korean|Japanese|Chinese)\b",
    "something shifts": r"\bsomething (?:in \w+ )?shifts\b",
    "a silence that": r"\ba silence that\b",
    "you realise": r"\byou realise\b",
    "it isn’t X, it’s Y": (
        r"\b(?:it|that|this) (?:isn’t|is not|wasn’t|was not) [^.;:,“”]{1,40}[,;] (?:it|that|this)(?:’s| is| was)\b"
    ),
    "not X but Y": (
        r"\bnot (?:just |only |merely |so much )?(?:an? |the )?[\w’-]+(?: [\w’-]+){0,3},? "
        r"but (?:an? |the |to |in |of |for |with |by )"
    ),
    "not just": r"\bnot (?:just|merely)\b",
    "three abstract nouns": rf"\b{ABSTRACT}, {ABSTRACT},? (?:and|or) {ABSTRACT}\b",
    "in that moment": r"\bin (?:that|this) moment\b",
    "can’t help but": r"\b(?:can’t|cannot|couldn’t) help but\b",
    "hangs in the air": r"\bhangs? in the air\b",
    "a mix of": r"\ba (?:mix|mixture|blend) of\b",
    "testament to": r"\btestament to\b",
    "em dash": r"—",
}

CAPS_PER_TEN_THOUSAND = {
    "as if, as though": (r"\bas (?:if|though)\b", 5),
    "somebody, someone": (r"\b(?:somebody|someone)\b", 18),
    "there is": (r"\bthere(?: is|’s| are)\b", 26),
    "you have": (r"\byou have\b", 34),
    "hand, hands": (r"\bhands?\b", 32),
    "it is the": (r"\bit is the\b", 6),
    "which is": (r"\bwhich (?:is|was)\b", 6),
    "small": (r"\bsmall\b", 5),
    "exactly": (r"\bexactly\b", 2),
    "quietly": (r"\bquietly\b", 2),
    "carefully": (r"\bcarefully\b", 2),
    "gently": (r"\bgently\b", 2),
    "politely": (r"\bpolitely\b", 2),
    "for a moment": (r"\b(?:for )?a moment\b", 4),
    "used to": (r"\bused to\b", 6),
    "a man who": (r"\ba man (?:who|whom|whose)\b", 4),
    "as a man": (r"\b(?:as|like) a man\b", 2),
    "as one does": (r"\bas one [a-z]+s\b", 4),
    "quite": (r"\bquite\b", 6),
    "turns out": (r"\bturn(?:s|ed)? out to\b", 3),
}

CAPS_ON_OPENINGS = {"you have": 0.04, "there is": 0.04, "it is": 0.05, "you": 0.16, "the": 0.22}

AMERICAN = (
    "color",
    "honor",
    "favor",
    "gray",
    "center",
    "theater",
    "neighbor",
    "labor",
    "harbor",
    "traveler",
    "jewelry",
    "mustache",
    "plow",
    "gotten",
    "realize",
    "recognize",
    "organize",
    "apologize",
    "defense",
    "meter",
    "kilometer",
)


def standing(pattern: str, pieces: list[Piece]) -> list[str]:
    wanted = re.compile(pattern, re.IGNORECASE)
    return [
        f"{piece.file}: {piece.scene}: …{plain(piece.text)[max(0, found.start() - 40) : found.end() + 30]!r}"
        for piece in pieces
        for found in wanted.finditer(plain(piece.text))
    ]


def test_there_is_a_story_to_read() -> None:
    assert WORDS > 20_000


def test_no_long_sentence_stands_twice() -> None:
    where: defaultdict[str, list[str]] = defaultdict(list)
    for piece in EVERYTHING:
        for sentence in sentences(piece.text):
            where[sentence].append(f"{piece.file}: {piece.scene}")
    assert {sentence: places for sentence, places in where.items() if len(places) > 1} == {}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_forbidden_phrase_or_a_machine_habit_stands_nowhere(name: str) -> None:
    assert standing(FORBIDDEN[name], [piece for piece in EVERYTHING if not piece.file.startswith("notes/")]) == []


@pytest.mark.parametrize("name", CAPS_PER_TEN_THOUSAND)
def test_a_tic_is_kept_down(name: str) -> None:
    pattern, cap = CAPS_PER_TEN_THOUSAND[name]
    found = standing(pattern, EVERYTHING)
    assert len(found) * 10_000 / WORDS <= cap, "\n".join(found)


@pytest.mark.parametrize("opening", CAPS_ON_OPENINGS)
def test_paragraphs_do_not_all_open_alike(opening: str) -> None:
    paragraphs = [
        part for piece in TEXTS for part in piece.text.split("\n\n") if not part.lstrip().startswith((">", "{"))
    ]
    count = sum(part.strip().lower().startswith(opening + " ") for part in paragraphs)
    assert count / len(paragraphs) <= CAPS_ON_OPENINGS[opening], f"{count} of {len(paragraphs)}"


def test_no_scene_opens_on_a_smell() -> None:
    first: dict[tuple[str, str], str] = {}
    for piece in TEXTS:
        first.setdefault((piece.file, piece.scene), piece.text)
    smells = re.compile(r"^[^.!?]*\b(?:smell|smells|smelt|scent|stink|reek|reeks|odour)\b", re.IGNORECASE)
    assert [place for place, text in first.items() if smells.search(plain(text))] == []


def test_a_label_has_at_most_nine_words() -> None:
    assert [piece for piece in LABELS if longest(piece.text) > 9] == []


def test_no_two_labels_of_a_list_start_alike() -> None:
    alike = []
    for one in CHOICE_LISTS:
        starts = Counter(found[0] for label in one.labels if (found := words(label)))
        alike += [f"{one.file}: {one.scene}: {start}" for start, times in starts.items() if times > 1]
    assert alike == []


@pytest.mark.parametrize("word", AMERICAN)
def test_the_spelling_is_british(word: str) -> None:
    assert standing(rf"\b{word}(?:s|ed|ing|es|d|r|rs|ation)?\b", EVERYTHING) == []


def test_quotation_marks_are_typographic() -> None:
    assert standing(r"[\"'`]", EVERYTHING) == []


def test_quotation_marks_are_closed() -> None:
    unclosed = []
    for piece in TEXTS:
        paragraphs = piece.text.strip().split("\n\n")
        for part, following in zip(paragraphs, [*paragraphs[1:], ""], strict=True):
            runs_on = part.count("“") == part.count("”") + 1 and following.startswith("“")
            if part.count("“") != part.count("”") and not runs_on:
                unclosed.append(f"{piece.file}: {piece.scene}: {part}")
    assert unclosed == []


def test_a_document_is_under_sixty_words() -> None:
    too_long = []
    for piece in TEXTS:
        for part in piece.text.split("\n\n"):
            lines = [line.strip()[1:] for line in part.splitlines() if line.strip().startswith(">")]
            if longest(" ".join(lines)) >= 60:
                too_long.append(f"{piece.file}: {piece.scene}: {longest(' '.join(lines))}")
    assert too_long == []


def test_no_space_or_stop_is_left_over() -> None:
    left_over = r"[,;:]\s*[,;.]|(?<!\.)\.\.(?!\.)|\w\s,"
    assert (
        standing(left_over, [Piece(one.file, one.scene, re.sub(r"\{[^{}]*\}", "w", one.text)) for one in TEXTS]) == []
    )
