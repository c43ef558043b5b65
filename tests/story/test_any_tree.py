"""Whatever a file holds, decoding gives a story or tells why not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics.span import Span
from engine.language import BLOCK_KEYS, ROOT_KEYS, SECTIONS
from engine.source.nodes import Entry, Mapping, Node, Scalar, Sequence, SourceFile
from engine.story.decode import decode
from engine.story.decoding.names import slugify

HERE = Span("story.yaml", 1, 1, 1, 2)
KEYS = (*BLOCK_KEYS, *ROOT_KEYS, *SECTIONS, "act", "use", "draw", "limit", "shuffle", "when", "locked", "once", "id")
FIELDS = ("title", "tags", "ending", "mark", "deck", "label", "always", "within", "into", "prompt", "as", "source")
FILE_KEYS = (*SECTIONS, *ROOT_KEYS)
TEXTS = ("", "yard", "lamp", "0..6 = 0", "{lamp ? a | b}", "{~ a}", "{{ | }", "}", "true", "on", "1", "eyes += 1", "…")

scalars = st.builds(
    lambda text: Scalar(text, "plain", HERE), st.one_of(st.sampled_from((*KEYS, *FIELDS, *TEXTS)), st.text(max_size=20))
)


def _grown(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    entries = st.lists(st.builds(Entry, scalars, nodes), max_size=5, unique_by=lambda entry: entry.key.text)
    return st.one_of(
        st.lists(nodes, max_size=4).map(lambda items: Sequence(tuple(items), HERE)),
        entries.map(lambda given: Mapping(tuple(given), HERE)),
    )


trees: st.SearchStrategy[Node] = st.recursive(scalars, _grown, max_leaves=12)


def _file(sections: dict[str, Node]) -> SourceFile:
    entries = (Entry(Scalar(key, "plain", HERE), node) for key, node in sections.items())
    return SourceFile("story.yaml", True, ("",), Mapping(tuple(entries), HERE), 0)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.sampled_from(FILE_KEYS), trees, max_size=5))
def test_any_tree_decodes_or_tells_why_not(sections: dict[str, Node]) -> None:
    story, told = decode((_file(sections),))
    assert (story is None) == bool(told)


@settings(max_examples=50, deadline=None)
@given(trees)
def test_any_tree_may_be_a_scene(scene: Node) -> None:
    scenes = Mapping((Entry(Scalar("hall", "plain", HERE), scene),), HERE)
    named: list[Node] = [Scalar("A", "plain", HERE), Scalar("hall", "plain", HERE)]
    keys = [Scalar(key, "plain", HERE) for key in ("story", "start", "scenes")]
    root = Mapping(tuple(Entry(key, value) for key, value in zip(keys, (*named, scenes), strict=True)), HERE)
    story, told = decode((SourceFile("story.yaml", True, ("",), root, 0),))
    assert (story is None) == bool(told)


@given(st.text(max_size=80))
def test_a_slug_of_a_slug_is_itself(label: str) -> None:
    once = slugify(label)
    assert slugify(once) == once
    assert len(once) <= 40
