"""The table of articles 5 to 24 and the tests that hold them (docs/decisions/0012-articles-and-tests.md)."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "decisions" / "0012-articles-and-tests.md"
ARTICLES = range(5, 25)


def lines() -> list[tuple[str, list[str]]]:
    """(article as the table writes it, tests it names)."""
    rows = re.findall(r"^\| (\d[^|]*) \| [^|]+ \| ([^|]*) \|$", TABLE.read_text("utf-8"), re.MULTILINE)
    return [(article.strip(), re.findall(r"`([^`]+)`", held_by)) for article, held_by in rows]


@cache
def functions_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def gone(named: str) -> str:
    """What is wrong with a test that the table names; "" where it is there."""
    file, _sign, function = named.partition("::")
    path = HERE / file
    if not path.is_file():
        return f"no file {file}"
    return "" if function in functions_of(path) else f"no {function or 'test named'} in {file}"


@pytest.mark.parametrize("number", ARTICLES)
def test_every_article_from_5_to_24_stands_in_the_table(number: int) -> None:
    assert any(re.search(rf"\b{number}(?!\d)", article) for article, _tests in lines()), number


@pytest.mark.parametrize(("article", "named"), lines(), ids=[article for article, _tests in lines()])
def test_every_row_names_tests_that_exist(article: str, named: list[str]) -> None:
    assert named, f"article {article} has no test"
    assert [fault for each in named if (fault := gone(each))] == []


def test_a_row_without_a_test_or_with_one_that_is_gone_is_noticed() -> None:
    assert gone("test_articles.py::test_that_nobody_wrote")
    assert gone("no_such_file.py::test_x")
    assert gone("test_articles.py")
    assert gone("test_articles.py::test_every_row_names_tests_that_exist") == ""
