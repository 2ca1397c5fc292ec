"""What a certificate of a foreign language or of computing counts as, read from how records write it.

Framework of six levels for foreign languages: TT 01/2014/TT-BGDĐT; basic and advanced computing:
TT 03/2014/TT-BTTTT. The certificates A, B, C of before are counted apart, since no text equates them.
"""

import re
from collections.abc import Iterable
from typing import Final

from hrm.kernel.text import fold

_DEGREE: Final = re.compile(r"\b(dai hoc|cu nhan|thac si|tien si|ky su)\b")
_COLLEGE: Final = re.compile(r"\b(cao dang|trung cap)\b")
_LANGUAGE: Final = (
    ("degree", _DEGREE),
    ("c", re.compile(r"\bc[12]\b|\bbac (5|6)\b|\b(5|6)/6\b")),
    ("b", re.compile(r"\bb[12]\b|\bbac (3|4)\b|\b(3|4)/6\b")),
    ("a", re.compile(r"\ba[12]\b|\bbac (1|2)\b|\b(1|2)/6\b")),
    ("old", re.compile(r"\b[abc]$|\b(trinh do|chung chi|bang) [abc]\b")),
)
_COMPUTING: Final = (
    ("degree", re.compile(f"{_DEGREE.pattern}|{_COLLEGE.pattern}")),
    ("advanced", re.compile(r"\bnang cao\b")),
    ("basic", re.compile(r"\bco ban\b")),
)
_OTHER: Final = "other"


def language_class(titles: Iterable[str]) -> str | None:
    """The highest class among someone's language certificates; None without any."""
    return _highest(titles, _LANGUAGE)


def computing_class(titles: Iterable[str]) -> str | None:
    """The highest class among someone's computing certificates; None without any."""
    return _highest(titles, _COMPUTING)


def _highest(titles: Iterable[str], scale: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    order = [code for code, _shape in scale] + [_OTHER]
    found = (_class(fold(title), scale) for title in titles)
    return min(found, key=order.index, default=None)


def _class(written: str, scale: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
    return next((code for code, shape in scale if shape.search(written)), _OTHER)
