"""The self-score is kept as each field is left (article 18.2); the state does not change."""

import pytest

from evaluation.models import Evaluation, GeneralPoint
from evaluation.selectors.self_scoring import Window
from evaluation.services.autosave import keep_points, keep_text
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.cycle.building import confirmed, drafted, form_of, scored
from tests.evaluation.screens import address, signed_in, ten_lines


@pytest.fixture
def form(cast: Cast) -> Evaluation:
    return drafted(cast)


def window_of(cast: Cast, form: Evaluation) -> str:
    page = signed_in(cast.anh).get(address(form, "tu-cham/"))
    return str(page.context["form"]["seen"].value())


def keep(cast: Cast, form: Evaluation, window: str, field: str, value: str) -> str:
    data = {"field": field, field: value, "seen": window}
    return signed_in(cast.anh).post(address(form, "tu-cham/luu/"), data).content.decode()


def test_a_field_is_kept_as_it_is_left(cast: Cast, form: Evaluation) -> None:
    window = window_of(cast, form)
    assert "Đã lưu lúc" in keep(cast, form, window, "p_I_1", "4,5")
    assert "Đã lưu lúc" in keep(cast, form, window, "strengths", "Chủ động.")
    after = form_of(cast, "anh")
    assert (after.state, after.strengths, after.total) == ("draft", "Chủ động.", None)
    assert GeneralPoint.objects.get(officer=form.officer).self_points == 4.5
    page = signed_in(cast.anh).get(address(form, "tu-cham/")).content.decode()
    assert 'name="p_I_1" value="4,5"' in page


def test_an_emptied_field_takes_its_points_back(cast: Cast, form: Evaluation) -> None:
    window = window_of(cast, form)
    keep(cast, form, window, "p_I_1", "4,5")
    keep(cast, form, window, "p_I_1", "")
    assert GeneralPoint.objects.get(officer=form.officer).self_points is None


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("p_II_3", "2,51", "Mục II.3 chỉ nhận từ 0 đến 2,5 điểm (Mẫu số 01, Nghị định 335/2025/NĐ-CP)."),
        ("p_I_1", "5,01", "Mục I.1 chỉ nhận từ 0 đến 5 điểm (Mẫu số 01, Nghị định 335/2025/NĐ-CP)."),
        ("p_I_1", "-1", "Mục I.1 chỉ nhận từ 0 đến 5 điểm (Mẫu số 01, Nghị định 335/2025/NĐ-CP)."),
        ("p_I_1", "hai", "“hai” không phải là số; hãy viết như 2,5."),
        ("p_I_1", "4,555", "Nhiều nhất hai chữ số thập phân."),
        ("strengths", "Giỏi 中", "Những ký tự sau không in được"),
    ],
)
def test_above_the_maximum_is_refused_with_the_line_and_the_form(
    cast: Cast, form: Evaluation, field: str, value: str, error: str
) -> None:
    assert error in keep(cast, form, window_of(cast, form), field, value)
    assert not GeneralPoint.objects.exists()
    assert form_of(cast, "anh").strengths == ""


@pytest.mark.parametrize(("field", "value"), [("p_II_3", "2,5"), ("p_I_1", "5"), ("p_I_1", "0")])
def test_the_maximum_itself_is_kept(cast: Cast, form: Evaluation, field: str, value: str) -> None:
    assert "Đã lưu lúc" in keep(cast, form, window_of(cast, form), field, value)


def test_of_two_windows_the_older_one_is_told_and_writes_nothing(cast: Cast, form: Evaluation) -> None:
    older, newer = window_of(cast, form), window_of(cast, form)
    keep(cast, form, newer, "p_I_1", "4,5")
    assert "Phiếu đã được sửa ở cửa sổ khác lúc" in keep(
        cast, form, older, "p_I_1", "3"
    ) or "phiếu đã được sửa ở cửa sổ khác lúc" in keep(cast, form, older, "p_I_1", "3")
    assert GeneralPoint.objects.get(officer=form.officer).self_points == 4.5
    response = signed_in(cast.anh).post(address(form, "tu-cham/"), ten_lines("0.5", seen=older))
    assert "cửa sổ khác" in response.context["form"].non_field_errors()[0]
    assert form_of(cast, "anh").state == "draft"


def test_the_own_pieces_never_stand_in_the_way_of_handing_in(cast: Cast, form: Evaluation) -> None:
    window = window_of(cast, form)
    keep(cast, form, window, "p_I_1", "4,5")
    keep(cast, form, window, "p_I_2", "4,5")
    response = signed_in(cast.anh).post(address(form, "tu-cham/"), ten_lines("0.9", seen=window))
    assert response.status_code == 302
    assert form_of(cast, "anh").state == "self_scored"


def test_a_window_opened_after_the_change_goes_on(cast: Cast, form: Evaluation) -> None:
    keep(cast, form, window_of(cast, form), "p_I_1", "4,5")
    assert "Đã lưu lúc" in keep(cast, form, window_of(cast, form), "p_I_1", "4")


def test_a_confirmed_form_takes_no_piece(cast: Cast, form: Evaluation) -> None:
    window = window_of(cast, form)
    scored(cast, form)
    confirmed(cast, form)
    assert "không thay đổi" in keep(cast, form, window, "p_I_1", "1")
    assert GeneralPoint.objects.get(officer=form.officer, criterion="I.1").self_points == 5
    with pytest.raises(DomainError):
        keep_text(evaluation=form, name="strengths", text="Khác", window=Window.open(), actor=cast.anh)
    with pytest.raises(DomainError):
        keep_points(evaluation=form, criterion="I.1", points=None, window=Window.open(), actor=cast.anh)


@pytest.mark.parametrize("field", ["seen", "p_X_9", "", "state"])
def test_an_unknown_field_is_no_request_of_ours(cast: Cast, form: Evaluation, field: str) -> None:
    response = signed_in(cast.anh).post(address(form, "tu-cham/luu/"), {"field": field})
    assert response.status_code == 400


@pytest.mark.parametrize("seen", ["", "x", "abc@khong-phai-ngay", "abc@2026-11-23T10:00:00"])
def test_a_window_nobody_opened_is_told_to_reload(cast: Cast, form: Evaluation, seen: str) -> None:
    assert "tải lại trang" in keep(cast, form, seen, "p_I_1", "4")
    assert not GeneralPoint.objects.exists()


@pytest.mark.parametrize("who", ["an", "mai", "bao", "kim"])
def test_only_the_officer_writes_the_own_points(cast: Cast, form: Evaluation, who: str) -> None:
    response = signed_in(getattr(cast, who)).post(
        address(form, "tu-cham/luu/"), {"field": "p_I_1", "p_I_1": "4"}
    )
    assert response.status_code == 404


def test_each_line_carries_its_explanation_of_appendix_one(cast: Cast, form: Evaluation) -> None:
    text = signed_in(cast.anh).get(address(form, "tu-cham/")).content.decode()
    assert text.count("Phụ lục I, mục") == 10
    assert 'aria-describedby="id_p_I_1_helptext"' in text
