"""Stories as text, decoded."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from engine.diagnostics.diagnostic import Diagnostic
from engine.source.compose import compose
from engine.source.gather import SourceText
from engine.story.blocks import Block
from engine.story.decode import decode
from engine.story.model import Story

Decoded = tuple[Story | None, tuple[Diagnostic, ...]]
DecodeFiles = Callable[..., Decoded]
BodyOf = Callable[[str], Block]
FaultsOf = Callable[[str], list[tuple[str, int]]]

HEAD = "story: The door\nstart: hall\n"
YARD = "  yard:\n    ending: Outside\n"


@pytest.fixture
def decode_files() -> DecodeFiles:
    """Decodes files given by name, the first of them the root."""

    def decoded(root: str, **parts: str) -> Decoded:
        texts = [SourceText("story.yaml", True, dedent(root).encode())]
        texts += [SourceText(f"{name}.yaml", False, dedent(part).encode()) for name, part in parts.items()]
        composition = compose(tuple(texts))
        assert composition.files, composition.diagnostics
        return decode(composition.files)

    return decoded


@pytest.fixture
def body_of(decode_files: DecodeFiles) -> BodyOf:
    """The body of a scene `hall` in a story without faults."""

    def body(scene: str) -> Block:
        story, diagnostics = decode_files(_around(scene))
        assert story is not None, diagnostics
        return story.scenes[0].body

    return body


@pytest.fixture
def faults_of(decode_files: DecodeFiles) -> FaultsOf:
    """The codes of the faults in a scene `hall`, each with its line within the scene, from 1."""

    def faults(scene: str) -> list[tuple[str, int]]:
        _, diagnostics = decode_files(_around(scene))
        return [(found.code, found.span.line - 4) for found in diagnostics]

    return faults


def _around(scene: str) -> str:
    lines = dedent(scene).strip("\n").split("\n")
    return HEAD + "scenes:\n  hall:\n" + "".join(f"    {line}\n" for line in lines) + YARD
