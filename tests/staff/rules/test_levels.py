"""Codes of levels of a qualification, from what people write."""

import pytest

from staff.rules.levels import CLOSED, level_of, levels_of


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        ("education", "Tiến sĩ", "phd"),
        ("education", "thac si", "master"),
        ("education", "ĐẠI HỌC", "university"),
        ("education", "Cử nhân", "university"),
        ("education", "Trung cấp", "intermediate"),
        ("education", "Giáo sư", None),  # the scale is closed
        ("education", "", None),
        ("political_theory", "Cao cấp", "advanced"),
        ("political_theory", "cử nhân", "bachelor"),
        ("political_theory", "Đại học", None),
        ("state_management", "Chuyên viên chính", "principal"),
        ("state_management", "chuyen vien", "specialist"),
        ("state_management", "Lớp ngắn hạn", "other"),  # a course may have another name
        ("language", "Tiếng Anh B1", "other"),
        ("computing", "Ứng dụng CNTT cơ bản", "other"),
    ],
)
def test_the_code_of_a_level(kind, written, code) -> None:
    assert level_of(kind, written) == code


@pytest.mark.parametrize("kind", ["education", "political_theory", "state_management"])
def test_every_label_of_a_scale_is_read_back(kind) -> None:
    scale = levels_of(kind)
    assert scale
    assert {level_of(kind, label): label for label in scale.values()} == dict(scale)


def test_kinds_without_a_scale_have_no_levels_and_none_of_them_is_closed() -> None:
    assert not levels_of("language")
    assert "language" not in CLOSED
