"""How much of a file we are willing to take into memory."""

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024
MAX_FILE_BYTES: Final = 20 * MEGABYTE
MAX_UNPACKED_BYTES: Final = 200 * MEGABYTE
MAX_CELLS: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes as sent, bytes unpacked (also characters of cell text), cells spanned."""

    file_bytes: int = MAX_FILE_BYTES
    unpacked_bytes: int = MAX_UNPACKED_BYTES
    cells: int = MAX_CELLS


LIMITS: Final = Limits()
