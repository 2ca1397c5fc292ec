"""How far a person's view goes: plain values that querysets may take without knowing users."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Serving:
    """Where a person serves today: what is addressed to these units is addressed to the person.

    `above_ids`: every unit above those, and they themselves. `levels`: "national", "province", "region".
    """

    unit_ids: frozenset[int] = frozenset()
    above_ids: frozenset[int] = frozenset()
    levels: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reach:
    """Units whose rows may be touched, the officer whose own rows may be, and where that officer serves.

    `serving` is set only for tables whose rows are addressed to people; without a posting it is empty, and
    what is meant for everyone is still in reach.
    """

    unit_ids: frozenset[int] = frozenset()
    officer_id: int | None = None
    everything: bool = False
    serving: Serving | None = None

    def __bool__(self) -> bool:
        return (
            self.everything or bool(self.unit_ids) or self.officer_id is not None or self.serving is not None
        )
