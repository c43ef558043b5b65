"""The blocks of an encoded program, as text."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from zlib import compress, decompressobj

from engine.program.codec import join_blocks


def pack_blocks(blocks: Iterable[bytes]) -> bytes:
    return join_blocks([compress(block) for block in blocks])


def unpack_blocks(encoded: bytes) -> list[bytes]:
    (count,) = struct.unpack_from("<I", encoded)
    rest, blocks = encoded[4 + 4 * count :], list[bytes]()
    while rest:
        reader = decompressobj()
        blocks.append(reader.decompress(rest))
        rest = reader.unused_data
    assert len(blocks) == count
    return blocks
