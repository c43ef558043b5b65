"""Limits of expressions and declarations, so that the cost of a story is known before it is played."""

from __future__ import annotations

MOST_CHARACTERS = 500
"""Of one expression or statement as written."""
MOST_NODES = 100
"""Of one expression as written: every number, name, operator and call is one."""
MOST_NESTING = 32
"""Parentheses, calls and prefixes within each other."""
MOST_GROWN = 2000
"""Of one expression once its derived values are inlined."""
MOST_GROWN_DEPTH = 200
"""Operations within each other once derived values are inlined."""
MOST_ALTERNATIVES = 256
"""Members of `one of`."""
LONGEST_START = 200
"""Characters a text may start with: as many as a player may ever be asked for."""
MOST_MEMBERS = 62
"""Of a set; each is held in one bit."""
FARTHEST = 2**53
"""No number of a story lies farther from 0, neither a value nor an intermediate one."""
