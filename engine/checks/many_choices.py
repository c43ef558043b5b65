"""A list offers more than two hundred choices.

Nobody reads so long a list. Part it: let a choice lead to a scene that offers the rest.

Fails::

    story: The street
    start: street
    scenes:
      street:
        choices: [
          {Go home: home},
          {Count 1: street}, {Count 2: street}, {Count 3: street}, {Count 4: street},
          {Count 5: street}, {Count 6: street}, {Count 7: street}, {Count 8: street},
          {Count 9: street}, {Count 10: street}, {Count 11: street}, {Count 12: street},
          {Count 13: street}, {Count 14: street}, {Count 15: street}, {Count 16: street},
          {Count 17: street}, {Count 18: street}, {Count 19: street}, {Count 20: street},
          {Count 21: street}, {Count 22: street}, {Count 23: street}, {Count 24: street},
          {Count 25: street}, {Count 26: street}, {Count 27: street}, {Count 28: street},
          {Count 29: street}, {Count 30: street}, {Count 31: street}, {Count 32: street},
          {Count 33: street}, {Count 34: street}, {Count 35: street}, {Count 36: street},
          {Count 37: street}, {Count 38: street}, {Count 39: street}, {Count 40: street},
          {Count 41: street}, {Count 42: street}, {Count 43: street}, {Count 44: street},
          {Count 45: street}, {Count 46: street}, {Count 47: street}, {Count 48: street},
          {Count 49: street}, {Count 50: street}, {Count 51: street}, {Count 52: street},
          {Count 53: street}, {Count 54: street}, {Count 55: street}, {Count 56: street},
          {Count 57: street}, {Count 58: street}, {Count 59: street}, {Count 60: street},
          {Count 61: street}, {Count 62: street}, {Count 63: street}, {Count 64: street},
          {Count 65: street}, {Count 66: street}, {Count 67: street}, {Count 68: street},
          {Count 69: street}, {Count 70: street}, {Count 71: street}, {Count 72: street},
          {Count 73: street}, {Count 74: street}, {Count 75: street}, {Count 76: street},
          {Count 77: street}, {Count 78: street}, {Count 79: street}, {Count 80: street},
          {Count 81: street}, {Count 82: street}, {Count 83: street}, {Count 84: street},
          {Count 85: street}, {Count 86: street}, {Count 87: street}, {Count 88: street},
          {Count 89: street}, {Count 90: street}, {Count 91: street}, {Count 92: street},
          {Count 93: street}, {Count 94: street}, {Count 95: street}, {Count 96: street},
          {Count 97: street}, {Count 98: street}, {Count 99: street}, {Count 100: street},
          {Count 101: street}, {Count 102: street}, {Count 103: street}, {Count 104: street},
          {Count 105: street}, {Count 106: street}, {Count 107: street}, {Count 108: street},
          {Count 109: street}, {Count 110: street}, {Count 111: street}, {Count 112: street},
          {Count 113: street}, {Count 114: street}, {Count 115: street}, {Count 116: street},
          {Count 117: street}, {Count 118: street}, {Count 119: street}, {Count 120: street},
          {Count 121: street}, {Count 122: street}, {Count 123: street}, {Count 124: street},
          {Count 125: street}, {Count 126: street}, {Count 127: street}, {Count 128: street},
          {Count 129: street}, {Count 130: street}, {Count 131: street}, {Count 132: street},
          {Count 133: street}, {Count 134: street}, {Count 135: street}, {Count 136: street},
          {Count 137: street}, {Count 138: street}, {Count 139: street}, {Count 140: street},
          {Count 141: street}, {Count 142: street}, {Count 143: street}, {Count 144: street},
          {Count 145: street}, {Count 146: street}, {Count 147: street}, {Count 148: street},
          {Count 149: street}, {Count 150: street}, {Count 151: street}, {Count 152: street},
          {Count 153: street}, {Count 154: street}, {Count 155: street}, {Count 156: street},
          {Count 157: street}, {Count 158: street}, {Count 159: street}, {Count 160: street},
          {Count 161: street}, {Count 162: street}, {Count 163: street}, {Count 164: street},
          {Count 165: street}, {Count 166: street}, {Count 167: street}, {Count 168: street},
          {Count 169: street}, {Count 170: street}, {Count 171: street}, {Count 172: street},
          {Count 173: street}, {Count 174: street}, {Count 175: street}, {Count 176: street},
          {Count 177: street}, {Count 178: street}, {Count 179: street}, {Count 180: street},
          {Count 181: street}, {Count 182: street}, {Count 183: street}, {Count 184: street},
          {Count 185: street}, {Count 186: street}, {Count 187: street}, {Count 188: street},
          {Count 189: street}, {Count 190: street}, {Count 191: street}, {Count 192: street},
          {Count 193: street}, {Count 194: street}, {Count 195: street}, {Count 196: street},
          {Count 197: street}, {Count 198: street}, {Count 199: street}, {Count 200: street},
          {Count 201: street},
        ]
      home:
        ending: Home

Passes::

    story: The street
    start: street
    scenes:
      street:
        choices:
          - Go home: home
          - Count 1: street
      home:
        ending: Home
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic

MOST_OFFERED = 200


def check(survey: Survey) -> Iterator[Diagnostic]:
    """The first entry of every list that is one too many."""
    for _, offering in survey.offerings:
        if len(offering.entries) > MOST_OFFERED:
            message = f"this list offers more than {MOST_OFFERED} choices"
            helping = "let a choice lead to a scene that offers the rest"
            yield Diagnostic("many-choices", message, offering.entries[MOST_OFFERED].span, helping)
