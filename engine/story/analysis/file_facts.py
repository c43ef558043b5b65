"""Collect the facts of files of scenes, and what the faults of such a file depend on in the rest of the story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from engine.expressions.language.tree import Name, Reference, nodes_of
from engine.hashing import blake2b
from engine.records import dataclass
from engine.source.nodes import SourceFile
from engine.story.analysis.fall_through import Outcomes, falls_through
from engine.story.analysis.resolved_story import addresses_in, names_changed, names_read, tree_of
from engine.story.analysis.story_analysis import StoryAnalysis
from engine.story.blocks import Prose
from engine.story.facts import FileFacts
from engine.story.graph import NameUse, PartFacts
from engine.story.model import Scene
from engine.story.occurrences import Occurrence, prose_of
from engine.story.prose import Either, Varied, Words
from engine.story.walk import contents_of

_WORD = re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class _Contents:
    """What is written in each file that is read, by its path; the names each scene uses, by its id."""

    occurrences: dict[str, list[Occurrence]]
    words: dict[str, set[str]]
    uses: dict[str, list[NameUse]]


def collect_facts(files: Iterable[SourceFile], analysis: StoryAnalysis) -> Iterator[FileFacts]:
    """Yield the facts of every sound file whose faults depend on nothing that `environment_of` does not cover."""
    contents = _group_contents(analysis)
    for file in files:
        facts = _facts_of(file, analysis, contents)
        if len(facts.parts) == len(facts.scenes):
            yield facts


def _group_contents(analysis: StoryAnalysis) -> _Contents:
    contents = _Contents(defaultdict(list), defaultdict(set), defaultdict(list))
    file_of = {part.id.text: part.file for part in analysis.read_parts}
    for occurrence in analysis.resolved.occurrences:
        contents.occurrences[file_of.get(occurrence.owner or "", "")].append(occurrence)
    for prose in prose_of(analysis.resolved.read_story):
        contents.words[file_of.get(prose.owner or "", "")].update(_words_of_forms(prose.prose))
    for use in analysis.graph.references:
        if use.purpose != "epigraph":
            contents.uses[use.owner or ""].append(use)
    return contents


def _facts_of(file: SourceFile, analysis: StoryAnalysis, contents: _Contents) -> FileFacts:
    scenes = tuple(scene for scene in analysis.resolved.read_story.scenes if scene.file == file.path)
    parts = ((scene.id.text, _part_facts(scene, contents.uses[scene.id.text])) for scene in scenes)
    within = contents.occurrences[file.path]
    return FileFacts(
        path=file.path,
        count=file.count,
        act=next((act for act in analysis.story.acts if act.file == file.path), None),
        scenes=scenes,
        parts={name: part for name, part in parts if part is not None},
        names=frozenset(contents.words[file.path].union(*map(_names_asked, within))),
        variables_read=frozenset(names_read(within)),
        variables_changed=frozenset(names_changed(within)),
    )


def environment_of(facts: FileFacts, analysis: StoryAnalysis, declarations: str) -> str:
    """Return a hash of everything outside a file that its own faults depend on.

    `declarations` is a hash of the files that hold more than scenes.
    """
    outcomes, scope = analysis.outcomes, analysis.resolved.scope
    targets = sorted({use.name.text for part in facts.parts.values() for use in part.uses})
    groups = (outcomes.names, outcomes.falling_through, outcomes.returning, analysis.recursive_calls)
    environment = (
        declarations,
        sorted(analysis.resolved.variables_changed),
        [(name, scope.addresses.get(name)) for name in sorted(facts.names)],
        [(name, *(name in names for names in groups)) for name in targets],
        [(name, analysis.entry_modes[name].value, name in outcomes.falling_through) for name in facts.parts],
    )
    return blake2b(repr(environment).encode(), digest_size=20).hexdigest()


def _part_facts(scene: Scene, uses: Sequence[NameUse]) -> PartFacts | None:
    """Return what a scene shows; None if it takes in choices of others, or its end depends on them."""
    if any(use.purpose in ("use", "draw") for use in uses):
        return None
    none_return = Outcomes(frozenset(use.name.text for use in uses))
    is_reached = falls_through(scene.body, none_return)
    if is_reached != falls_through(scene.body, Outcomes(frozenset())):
        return None
    offers = bool(contents_of(scene).offerings)
    return PartFacts(tuple(uses), addresses_in(scene), is_reached, offers)


def _names_asked(occurrence: Occurrence) -> Iterator[str]:
    """Yield every name in an expression; of an address, each part."""
    for part in nodes_of(tree_of(occurrence)):
        if isinstance(part, Name | Reference):
            yield from (part.text, *part.text.split("."))


def _words_of_forms(prose: Prose) -> Iterator[str]:
    """Yield the words of forms that go by visits: they may be meant as a condition."""
    for piece in prose:
        if isinstance(piece, Varied | Either):
            for part in piece.parts if isinstance(piece, Varied) else (piece.yes, piece.no):
                if isinstance(piece, Varied):
                    yield from (
                        word for inner in part if isinstance(inner, Words) for word in _WORD.findall(inner.text)
                    )
                yield from _words_of_forms(part)
