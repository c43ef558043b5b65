"""Decodes `whenever`: the rules, which only go."""

from __future__ import annotations

from engine.language import RULE_KEYS
from engine.source.nodes import Entry, Node, SourceFile
from engine.story.decoding.keys import record_of
from engine.story.decoding.names import scene_of
from engine.story.decoding.scenes import priority_of
from engine.story.decoding.values import Found, expression_of, list_of
from engine.story.model import Rule


def rules_of(entry: Entry, file: SourceFile, act: int | None, found: Found) -> tuple[Rule, ...]:
    """The rules a file holds, in the order written; one that cannot be made is left out."""
    made = [_rule(item, file, act, found) for item in list_of(entry, found)]
    return tuple(rule for rule in made if rule)


def _rule(node: Node, file: SourceFile, act: int | None, found: Found) -> Rule | None:
    fields = record_of(node, "a rule", RULE_KEYS, ("if", "go"), found)
    condition = expression_of(fields.get("if"), found)
    go = scene_of(fields["go"], found) if "go" in fields else None
    priority = priority_of(fields, found)
    if condition is None or go is None:
        return None
    return Rule(condition, go, priority, act, file.path, file.is_root, node.span)
