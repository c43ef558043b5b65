"""What a list offers: its choices with compiled guards, and which of them are open or locked at one moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from engine.expressions.language.symbols import took_symbol
from engine.expressions.language.terms import Term
from engine.program.model import Choice, Offer, Pick
from engine.records import NamedTuple, dataclass, field
from engine.runtime.dice import shuffled_at
from engine.runtime.frame import FrameChoice

CompiledTerm = Callable[[Sequence[int]], int]
NO_FOLLOW = -1
NO_CELL = -1


class Option(NamedTuple):
    """One choice of a list, open or locked."""

    choice: int
    """Its index in `Program.choices`."""
    follow: int
    """The address to continue at when its body ends, or NO_FOLLOW if its own code says where."""
    is_open: bool


@dataclass(frozen=True, slots=True)
class PreparedChoice:
    """One choice of a program."""

    number: int
    """Its index in `Program.choices`."""
    address: str
    body: int
    is_open: CompiledTerm
    """Whether it can be picked: its guard holds, and it is not used up."""
    taken_cell: int
    """The cell that records whether it was picked, or NO_CELL if nothing reads it."""
    once: bool
    is_shown_locked: bool

    def is_used_up(self, cells: Sequence[int]) -> bool:
        """Return whether it can be picked only once, and was."""
        return self.once and bool(cells[self.taken_cell])


@dataclass(frozen=True, slots=True)
class PreparedPick:
    """A choice as a list offers it."""

    choice: PreparedChoice
    is_open: CompiledTerm
    """That of the choice, which a list asks at every turn."""
    open: Option
    locked: Option | None
    """None if it is not displayed when its guard does not hold."""


@dataclass(frozen=True, slots=True)
class PreparedDraw:
    """A deck as a list draws from it."""

    choices: tuple[PreparedChoice, ...]
    follow: int
    limit: int
    shuffle: bool

    def eligible(self, cells: Sequence[int]) -> list[PreparedChoice]:
        """Return the storylets that could be drawn now, highest priority first."""
        return [choice for choice in self.choices if choice.is_open(cells)]

    def cost(self, eligible: Sequence[PreparedChoice]) -> int:
        """Return how many random numbers drawing from these storylets uses."""
        return max(len(eligible) - 1, 0) if self.shuffle else 0


@dataclass(frozen=True, slots=True)
class PreparedList:
    """A list a game can rest at."""

    entries: tuple[PreparedPick | PreparedDraw, ...]
    picks: Mapping[str, PreparedPick]
    """The choices written or used in the list, by address; storylets are not among them."""
    shuffled: tuple[PreparedDraw, ...]
    fixed: dict[Option, FrameChoice] = field(default_factory=dict)
    """The options that frames show with the same words every time, since they were first shown."""

    def has_any(self, cells: Sequence[int]) -> bool:
        """Return whether anything is on offer."""
        return any(
            entry.choice.is_open(cells) if isinstance(entry, PreparedPick) else entry.eligible(cells)
            for entry in self.entries
        )

    def draws_used(self, cells: Sequence[int]) -> int:
        """Return how many random numbers displaying the list uses; they count once a choice is picked from it."""
        return sum(draw.cost(draw.eligible(cells)) for draw in self.shuffled)


def _always(cells: Sequence[int]) -> int:
    return 1


def prepare_choice(
    number: int, choice: Choice, cells: Mapping[str, int], evaluator: Callable[[Term], CompiledTerm]
) -> PreparedChoice:
    """Return a choice with its guard compiled."""
    taken_cell = cells.get(took_symbol(choice.address), NO_CELL)
    guard = evaluator(choice.when) if choice.when is not None else _always
    is_open: CompiledTerm = (lambda cells: 0 if cells[taken_cell] else guard(cells)) if choice.once else guard
    return PreparedChoice(number, choice.address, choice.body, is_open, taken_cell, choice.once, bool(choice.locked))


def prepare_list(offer: Offer, choice: Callable[[int], PreparedChoice]) -> PreparedList:
    """Return a list with its choices compiled; `choice` compiles one by its number."""
    entries = tuple(
        _prepare_pick(choice(entry.choice), offer.after if entry.follows else NO_FOLLOW)
        if isinstance(entry, Pick)
        else PreparedDraw(tuple(map(choice, entry.choices)), offer.after, entry.limit, entry.shuffle)
        for entry in offer.entries
    )
    picks = {entry.choice.address: entry for entry in entries if isinstance(entry, PreparedPick)}
    shuffled = tuple(entry for entry in entries if isinstance(entry, PreparedDraw) and entry.shuffle)
    return PreparedList(entries, picks, shuffled)


def _prepare_pick(choice: PreparedChoice, follow: int) -> PreparedPick:
    locked = Option(choice.number, follow, False) if choice.is_shown_locked else None
    return PreparedPick(choice, choice.is_open, Option(choice.number, follow, True), locked)


def options(choice_list: PreparedList, cells: Sequence[int], seed: int, draws: int) -> tuple[Option, ...]:
    """Return everything a list displays, in order: what is on offer, and what is locked and says why."""
    displayed: list[Option] = []
    for entry in choice_list.entries:
        if isinstance(entry, PreparedDraw):
            eligible = entry.eligible(cells)
            order = shuffled_at(seed, draws, len(eligible)) if entry.shuffle else range(len(eligible))
            draws += entry.cost(eligible)
            displayed += [Option(eligible[at].number, entry.follow, True) for at in order[: entry.limit]]
        elif entry.is_open(cells):
            displayed.append(entry.open)
        elif entry.locked is not None and not entry.choice.is_used_up(cells):
            displayed.append(entry.locked)
    return tuple(displayed)


def find_open_choice(
    choice_list: PreparedList, address: str, cells: Sequence[int], seed: int, draws: int
) -> tuple[PreparedChoice, int] | None:
    """Return the choice on offer of an address, with the address to continue at when its body ends.

    Decks are searched only if the choice is not picked in the list.
    """
    pick = choice_list.picks.get(address)
    if pick is not None:
        return (pick.choice, pick.open.follow) if pick.is_open(cells) else None
    decks = (entry.choices for entry in choice_list.entries if isinstance(entry, PreparedDraw))
    storylets = {choice.number: choice for choices in decks for choice in choices if choice.address == address}
    candidates = options(choice_list, cells, seed, draws) if storylets else ()
    return next(((storylets[o.choice], o.follow) for o in candidates if o.choice in storylets), None)
