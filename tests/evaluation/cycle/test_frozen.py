"""Confirmed is frozen: the hash over the inputs, the kept file, versions one after another."""

from decimal import Decimal

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.models import CaseloadFigure, Evaluation, GeneralPoint, Product, WorkItem
from evaluation.rules.criteria import CRITERIA
from evaluation.rules.nd335 import Band, band, total
from evaluation.services.drafts import open_period
from evaluation.services.following import follow_scorers
from evaluation.services.forms import reopen
from evaluation.services.frozen import Fault, check, inputs_hash
from staff.models import Officer, Posting, Unit
from tests.conftest import Cast
from tests.evaluation.cycle.building import Q3, away, confirmed, drafted, form_of, scored, today
from tests.evaluation.screens import address, signed_in
from tests.factories.scoring import work


@pytest.fixture
def form(cast: Cast) -> Evaluation:
    drafted(cast)
    scored(cast, form_of(cast, "anh"))
    return confirmed(cast, form_of(cast, "anh"))


def test_a_confirmation_keeps_a_hash_over_its_inputs_beside_that_of_the_file(form: Evaluation) -> None:
    stored = Evaluation.objects.select_related("period").get(pk=form.pk)
    assert len(stored.inputs_sha256) == 64
    assert stored.inputs_sha256 == inputs_hash(stored)
    assert check(stored).faults == ()


@pytest.mark.parametrize(
    "change",
    [
        {"total": Decimal("93.0000000001")},
        {"general": Decimal(29)},
        {"band": "tot"},
        {"opinion": "Khác"},
        {"strengths": "Khác"},
        {"rule_set": "nd90"},
        {"scorer": None},
        {"trace": {}},
        {"flags": ["missing_work"]},
        {"confirmed_by": None},
        {"inputs_sha256": ""},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_in_the_row_is_found(form: Evaluation, change) -> None:
    Evaluation.objects.filter(pk=form.pk).update(**change)
    assert check(Evaluation.objects.select_related("period").get(pk=form.pk)).faults == (Fault.ROW,)


def test_the_command_names_forms_whose_row_or_file_no_longer_matches(
    cast: Cast, form: Evaluation, capsys
) -> None:
    call_command("verify_forms", "--period", "2026-Q3")
    assert capsys.readouterr().out.strip() == "matching 1, altered 0"
    Evaluation.objects.filter(pk=form.pk).update(total=99)
    with storages["private"].open(form.pdf.name, "wb") as file:
        file.write(b"%PDF-forged")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_forms")
    assert ended.value.code == 1
    said = capsys.readouterr()
    assert said.out.strip() == "matching 0, altered 1"
    assert "CC-anh Nguyễn Thị Ánh" in said.err
    assert "dữ liệu phiếu không còn khớp" in said.err
    assert "tệp PDF không còn khớp" in said.err


def test_a_file_that_is_gone_is_named(cast: Cast, form: Evaluation, capsys) -> None:
    storages["private"].delete(form.pdf.name)
    with pytest.raises(SystemExit):
        call_command("verify_forms")
    assert "không có tệp PDF đã lưu" in capsys.readouterr().err


def test_a_reopened_form_leaves_the_confirmed_version_matching(cast: Cast, form: Evaluation) -> None:
    reopen(evaluation=form, reason="Bổ sung", actor=cast.an)
    confirmed(cast, form_of(cast, "anh"), share="0.9")
    versions = Evaluation.objects.select_related("period").order_by("version")
    assert [check(version).faults for version in versions.filter(officer=form.officer)] == [(), ()]


def test_versions_stand_one_after_another_with_reasons_and_differences(cast: Cast, form: Evaluation) -> None:
    reopen(evaluation=form, reason="Bổ sung số liệu", actor=cast.an)
    WorkItem.objects.filter(officer=form.officer).update(done=10)
    confirmed(cast, form_of(cast, "anh"), share="0.9")
    response = signed_in(cast.anh).get(address(form, "phien-ban/"))
    newest, first = response.context["versions"]
    assert (newest.form.version, newest.form.reopen_reason, first.differences) == (2, "Bổ sung số liệu", [])
    changed = {change.what: (change.before, change.after) for change in newest.differences}
    assert changed["Tổng điểm"] == ("93", "97")
    assert changed["I.1, điểm xác nhận"] == ("5", "4,5")
    assert changed["SP01 Sản phẩm SP01"][1].startswith("giao 10, hoàn thành 10")


def _import_work(cast: Cast, number: int) -> None:
    WorkItem.objects.filter(officer=cast.officer("anh")).update(done=number, failures=number)


def _recompute(cast: Cast, number: int) -> None:
    open_period(quarter=Q3, unit_ids=None, actor=cast.mai)


def _move(cast: Cast, number: int) -> None:
    target: Unit = [cast.a, cast.b, cast.t][number % 3]
    Posting.objects.filter(officer=cast.officer("anh")).update(unit=target)


def _change_points(cast: Cast, number: int) -> None:
    GeneralPoint.objects.filter(officer=cast.officer("anh")).update(confirmed_points=Decimal(number) / 50)


def _change_catalogue(cast: Cast, number: int) -> None:
    Product.objects.update(coefficient=Decimal(number + 1) / 4)


def _take_the_head_away(cast: Cast, number: int) -> None:
    away(cast.officer("an"))
    follow_scorers(today=today())


def _rename(cast: Cast, number: int) -> None:
    Officer.objects.filter(pk=cast.officer("anh").pk).update(full_name=f"Tên {number}")


def _drop_caseload(cast: Cast, number: int) -> None:
    CaseloadFigure.objects.all().delete()


ACTS = (
    _import_work,
    _recompute,
    _move,
    _change_points,
    _change_catalogue,
    _take_the_head_away,
    _rename,
    _drop_caseload,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 100)), max_size=6))
