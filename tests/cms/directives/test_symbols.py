"""Symbols of documents: three forms, one spelling, and what is wrong with what is none."""

import unicodedata

import pytest

from cms.enums import DirectiveKind, Side
from cms.rules.symbols import Form, SymbolError, Wrong, loose_key, parse_symbol, symbol_key

PARTY = [
    ("33-CT/TU", 33, DirectiveKind.DIRECTIVE, "TU"),
    ("84-KL/TW", 84, DirectiveKind.CONCLUSION, "TW"),
    ("49-NQ/TW", 49, DirectiveKind.RESOLUTION, "TW"),
    ("05-CT/TW", 5, DirectiveKind.DIRECTIVE, "TW"),
    ("132-QĐ/TW", 132, DirectiveKind.DECISION, "TW"),
    ("02-HD/BTCTW", 2, DirectiveKind.GUIDANCE, "BTCTW"),
    ("399-QyĐ/TW", 399, DirectiveKind.REGULATION, "TW"),
    ("07-TT/HU", 7, DirectiveKind.CIRCULAR_LETTER, "HU"),
    ("12-CTr/TU", 12, DirectiveKind.PROGRAMME, "TU"),
]
STATE = [
    ("09/KH-CTHADS", 9, DirectiveKind.PLAN, "CTHADS"),
    ("05/CT-TTg", 5, DirectiveKind.DIRECTIVE, "TTg"),
    ("1898/QĐ-BTP", 1898, DirectiveKind.DECISION, "BTP"),
    ("5034/BTP-TCCB", 5034, DirectiveKind.OFFICIAL_LETTER, "BTP-TCCB"),
    ("12/CV", 12, DirectiveKind.OFFICIAL_LETTER, "CV"),
    ("99/CĐ-TTg", 99, DirectiveKind.TELEGRAM, "TTg"),
]
NORM = [
    ("335/2025/NĐ-CP", 335, 2025, DirectiveKind.DECREE, "CP"),
    ("05/2024/TT-BTP", 5, 2024, DirectiveKind.CIRCULAR, "BTP"),
    ("106/2025/QH15", 106, 2025, DirectiveKind.LAW, "QH15"),
    ("12/2021/TTLT-BTP-VKSNDTC-TANDTC", 12, 2021, DirectiveKind.JOINT_CIRCULAR, "BTP-VKSNDTC-TANDTC"),
    ("01/2025/NQ-HĐND", 1, 2025, DirectiveKind.RESOLUTION, "HĐND"),
]


@pytest.mark.parametrize(("text", "number", "kind", "body"), PARTY)
def test_symbols_of_the_party(text: str, number: int, kind: str, body: str) -> None:
    found = parse_symbol(text)

    assert (found.form, found.side, found.number) == (Form.PARTY, Side.PARTY, number)
    assert (found.kind, found.body, found.year) == (kind, body, None)


@pytest.mark.parametrize(("text", "number", "kind", "body"), STATE)
def test_symbols_of_the_state(text: str, number: int, kind: str, body: str) -> None:
    found = parse_symbol(text)

    assert (found.form, found.side, found.number) == (Form.STATE, Side.STATE, number)
    assert (found.kind, found.body, found.year) == (kind, body, None)


@pytest.mark.parametrize(("text", "number", "year", "kind", "body"), NORM)
def test_symbols_of_legal_norms(text: str, number: int, year: int, kind: str, body: str) -> None:
    found = parse_symbol(text)

    assert (found.form, found.side, found.number, found.year) == (Form.NORM, Side.STATE, number, year)
    assert (found.kind, found.body) == (kind, body)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("33-CT/TU", "33-CT/TU"),
        ("  33 – ct / tu ", "33-CT/TU"),
        ("33\u2011CT/TU", "33-CT/TU"),
        ("33\u2212CT\uff0fTU", "33-CT/TU"),
        ("5/CT-TTg", "05/CT-TTG"),
        ("005/CT-TTg", "05/CT-TTG"),
        ("132-qđ/tw", "132-QĐ/TW"),
        ("132-Q\u00d0/TW", "132-QĐ/TW"),
        (unicodedata.normalize("NFD", "335/2025/nđ-cp"), "335/2025/NĐ-CP"),
    ],
)
def test_one_spelling_of_what_is_typed(typed: str, key: str) -> None:
    assert symbol_key(typed) == key
    assert parse_symbol(typed).key == key


def test_three_documents_number_five_stay_apart() -> None:
    keys = {symbol_key(text) for text in ("05-CT/TW", "05/CT-TTg", "05-CT/TU")}

    assert len(keys) == 3


def test_part_of_a_symbol_is_looked_for_without_zeros_in_front() -> None:
    assert loose_key("05 / ct") == "5/CT"
    assert loose_key("ct–ttg") == "CT-TTG"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("", Wrong.EMPTY),
        ("   ", Wrong.EMPTY),
        ("Chỉ thị 33", Wrong.SHAPE),
        ("33CT/TU", Wrong.SHAPE),
        ("33-CT", Wrong.SHAPE),
        ("CT-33/TU", Wrong.SHAPE),
        ("33-CT/TU/", Wrong.SHAPE),
        ("33-CT/TU--1", Wrong.SHAPE),
        ("123456/CT-TTg", Wrong.SHAPE),
        ("33-XX/TU", Wrong.PARTY_KIND),
        ("00-CT/TU", Wrong.NUMBER),
        ("12/1203/NĐ-CP", Wrong.YEAR),
        ("9/" + "A" * 90, Wrong.LONG),
        ("33-CT/T_U", Wrong.SHAPE),
    ],
)
def test_what_is_no_symbol_says_why(typed: str, wrong: Wrong) -> None:
    with pytest.raises(SymbolError) as caught:
        parse_symbol(typed)

    assert caught.value.wrong is wrong
