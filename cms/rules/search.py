"""What was typed into search, and words as search compares them."""

import re
from dataclasses import dataclass
from typing import Final

from hrm.kernel.text import fold, nfc

LONGEST_QUERY: Final = 200
MOST_WORDS: Final = 12
SNIPPET: Final = 240
_BEFORE: Final = 60
_WORD: Final = re.compile(r"[^\W_]+")
_LEADING_ZEROS: Final = re.compile(r"^0+(?=\d)")
# A symbol begins with its number and goes on with letters: 33-CT/TU, 335/2025/NĐ-CP, 33 ct tu.
_SYMBOL: Final = re.compile(r"\d{1,5}[\s/\-–—.]*[^\W\d_]|\d{1,5}\s*[/\-–—]\s*\d{4}\s*[/\-–—]")
_DASHES: Final = re.compile("[‐‑‒–—−]")


@dataclass(frozen=True)
class Query:
    """What somebody looks for.

    `words` are folded; whole words, but of the last one the beginning is enough, for it may still be being
    typed. `spelled` are the same words with their marks, empty where none was typed, so that "duong" asks for
    both Dương and Đường and "đường" for Đường first. `symbol_key` and `symbol_loose` are empty unless it may
    be the symbol of a document.
    """

    text: str
    words: tuple[str, ...]
    spelled: tuple[str, ...] = ()
    symbol_key: str = ""
    symbol_loose: str = ""

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def sought(self) -> tuple[str, ...]:
        """What to look for in a folded line, one for each word: " an " a whole word, " an" a beginning."""
        return sought(self.words)

    @property
    def sought_spelled(self) -> tuple[str, ...]:
        """The same with the marks that were typed."""
        return sought(self.spelled)

    @property
    def phrase(self) -> str:
        """The words side by side, as they stand in a folded column."""
        return " ".join(self.words)


def sought(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words as they stand between blanks; behind the last one anything may follow."""
    return tuple(f" {word} " for word in words[:-1]) + tuple(f" {word}" for word in words[-1:])


def read_query(typed: str) -> Query:
    """Understand what was typed; beyond 200 characters or 12 words the rest is not looked at."""
    text = nfc(typed[:LONGEST_QUERY])
    spelled = tuple(words_of(text)[:MOST_WORDS])
    words = tuple(fold(word) for word in spelled)
    symbol = bool(_SYMBOL.match(text))
    return Query(
        text=text,
        words=words,
        spelled=spelled if spelled != words else (),
        symbol_key=symbol_key(text) if symbol else "",
        symbol_loose=symbol_loose(text) if symbol else "",
    )


def words_of(text: str) -> list[str]:
    """Words and numbers in small letters, marks kept; everything else only parts them."""
    return _WORD.findall(nfc(text).lower())


def spelled_line(text: str) -> str:
    """The words between single blanks, one before and one after, so that " an" begins a word."""
    words = words_of(text)
    return f" {' '.join(words)} " if words else " "


def folded_line(text: str) -> str:
    """The same without marks."""
    words = [fold(word) for word in words_of(text)]
    return f" {' '.join(words)} " if words else " "


def symbol_key(symbol: str) -> str:
    """One spelling of a symbol: NFC, no blanks, capitals, one kind of hyphen."""
    return "".join(_DASHES.sub("-", nfc(symbol)).split()).upper()


def symbol_loose(symbol: str) -> str:
    """Letters and figures alone, no marks, no zero before the number: "05-CT/TW" and "5 ct tw" are "5cttw"."""
    return _LEADING_ZEROS.sub("", "".join(fold(word) for word in words_of(symbol)))


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `hit` where it answers the query."""

    text: str
    hit: bool


def highlighted(text: str, words: tuple[str, ...]) -> tuple[Piece, ...]:
    """The text in pieces; a word that answers one of the folded words is a hit from end to end."""
    pieces: list[Piece] = []
    at = 0
    for found in _WORD.finditer(text):
        if _answered(found[0], words):
            pieces += [Piece(text[at : found.start()], False), Piece(found[0], True)]
            at = found.end()
    pieces.append(Piece(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)


def snippet(text: str, words: tuple[str, ...]) -> tuple[Piece, ...]:
    """About 240 characters of a text around the place with most of the words, cut between words."""
    start = _best_place(text, words)
    end = _blank_before(text, start + SNIPPET)
    shown = text[start:end].strip()
    return highlighted(f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}", words)


def _best_place(text: str, words: tuple[str, ...]) -> int:
    hits = [(m.start(), word) for m in _WORD.finditer(text) if (word := _answered(m[0], words))]
    best, most, left = 0, 0, 0
    for right, (place, _word) in enumerate(hits):
        while place - hits[left][0] > SNIPPET - _BEFORE:
            left += 1
        different = len({word for _place, word in hits[left : right + 1]})
        if different > most:
            best, most = hits[left][0], different
    return _blank_before(text, best - _BEFORE) if best > _BEFORE else 0


def _answered(word: str, words: tuple[str, ...]) -> str:
    """Which of the folded words this one answers; "" for none."""
    plain = fold(word)
    if plain in words:
        return plain
    return words[-1] if words and plain.startswith(words[-1]) else ""


def _blank_before(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    blank = text.rfind(" ", 0, max(place, 0) + 1)
    return blank if blank > 0 else max(place, 0)