def test_a_frozen_form_never_changes_whatever_is_imported_recomputed_or_moved(
    cast: Cast, form: Evaluation, acts
) -> None:
    before = {name: value for name, value in vars(_row(form)).items() if not name.startswith("_")}
    for act, number in [*acts, (_recompute, 0)]:
        act(cast, number)
        follow_scorers(today=today())
    after = _row(form)
    assert {name: value for name, value in vars(after).items() if not name.startswith("_")} == before
    assert check(Evaluation.objects.select_related("period").get(pk=form.pk)).faults == ()


def _row(form: Evaluation) -> Evaluation:
    found: Evaluation = Evaluation.objects.get(pk=form.pk)
    return found


share = st.decimals(0, 1, places=2)
quantity = st.integers(0, 40)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quantity, quantity, st.integers(0, 9), st.integers(0, 9), share, st.integers(0, 20))
def test_a_score_stays_within_0_and_100_and_more_done_never_lowers_it(
    cast: Cast, assigned: int, done: int, failures: int, delays: int, given_share: Decimal, more: int
) -> None:
    anh = cast.officer("anh")
    WorkItem.objects.filter(officer=anh).delete()
    work(anh, cast.a, str(assigned), str(done), failures=failures, delays=delays)
    for line in CRITERIA:
        GeneralPoint.objects.update_or_create(
            officer=anh,
            period=Q3.code,
            criterion=line.code,
            defaults={"unit": cast.a, "confirmed_points": line.maximum * given_share},
        )
    totals = []
    for extra in (0, more):
        WorkItem.objects.filter(officer=anh).update(done=done + extra)
        open_period(quarter=Q3, unit_ids={cast.a.pk}, actor=None)
        totals.append(form_of(cast, "anh").total)
    low, high = totals
    assert (low is None) == (assigned == 0)
    if low is not None:
        assert 0 <= low <= high <= 100


@pytest.mark.parametrize(
    ("general", "result", "expected"),
    [
        ("20", "70", Band.XUAT_SAC),
        ("20", "69.995", Band.TOT),
        ("20", "50", Band.TOT),
        ("20", "49.999", Band.HOAN_THANH),
        ("10", "40", Band.HOAN_THANH),
        ("10", "39.999", Band.KHONG_HOAN_THANH),
    ],
)
def test_article_20_boundaries_are_compared_before_any_cut(general: str, result: str, expected: Band) -> None:
    points = total(Decimal(general), Decimal(result))
    assert points is not None
    assert band(points) is expected
