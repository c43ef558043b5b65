"""Tell a player, from a stored proof, how many endings are still open and how a choice can become available."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from engine.program.cache import PROOFS
from engine.program.model import Program
from engine.records import dataclass
from engine.runtime.state import State
from engine.runtime.turn import skip_questions

if TYPE_CHECKING:
    from engine.prove.hints.proof_cache import StoredProof

Answer = TypeVar("Answer")


@dataclass(slots=True)
class LiveHints:
    """The proof of a program, read when it is first needed; without a proof there are no hints."""

    program: Program
    _proof: StoredProof | None = None
    _is_looked_for: bool = False

    @property
    def proof(self) -> StoredProof | None:
        """Return the stored proof, or None if there is none."""
        if not self._is_looked_for:
            self._is_looked_for = True
            if not PROOFS.is_empty():
                from engine.prove.hints.proof_cache import read_proof_cache

                self._proof = read_proof_cache(self.program)
        return self._proof

    def endings_open(self, state: State) -> int | None:
        """Return how many endings a game can still reach; None where that is not proved."""
        endings = self._ask(lambda proof: self._endings_of(proof, state))
        return None if endings is None else endings.bit_count()

    def _endings_of(self, proof: StoredProof, state: State) -> int | None:
        at_rest = skip_questions(self.program, state)
        packed = None if at_rest is None else proof.encoder.encode(at_rest)
        return None if packed is None else proof.open_to(packed)

    def unlock_path(self, state: State, choice: str) -> str | None:
        """Describe how a choice of this list can become available, or say that it cannot; None if unknown."""
        from engine.prove.hints.unlock_path import unlock_path

        return self._ask(lambda proof: unlock_path(self.program, proof, state, choice))

    def _ask(self, question: Callable[[StoredProof], Answer | None]) -> Answer | None:
        """Ask the proof, if there is one; discard one that does not fit the story although its key matches."""
        try:
            return None if self.proof is None else question(self.proof)
        except (LookupError, ValueError, TypeError, AttributeError, OverflowError):
            from engine.prove.hints.proof_cache import proof_key

            PROOFS.forget(proof_key(self.program))
            self._proof = None
            return None
