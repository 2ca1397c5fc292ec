"""How many organisations or people may be rated "hoàn thành xuất sắc" (Decree 335/2025, art. 8.5 and 20.5)."""

from typing import Final, Literal

Base = Literal["tot", "tot_tro_len"]

ORDINARY: Final = 20  # per cent, art. 8.5.a and 20.5.a
OUTSTANDING: Final = 25  # per cent, art. 8.5.b and 20.5.b


def excellent_quota(good_or_better: int, percent: int, base: Base) -> int:
    """The most that may be "xuất sắc" among so many who reach "tốt" or better.

    Literal (`tot`): the share is of those finally rated "tốt", so of N at most N × p / (100 + p), cut.
    Other reading (`tot_tro_len`): the share is of all N.
    """
    whole = 100 + percent if base == "tot" else 100
    return max(good_or_better, 0) * percent // whole


def within_quota(excellent: int, good: int, percent: int, base: Base) -> bool:
    """Whether so many "xuất sắc" beside so many "tốt" keep the cap."""
    return excellent <= excellent_quota(excellent + good, percent, base)
