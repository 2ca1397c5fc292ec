"""Symbols of documents: the Party's, the State's, legal norms (domain: số và ký hiệu).

Party       number-KIND/BODY        33-CT/TU      Regulation 399-QĐ/TW
State       number/KIND-BODY        05/CT-TTg     Decree 30/2020/NĐ-CP, appendix III; official letters name no kind
Legal norm  number/year/KIND-BODY   335/2025/NĐ-CP
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cms.enums import DirectiveKind, Side
from hrm.kernel.text import nfc

LONGEST_SYMBOL: Final = 80
# The first National Assembly sat in 1946; nothing in force carries an older year.
_FIRST_YEAR: Final = 1945
_LAST_YEAR: Final = 2200

_BODY = r"[^\W_]+(?:-[^\W_]+)*"
_NORM = re.compile(rf"(?P<number>[0-9]{{1,4}})/(?P<year>[0-9]{{4}})/(?P<rest>{_BODY})")
_PARTY = re.compile(rf"(?P<number>[0-9]{{1,4}})-(?P<kind>[^\W_]+)/(?P<rest>{_BODY})")
_STATE = re.compile(rf"(?P<number>[0-9]{{1,5}})/(?P<rest>{_BODY})")
_NUMBER = re.compile(r"^0*(?=[0-9])")

# Signs that people type for "-" and "/", and letters that look like Đ.
_ALIKE: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys("\u2044\u2215\uff0f", "/")
    | dict.fromkeys("\u00d0\u0189", "Đ")
    | dict.fromkeys("\u00f0\u0256", "đ")
)

# In the Party's symbols TT is a circular letter (thông tri), in the State's a circular (thông tư).
_PARTY_KINDS: Final = {
    "NQ": DirectiveKind.RESOLUTION,
    "CT": DirectiveKind.DIRECTIVE,
    "KL": DirectiveKind.CONCLUSION,
    "QĐ": DirectiveKind.DECISION,
    "QC": DirectiveKind.RULES,
    "QYĐ": DirectiveKind.REGULATION,
    "HD": DirectiveKind.GUIDANCE,
    "TT": DirectiveKind.CIRCULAR_LETTER,
    "TB": DirectiveKind.NOTICE,
    "BC": DirectiveKind.REPORT,
    "KH": DirectiveKind.PLAN,
    "CTR": DirectiveKind.PROGRAMME,
    "TTR": DirectiveKind.OTHER,
    "CV": DirectiveKind.OFFICIAL_LETTER,
}
_STATE_KINDS: Final = {
    "NQ": DirectiveKind.RESOLUTION,
    "QĐ": DirectiveKind.DECISION,
    "CT": DirectiveKind.DIRECTIVE,
    "KL": DirectiveKind.CONCLUSION,
    "QC": DirectiveKind.RULES,
    "QYĐ": DirectiveKind.REGULATION,
    "TB": DirectiveKind.NOTICE,
    "HD": DirectiveKind.GUIDANCE,
    "CTR": DirectiveKind.PROGRAMME,
    "KH": DirectiveKind.PLAN,
    "BC": DirectiveKind.REPORT,
    "CĐ": DirectiveKind.TELEGRAM,
    "CV": DirectiveKind.OFFICIAL_LETTER,
    **dict.fromkeys(("TC", "PA", "ĐA", "DA", "BB", "TTR", "HĐ", "GM", "GUQ", "PC"), DirectiveKind.OTHER),
}
_NORM_KINDS: Final = {
    "NĐ": DirectiveKind.DECREE,
    "TT": DirectiveKind.CIRCULAR,
    "TTLT": DirectiveKind.JOINT_CIRCULAR,
    "NQ": DirectiveKind.RESOLUTION,
    "QĐ": DirectiveKind.DECISION,
    "CT": DirectiveKind.DIRECTIVE,
}


class Form(StrEnum):
    """How a symbol is put together."""

    PARTY = "party"
    STATE = "state"
    NORM = "norm"


class Wrong(StrEnum):
    """Why a text is no symbol."""

    EMPTY = "empty"
    LONG = "long"
    NUMBER = "number"
    YEAR = "year"
    PARTY_KIND = "party_kind"
    SHAPE = "shape"


@dataclass(frozen=True)
class Symbol:
    """A symbol taken apart. `text` is how it is shown, `key` the one spelling it is found by."""

    text: str
    key: str
    form: Form
    number: int
    kind: DirectiveKind
    body: str
    year: int | None = None

    @property
    def side(self) -> Side:
        """Whose document it is."""
        return Side.PARTY if self.form is Form.PARTY else Side.STATE


class SymbolError(ValueError):
    """The text is no symbol. `what` is the part at fault, as typed."""

    def __init__(self, wrong: Wrong, what: str) -> None:
        super().__init__(f"{wrong}: {what}")
        self.wrong = wrong
        self.what = what


def tidy(text: str) -> str:
    """Composed letters, no blanks, one kind of dash and slash; capitals as they were typed."""
    return "".join(nfc(text).translate(_ALIKE).split())


def symbol_key(text: str) -> str:
    """The one spelling of a symbol: tidy, in capitals, the number with two digits at least ("5/CT" = "05/CT")."""
    plain = tidy(text).upper()
    if not plain[:1].isdigit():
        return plain
    bare = _NUMBER.sub("", plain)
    return f"0{bare}" if not bare[1:2].isdigit() else bare


def loose_key(text: str) -> str:
    """What to look for inside keys for a symbol typed in part: as the key, without zeros in front."""
    return _NUMBER.sub("", tidy(text).upper())


def parse_symbol(text: str) -> Symbol:
    """Take a symbol apart; the form of legal norms is tried first. SymbolError says what is wrong."""
    plain = tidy(text)
    if not plain:
        raise SymbolError(Wrong.EMPTY, "")
    if len(plain) > LONGEST_SYMBOL:
        raise SymbolError(Wrong.LONG, plain[:20])
    if found := _NORM.fullmatch(plain):
        return _norm(plain, found)
    if found := _PARTY.fullmatch(plain):
        return _party(plain, found)
    if found := _STATE.fullmatch(plain):
        return _state(plain, found)
    raise SymbolError(Wrong.SHAPE, nfc(text))


def _norm(plain: str, found: re.Match[str]) -> Symbol:
    year = int(found["year"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise SymbolError(Wrong.YEAR, found["year"])
    first, _dash, body = found["rest"].partition("-")
    kind = _NORM_KINDS.get(first.upper()) if body else None
    if kind is None:
        # Laws and ordinances name no kind, only the assembly and its term: 106/2025/QH15.
        assembly = first.upper().startswith("QH")
        kind, body = DirectiveKind.LAW if assembly else DirectiveKind.OTHER, found["rest"]
    return _symbol(plain, Form.NORM, found["number"], kind, body, year)


def _party(plain: str, found: re.Match[str]) -> Symbol:
    kind = _PARTY_KINDS.get(found["kind"].upper())
    if kind is None:
        raise SymbolError(Wrong.PARTY_KIND, found["kind"])
    return _symbol(plain, Form.PARTY, found["number"], kind, found["rest"])


def _state(plain: str, found: re.Match[str]) -> Symbol:
    first, _dash, body = found["rest"].partition("-")
    kind = _STATE_KINDS.get(first.upper()) if body else None
    if kind is None:
        kind, body = DirectiveKind.OFFICIAL_LETTER, found["rest"]
    return _symbol(plain, Form.STATE, found["number"], kind, body)


def _symbol(
    plain: str, form: Form, number: str, kind: DirectiveKind, body: str, year: int | None = None
) -> Symbol:
    if int(number) == 0:
        raise SymbolError(Wrong.NUMBER, number)
    return Symbol(plain, symbol_key(plain), form, int(number), kind, body, year)
