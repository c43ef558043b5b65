"""A small story written down in every format, as a file to compare with; the schema is also looked at key by key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.exporters import exporter, exporter_names
from engine.language import BLOCK_KEYS, ROOT_KEYS, SCENE_KEYS, SECTIONS
from engine.source.compose import compose
from engine.source.gather import gather
from engine.story.decode import decode
from engine.story.model import Story
from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def story() -> Story:
    decoded, faults = decode(compose(gather(GOLDEN / "story.yaml").texts).files)
    assert decoded is not None, faults
    return decoded


def test_these_formats_are_found() -> None:
    assert exporter_names() == ("dot", "mermaid", "schema")


@pytest.mark.parametrize("name", exporter_names())
def test_the_story_is_written_exactly_so(name: str, story: Story, golden: Golden) -> None:
    golden(exporter(name).export(story), GOLDEN / f"expected.{name}")


@pytest.mark.parametrize("name", exporter_names())
def test_every_format_has_a_line_of_help(name: str) -> None:
    assert (exporter(name).__doc__ or "").splitlines()[0].endswith(".")


def test_the_schema_knows_every_key_a_file_may_have(story: Story) -> None:
    schema = json.loads(exporter("schema").export(story))
    assert set(schema["properties"]) == {*ROOT_KEYS, *SECTIONS, "act"}
    scene = schema["definitions"]["scene"]["anyOf"][-1]
    assert set(scene["properties"]) == {*SCENE_KEYS, *BLOCK_KEYS}


def test_everything_the_schema_refers_to_is_in_it(story: Story) -> None:
    schema = json.loads(exporter("schema").export(story))
    referred = set(references(schema))
    assert referred
    assert referred <= {f"#/definitions/{name}" for name in schema["definitions"]}


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "$ref")
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)
