"""What a template must not do, read from the templates themselves."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("hrm", "staff", "training", "evaluation", "cms")
INCLUDE = re.compile(r"""{%\s*include\s+["']([^"']+)["']([^%]*)%}""")


def _templates() -> dict[str, str]:
    return {
        path.relative_to(ROOT / app / "templates").as_posix(): path.read_text(encoding="utf-8")
        for app in APPS
        for path in (ROOT / app / "templates").rglob("*.html")
    }


def test_a_form_in_an_include_with_only_is_handed_the_token() -> None:
    """`only` leaves the token behind: the form would be refused with 403 whenever someone presses its button."""
    templates = _templates()
    with_forms = {name for name, text in templates.items() if "{% csrf_token %}" in text}
    included = {
        (name, found[1])
        for name, text in templates.items()
        for found in INCLUDE.finditer(text)
        if found[1] in with_forms
    }
    forgotten = [
        f"{name}: {found[1]}"
        for name, text in templates.items()
        for found in INCLUDE.finditer(text)
        if found[1] in with_forms and found[2].split()[-1:] == ["only"] and "csrf_token=" not in found[2]
    ]
    assert included
    assert forgotten == []
