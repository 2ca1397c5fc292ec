"""How a masked field looks to those who may not see it whole (Law 91/2025 on personal data)."""

from typing import Final

_SHOWN: Final = 3
_MASK: Final = "•"


def masked(value: str) -> str:
    """The last three digits only, the others as dots; a value too short to hide behind them is all dots."""
    hidden = len(value) - _SHOWN if len(value) > 2 * _SHOWN else len(value)
    return _MASK * hidden + value[hidden:]
