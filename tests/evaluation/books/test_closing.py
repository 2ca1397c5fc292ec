"""Closing the books, and what closed books refuse (TT 05/2024, art. 8.1 and 11)."""

from datetime import date

import pytest
from django.core.management import call_command

from evaluation.models import BookClosing, CaseloadFigure
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.closings import closed_in, last_ended, urgent_lines
from evaluation.services.books.closing import close_books, close_due_books
from evaluation.services.store_caseload import store_caseload
from staff.reach import Reach
from staff.services.errors import DomainError
from tests.evaluation.books.building import NEW, NINE, TODAY, bring, close, month_file, stored
from tests.evaluation.imports.agency import FIGURES, messages, staff_up
from tests.factories.scoring import caseload

pytestmark = pytest.mark.django_db


@pytest.fixture
def staffed(cast):
    found = staff_up(cast.a)
    bring(month_file())
    return found


def test_closing_covers_the_unit_and_everything_below_it(staffed, cast) -> None:
    closing = close(cast.t, actor=cast.thu)

    closed = closed_in(NINE)
    assert closing.closed_by == cast.thu
    assert [closed.of(unit.pk) for unit in (cast.t, cast.a, cast.b)] == [closing] * 3
    assert closed_in(StatMonth(2026, 6)).of(cast.a.pk) is None


def test_closing_one_office_leaves_the_others_open(staffed, cast) -> None:
    close(cast.a)

    closed = closed_in(NINE)
    assert (closed.of(cast.t.pk), closed.of(cast.b.pk)) == (None, None)


def test_a_month_that_is_not_over_stays_open(staffed, cast) -> None:
    with pytest.raises(DomainError, match="30/06/2026"):
        close_books(actor=None, unit=cast.a, month=NINE, today=date(2026, 6, 30))

    assert BookClosing.objects.count() == 0


def test_books_without_figures_stay_open(staffed, cast) -> None:
    with pytest.raises(DomainError):
        close(cast.b)

    assert BookClosing.objects.count() == 0


@pytest.mark.parametrize("first", ["a", "t"])
def test_books_close_once_also_through_the_unit_above(staffed, cast, first) -> None:
    close(getattr(cast, first))

    with pytest.raises(DomainError):
        close(cast.a)

    assert BookClosing.objects.count() == 1


def test_the_province_still_closes_after_one_of_its_offices(staffed, cast) -> None:
    close(cast.a)

    close(cast.t)

    assert BookClosing.objects.count() == 2


def test_a_workbook_that_changes_closed_books_is_refused_with_day_and_article(staffed, cast) -> None:
    closing = close(cast.a)

    report = bring(month_file(NEW))

    assert report.summary_line == "created 0, updated 0, unchanged 0, errors 1"
    problem = report.errors[0]
    assert (problem.sheet, problem.cell) == ("Việc", "A5")
    assert f"{closing.closed_at.astimezone():%d/%m/%Y}" in problem.message
    assert "05/2024/TT-BTP" in problem.message
    assert stored().completed == FIGURES[8]


def test_a_new_row_in_closed_books_is_refused(staffed, cast) -> None:
    close(cast.a)

    report = bring(month_file(number="CV02", name="Nguyễn Văn Tống 2"))

    assert len(report.errors) == 1
    assert CaseloadFigure.objects.count() == 1


def test_a_row_that_changes_nothing_may_come_again(staffed, cast) -> None:
    close(cast.t)

    report = bring(month_file())

    assert (messages(report), report.summary_line) == (
        [],
        "created 0, updated 0, unchanged 1, errors 0",
    )


def test_other_months_come_in_as_before(staffed, cast) -> None:
    close(cast.t)
    six = (10, 12, 22, 1, 1, 0, 20, 15, 5, 1, 0, 8, 1, 4, 1, 14)
    path = month_file(six)
    from tests.evaluation.imports.agency import caseload_file

    path = caseload_file(
        [["CV01", "Nguyễn Văn Tống 1", "Chủ động", *six, None]], period="Kỳ báo cáo: 6 tháng năm 2026"
    )

    assert bring(path).summary_line == "created 1, updated 0, unchanged 0, errors 0"


def test_the_verb_itself_refuses_too(staffed, cast) -> None:
    """Not only the importer: whoever stores figures meets the closed books."""
    from evaluation.services.merging import Wanted

    close(cast.a)
    row = stored()
    wanted = Wanted(
        {
            "officer_id": row.officer_id,
            "year": 2026,
            "months": 9,
            "measure": "viec",
            "initiative": "chu_dong",
        },
        {"unit": cast.a, "note": "khác"},
        "",
        "Việc",
        5,
    )

    with pytest.raises(DomainError, match="khoản 1 Điều 8"):
        store_caseload(month=NINE, rows=[wanted], run=None, actor=None)


def test_nothing_closes_by_itself_but_the_command_does(staffed, cast, capsys) -> None:
    assert BookClosing.objects.count() == 0

    call_command("close_books", "--due")

    assert [(c.unit.code, c.year, c.months, c.closed_by) for c in BookClosing.objects.all()] == [
        ("T", 2026, 9, None)
    ]
    assert capsys.readouterr().out == "T,2026,9\nclosed 1\n"


def test_the_command_waits_for_the_deadline_of_each_level(staffed, cast) -> None:
    """30/06/2026: units have 2 working days, the province 4."""
    assert close_due_books(actor=None, today=date(2026, 7, 2)) == []

    made = close_due_books(actor=None, today=date(2026, 7, 3))

    assert [closing.unit.code for closing in made] == ["T-A"]
    assert [c.unit.code for c in close_due_books(actor=None, today=date(2026, 7, 7))] == ["T"]


def test_only_what_is_due_or_late_is_told(staffed, cast) -> None:
    reach = Reach(unit_ids=frozenset({cast.t.pk, cast.a.pk, cast.b.pk}))

    assert urgent_lines(reach, date(2026, 6, 30)) == []
    assert [(line.node.code, line.state.value) for line in urgent_lines(reach, date(2026, 7, 3))] == [
        ("T-A", "qua-han")
    ]
    assert [line.node.code for line in urgent_lines(reach, TODAY)] == ["T"]
    close(cast.t)
    assert urgent_lines(reach, TODAY) == []


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 10, 1), StatMonth(2026, 12)),
        (date(2026, 11, 23), StatMonth(2027, 1)),
        (date(2027, 1, 1), StatMonth(2027, 3)),
        (date(2026, 9, 30), StatMonth(2026, 11)),
    ],
)
def test_the_last_month_that_ended(today, month) -> None:
    assert last_ended(today) == month


def test_the_digest_tells_keepers_once(cast) -> None:
    from evaluation.reports.books import books_news

    caseload(cast.officer("anh"), cast.a, 9, 10)

    news = list(books_news(TODAY))

    assert {n.user_id for n in news} == {cast.thu.pk, cast.mai.pk}
    assert len({n.key for n in news}) == 1
