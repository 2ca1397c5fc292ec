"""What import-linter cannot see: relations, base classes, and files that grow too long."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
STACK = ["staff", "training", "evaluation", "cms"]
SOURCES = [p for app in ("hrm", *STACK) for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts]


def test_every_relation_points_down_the_stack() -> None:
    upward = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in STACK
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model
        if field.related_model._meta.app_label in STACK
        if STACK.index(field.related_model._meta.app_label) > STACK.index(model._meta.app_label)
    ]
    assert upward == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_stay_under_600_lines_and_have_a_purpose(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 600
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), "a module says what it is for"


def test_no_drawer_for_odds_and_ends() -> None:
    assert [p.name for p in SOURCES if p.stem in {"utils", "helpers", "common", "misc"}] == []
