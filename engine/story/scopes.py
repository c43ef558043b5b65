"""What the names of an expression can mean in a story."""

from __future__ import annotations

from functools import lru_cache

from engine.expressions.scope import Scope
from engine.story.model import Story
from engine.story.walk import choices_within, parts_of


def scope_of(story: Story, here: str | None) -> Scope:
    """The scope of an expression written in scene `here`, or outside every scene; the index behind it is made once."""
    return _shared(_Same(story)).at(here)


class _Same:
    """One story, told from others by identity: comparing whole stories would cost more than the index saves."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.story is self.story

    def __hash__(self) -> int:
        return id(self.story)


@lru_cache(maxsize=1)
def _shared(same: _Same) -> Scope:
    story = same.story
    return Scope(
        variables={variable.name.text: variable.kind for variable in story.variables},
        derived={derived.name.text: derived.expression for derived in story.derived},
        scenes=frozenset(part.id.text for part in parts_of(story)),
        addresses={
            part.id.text: tuple(addressed.address for addressed in choices_within(part.body))
            for part in parts_of(story)
        },
        here=None,
    )
