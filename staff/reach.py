"""How far a person's view goes: a plain value that querysets may take without knowing users."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reach:
    """Units whose rows may be touched, and the officer whose own rows may be."""

    unit_ids: frozenset[int] = frozenset()
    officer_id: int | None = None
    everything: bool = False

    def __bool__(self) -> bool:
        return self.everything or bool(self.unit_ids) or self.officer_id is not None
