"""The look holds what it promises: one set of tokens, enough contrast, nothing inline, every icon drawn."""

import re
from pathlib import Path

import pytest

HRM = Path(__file__).resolve().parents[2] / "hrm"
STATIC = HRM / "static" / "hrm"
TEMPLATES = sorted(p for p in (HRM / "templates").rglob("*.html") if "pdf" not in p.parts)
TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")
SURFACES = ("bg", "surface", "surface-2")
TONES = ("success", "warning", "danger", "info", "neutral")
BANDS = ("xuat-sac", "tot", "hoan-thanh", "khong-hoan-thanh")
GAPS = ("short", "even", "over")
# (ink, ground) read as text: WCAG 2.1 AA asks 4.5.
TEXT_PAIRS = [
    *((ink, ground) for ink in ("text", "text-2", "text-3", "accent") for ground in SURFACES),
    ("on-accent", "accent-fill"),
    ("on-accent", "accent-fill-hover"),
    ("on-danger", "danger"),
    ("on-accent-soft", "accent-soft"),
    ("header-text", "header-bg"),
    ("header-text", "header-hover"),
    ("danger", "surface"),
    ("text-2", "surface-3"),
    *((tone, f"{tone}-soft") for tone in TONES),
    *(("text", f"{tone}-soft") for tone in TONES),
    *((f"band-{band}", f"band-{band}-soft") for band in BANDS),
    *((f"gap-{gap}", f"gap-{gap}-soft") for gap in GAPS),
]
# (ink, ground) seen as the edge of a field or the ring of focus: 3.
SHAPE_PAIRS = [("line-strong", "surface"), ("line-strong", "bg"), ("focus", "surface"), ("focus", "bg")]


def block(selector: str) -> dict[str, str]:
    """The tokens of the first rule with this selector."""
    body = re.search(re.escape(selector) + r" \{(.*?)\}", TOKENS, re.S)
    assert body is not None, selector
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", body.group(1)))


LIGHT = block(":root")
DARK = {**LIGHT, **block(':root[data-theme="dark"]')}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb by WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_dark_by_preference_is_dark_by_choice() -> None:
    assert block(':root:not([data-theme="light"])') == block(':root[data-theme="dark"]')


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_pair_reaches_aa(theme: dict[str, str]) -> None:
    low = [p for p in TEXT_PAIRS if contrast(theme[p[0]], theme[p[1]]) < 4.5]
    assert low == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_fields_and_focus_are_seen(theme: dict[str, str]) -> None:
    low = [p for p in SHAPE_PAIRS if contrast(theme[p[0]], theme[p[1]]) < 3]
    assert low == []


def test_every_token_used_is_defined() -> None:
    used = set()
    for sheet in STATIC.glob("*.css"):
        used |= set(re.findall(r"var\(--(?!bs-)([\w-]+)", sheet.read_text(encoding="utf-8")))
    assert used - set(LIGHT) == set()


def test_colours_stand_only_in_the_tokens() -> None:
    """A chart's or code's white ground and pure paper colours are the only exceptions."""
    found = {
        (sheet.name, colour)
        for sheet in STATIC.glob("*.css")
        if sheet.name != "tokens.css"
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", sheet.read_text(encoding="utf-8"))
    }
    assert found == {("components.css", "#ffffff"), ("print.css", "#ffffff"), ("print.css", "#000000")}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(HRM / "templates")))
def test_template_has_nothing_inline(path: Path) -> None:
    """The content policy allows neither inline scripts nor inline styles."""
    text = path.read_text(encoding="utf-8")
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=\"|https?://", text)
    assert inline == []


def test_every_icon_named_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    named = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'(?:components/icon\.html" with name=|\bicon=)"([\w-]+)"', text))
    assert named - drawn == set()
