"""A deck holds more than two hundred storylets.

A deck is gone through at every list that draws from it. Part it into several decks, each drawn where it belongs.

Fails::

    story: The night
    start: street
    storylets: {
      c1: {deck: night, label: Card 1, go: street}, c2: {deck: night, label: Card 2, go: street},
      c3: {deck: night, label: Card 3, go: street}, c4: {deck: night, label: Card 4, go: street},
      c5: {deck: night, label: Card 5, go: street}, c6: {deck: night, label: Card 6, go: street},
      c7: {deck: night, label: Card 7, go: street}, c8: {deck: night, label: Card 8, go: street},
      c9: {deck: night, label: Card 9, go: street}, c10: {deck: night, label: Card 10, go: street},
      c11: {deck: night, label: Card 11, go: street}, c12: {deck: night, label: Card 12, go: street},
      c13: {deck: night, label: Card 13, go: street}, c14: {deck: night, label: Card 14, go: street},
      c15: {deck: night, label: Card 15, go: street}, c16: {deck: night, label: Card 16, go: street},
      c17: {deck: night, label: Card 17, go: street}, c18: {deck: night, label: Card 18, go: street},
      c19: {deck: night, label: Card 19, go: street}, c20: {deck: night, label: Card 20, go: street},
      c21: {deck: night, label: Card 21, go: street}, c22: {deck: night, label: Card 22, go: street},
      c23: {deck: night, label: Card 23, go: street}, c24: {deck: night, label: Card 24, go: street},
      c25: {deck: night, label: Card 25, go: street}, c26: {deck: night, label: Card 26, go: street},
      c27: {deck: night, label: Card 27, go: street}, c28: {deck: night, label: Card 28, go: street},
      c29: {deck: night, label: Card 29, go: street}, c30: {deck: night, label: Card 30, go: street},
      c31: {deck: night, label: Card 31, go: street}, c32: {deck: night, label: Card 32, go: street},
      c33: {deck: night, label: Card 33, go: street}, c34: {deck: night, label: Card 34, go: street},
      c35: {deck: night, label: Card 35, go: street}, c36: {deck: night, label: Card 36, go: street},
      c37: {deck: night, label: Card 37, go: street}, c38: {deck: night, label: Card 38, go: street},
      c39: {deck: night, label: Card 39, go: street}, c40: {deck: night, label: Card 40, go: street},
      c41: {deck: night, label: Card 41, go: street}, c42: {deck: night, label: Card 42, go: street},
      c43: {deck: night, label: Card 43, go: street}, c44: {deck: night, label: Card 44, go: street},
      c45: {deck: night, label: Card 45, go: street}, c46: {deck: night, label: Card 46, go: street},
      c47: {deck: night, label: Card 47, go: street}, c48: {deck: night, label: Card 48, go: street},
      c49: {deck: night, label: Card 49, go: street}, c50: {deck: night, label: Card 50, go: street},
      c51: {deck: night, label: Card 51, go: street}, c52: {deck: night, label: Card 52, go: street},
      c53: {deck: night, label: Card 53, go: street}, c54: {deck: night, label: Card 54, go: street},
      c55: {deck: night, label: Card 55, go: street}, c56: {deck: night, label: Card 56, go: street},
      c57: {deck: night, label: Card 57, go: street}, c58: {deck: night, label: Card 58, go: street},
      c59: {deck: night, label: Card 59, go: street}, c60: {deck: night, label: Card 60, go: street},
      c61: {deck: night, label: Card 61, go: street}, c62: {deck: night, label: Card 62, go: street},
      c63: {deck: night, label: Card 63, go: street}, c64: {deck: night, label: Card 64, go: street},
      c65: {deck: night, label: Card 65, go: street}, c66: {deck: night, label: Card 66, go: street},
      c67: {deck: night, label: Card 67, go: street}, c68: {deck: night, label: Card 68, go: street},
      c69: {deck: night, label: Card 69, go: street}, c70: {deck: night, label: Card 70, go: street},
      c71: {deck: night, label: Card 71, go: street}, c72: {deck: night, label: Card 72, go: street},
      c73: {deck: night, label: Card 73, go: street}, c74: {deck: night, label: Card 74, go: street},
      c75: {deck: night, label: Card 75, go: street}, c76: {deck: night, label: Card 76, go: street},
      c77: {deck: night, label: Card 77, go: street}, c78: {deck: night, label: Card 78, go: street},
      c79: {deck: night, label: Card 79, go: street}, c80: {deck: night, label: Card 80, go: street},
      c81: {deck: night, label: Card 81, go: street}, c82: {deck: night, label: Card 82, go: street},
      c83: {deck: night, label: Card 83, go: street}, c84: {deck: night, label: Card 84, go: street},
      c85: {deck: night, label: Card 85, go: street}, c86: {deck: night, label: Card 86, go: street},
      c87: {deck: night, label: Card 87, go: street}, c88: {deck: night, label: Card 88, go: street},
      c89: {deck: night, label: Card 89, go: street}, c90: {deck: night, label: Card 90, go: street},
      c91: {deck: night, label: Card 91, go: street}, c92: {deck: night, label: Card 92, go: street},
      c93: {deck: night, label: Card 93, go: street}, c94: {deck: night, label: Card 94, go: street},
      c95: {deck: night, label: Card 95, go: street}, c96: {deck: night, label: Card 96, go: street},
      c97: {deck: night, label: Card 97, go: street}, c98: {deck: night, label: Card 98, go: street},
      c99: {deck: night, label: Card 99, go: street}, c100: {deck: night, label: Card 100, go: street},
      c101: {deck: night, label: Card 101, go: street}, c102: {deck: night, label: Card 102, go: street},
      c103: {deck: night, label: Card 103, go: street}, c104: {deck: night, label: Card 104, go: street},
      c105: {deck: night, label: Card 105, go: street}, c106: {deck: night, label: Card 106, go: street},
      c107: {deck: night, label: Card 107, go: street}, c108: {deck: night, label: Card 108, go: street},
      c109: {deck: night, label: Card 109, go: street}, c110: {deck: night, label: Card 110, go: street},
      c111: {deck: night, label: Card 111, go: street}, c112: {deck: night, label: Card 112, go: street},
      c113: {deck: night, label: Card 113, go: street}, c114: {deck: night, label: Card 114, go: street},
      c115: {deck: night, label: Card 115, go: street}, c116: {deck: night, label: Card 116, go: street},
      c117: {deck: night, label: Card 117, go: street}, c118: {deck: night, label: Card 118, go: street},
      c119: {deck: night, label: Card 119, go: street}, c120: {deck: night, label: Card 120, go: street},
      c121: {deck: night, label: Card 121, go: street}, c122: {deck: night, label: Card 122, go: street},
      c123: {deck: night, label: Card 123, go: street}, c124: {deck: night, label: Card 124, go: street},
      c125: {deck: night, label: Card 125, go: street}, c126: {deck: night, label: Card 126, go: street},
      c127: {deck: night, label: Card 127, go: street}, c128: {deck: night, label: Card 128, go: street},
      c129: {deck: night, label: Card 129, go: street}, c130: {deck: night, label: Card 130, go: street},
      c131: {deck: night, label: Card 131, go: street}, c132: {deck: night, label: Card 132, go: street},
      c133: {deck: night, label: Card 133, go: street}, c134: {deck: night, label: Card 134, go: street},
      c135: {deck: night, label: Card 135, go: street}, c136: {deck: night, label: Card 136, go: street},
      c137: {deck: night, label: Card 137, go: street}, c138: {deck: night, label: Card 138, go: street},
      c139: {deck: night, label: Card 139, go: street}, c140: {deck: night, label: Card 140, go: street},
      c141: {deck: night, label: Card 141, go: street}, c142: {deck: night, label: Card 142, go: street},
      c143: {deck: night, label: Card 143, go: street}, c144: {deck: night, label: Card 144, go: street},
      c145: {deck: night, label: Card 145, go: street}, c146: {deck: night, label: Card 146, go: street},
      c147: {deck: night, label: Card 147, go: street}, c148: {deck: night, label: Card 148, go: street},
      c149: {deck: night, label: Card 149, go: street}, c150: {deck: night, label: Card 150, go: street},
      c151: {deck: night, label: Card 151, go: street}, c152: {deck: night, label: Card 152, go: street},
      c153: {deck: night, label: Card 153, go: street}, c154: {deck: night, label: Card 154, go: street},
      c155: {deck: night, label: Card 155, go: street}, c156: {deck: night, label: Card 156, go: street},
      c157: {deck: night, label: Card 157, go: street}, c158: {deck: night, label: Card 158, go: street},
      c159: {deck: night, label: Card 159, go: street}, c160: {deck: night, label: Card 160, go: street},
      c161: {deck: night, label: Card 161, go: street}, c162: {deck: night, label: Card 162, go: street},
      c163: {deck: night, label: Card 163, go: street}, c164: {deck: night, label: Card 164, go: street},
      c165: {deck: night, label: Card 165, go: street}, c166: {deck: night, label: Card 166, go: street},
      c167: {deck: night, label: Card 167, go: street}, c168: {deck: night, label: Card 168, go: street},
      c169: {deck: night, label: Card 169, go: street}, c170: {deck: night, label: Card 170, go: street},
      c171: {deck: night, label: Card 171, go: street}, c172: {deck: night, label: Card 172, go: street},
      c173: {deck: night, label: Card 173, go: street}, c174: {deck: night, label: Card 174, go: street},
      c175: {deck: night, label: Card 175, go: street}, c176: {deck: night, label: Card 176, go: street},
      c177: {deck: night, label: Card 177, go: street}, c178: {deck: night, label: Card 178, go: street},
      c179: {deck: night, label: Card 179, go: street}, c180: {deck: night, label: Card 180, go: street},
      c181: {deck: night, label: Card 181, go: street}, c182: {deck: night, label: Card 182, go: street},
      c183: {deck: night, label: Card 183, go: street}, c184: {deck: night, label: Card 184, go: street},
      c185: {deck: night, label: Card 185, go: street}, c186: {deck: night, label: Card 186, go: street},
      c187: {deck: night, label: Card 187, go: street}, c188: {deck: night, label: Card 188, go: street},
      c189: {deck: night, label: Card 189, go: street}, c190: {deck: night, label: Card 190, go: street},
      c191: {deck: night, label: Card 191, go: street}, c192: {deck: night, label: Card 192, go: street},
      c193: {deck: night, label: Card 193, go: street}, c194: {deck: night, label: Card 194, go: street},
      c195: {deck: night, label: Card 195, go: street}, c196: {deck: night, label: Card 196, go: street},
      c197: {deck: night, label: Card 197, go: street}, c198: {deck: night, label: Card 198, go: street},
      c199: {deck: night, label: Card 199, go: street}, c200: {deck: night, label: Card 200, go: street},
      c201: {deck: night, label: Card 201, go: street},
    }
    scenes:
      street:
        choices:
          - draw: night
          - Go home: home
      home:
        ending: Home

Passes::

    story: The night
    start: street
    storylets:
      rats: {deck: night, label: Listen, go: street}
    scenes:
      street:
        choices:
          - draw: night
          - Go home: home
      home:
        ending: Home
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic

MOST_DEALT = 200


def check(survey: Survey) -> Iterator[Diagnostic]:
    """The first storylet of every deck that is one too many."""
    for name, storylets in survey.decks.items():
        if len(storylets) > MOST_DEALT:
            message = f"the deck `{name}` holds more than {MOST_DEALT} storylets"
            yield Diagnostic("large-deck", message, storylets[MOST_DEALT].id.span, "part it into several decks")
