"""The blocks of an encoded program, as text."""

from __future__ import annotations

import struct
from zlib import decompressobj


def unpack_blocks(encoded: bytes) -> list[bytes]:
    (count,) = struct.unpack_from("<I", encoded)
    rest, blocks = encoded[4 + 4 * count :], list[bytes]()
    while rest:
        reader = decompressobj()
        blocks.append(reader.decompress(rest))
        rest = reader.unused_data
    assert len(blocks) == count
    return blocks
