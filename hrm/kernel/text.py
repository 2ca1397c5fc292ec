"""Vietnamese text: one spelling, folding for search and headings, the order of names."""

import re
import unicodedata
from enum import Enum
from typing import Final

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2060\ufeff]")

# Order of the Vietnamese dictionary: level, huyền, hỏi, ngã, sắc, nặng.
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS: Final = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}
_SHAPES: Final = {"\u0302", "\u0306", "\u031b"}


class NameMatch(Enum):
    """How two spellings of a person's name compare."""

    SAME = "same"
    DIACRITICS = "diacritics"
    OTHER = "other"


def nfc(s: str) -> str:
    """One spelling: composed letters, single spaces, nothing invisible, nothing at the ends."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", s)).split())


def fold(s: str) -> str:
    """Lower case without diacritics (đ→d), for comparing headings and searching."""
    parts = unicodedata.normalize("NFD", nfc(s).lower().replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def compare_names(a: str, b: str) -> NameMatch:
    """Same name, the same but for diacritics, or another name; case and spaces never count."""
    if nfc(a).lower() == nfc(b).lower():
        return NameMatch.SAME
    return NameMatch.DIACRITICS if fold(a) == fold(b) else NameMatch.OTHER


def vietnamese_name_key(full_name: str) -> str:
    """Sort key by given name, then family and middle names, word by word.

    Only 0-9 and a-z, so that every database collation sorts it alike. A letter is two
    characters (a0, ă a1, â a2), a word ends in 0 and the digit of its tone.
    """
    words = [_word_key(word) for word in re.split(r"[\s\-]+", nfc(full_name).lower()) if word]
    words = [word for word in words if word]
    return "".join(words[-1:] + words[:-1])


def _word_key(word: str) -> str:
    tone = 0
    letters = []
    for letter in word:
        base, of_letter = _without_tone(letter)
        tone = max(tone, of_letter)
        letters.append(_letter_key(base))
    spelled = "".join(letters)
    return f"{spelled}0{tone}" if spelled else ""


def _without_tone(letter: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = max((_TONES.get(mark, 0) for mark in marks), default=0)
    kept = "".join(m for m in marks if m in _SHAPES or not unicodedata.combining(m))
    return unicodedata.normalize("NFC", kept), tone


def _letter_key(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    plain = fold(letter)
    if len(plain) == 1 and "a" <= plain <= "z":
        return f"{plain}0"
    if len(plain) == 1 and "0" <= plain <= "9":
        return f"1{plain}"
    return f"z9{ord(letter[0]):06x}" if letter.isalpha() else ""
