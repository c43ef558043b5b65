"""What a kept proof tells a player: how many endings are still open, and the way to a choice that is not on offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.program.model import Program
from engine.runtime.state import State
from engine.runtime.turn import skip_questions

if TYPE_CHECKING:
    from engine.prove.hints.proof_cache import StoredProof


@dataclass(slots=True)
class LiveHints:
    """A program's proof, looked for when it is first wanted; without one it tells nothing."""

    program: Program
    _proof: StoredProof | None = None
    _is_looked_for: bool = False

    @property
    def proof(self) -> StoredProof | None:
        """The proof, if one is kept."""
        if not self._is_looked_for:
            from engine.prove.hints.proof_cache import read_proof_cache

            self._proof, self._is_looked_for = read_proof_cache(self.program), True
        return self._proof

    def endings_open(self, state: State) -> int | None:
        """How many endings a game can still come to; None where that is not proved."""
        proof = self.proof
        rested = None if proof is None else skip_questions(self.program, state)
        if proof is None or rested is None:
            return None
        try:
            packed = proof.packer.encode(rested)
            endings = None if packed is None else proof.open_to(packed)
        except (LookupError, ValueError, TypeError, AttributeError, OverflowError):
            self._distrust()
            return None
        return None if endings is None else endings.bit_count()

    def unlock_path(self, state: State, choice: str) -> str | None:
        """How a choice of this list can come to be on offer, or that it cannot; None if that is not known."""
        from engine.prove.hints.unlock_path import unlock_path

        try:
            return None if self.proof is None else unlock_path(self.program, self.proof, state, choice)
        except (LookupError, ValueError, TypeError, AttributeError, OverflowError):
            self._distrust()
            return None

    def _distrust(self) -> None:
        """Do without the proof from now on: it does not fit the story, though it says it does."""
        from engine.prove.hints.proof_cache import PROOFS, proof_key

        PROOFS.forget(proof_key(self.program))
        self._proof = None
