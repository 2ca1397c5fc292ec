"""What the tests of the import screens share: a small staff workbook, and the ways through the pages."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.test import Client

from staff.models import ImportRun, User
from tests.workbooks import workbook

HEADINGS = [
    "Số hiệu",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Mã đơn vị",
    "Ngạch",
    "Trình độ chuyên môn",
    "Ngày tuyển dụng",
    "Dân tộc",
]
HUB = "/nhan-su/nhap/"
UPLOAD = f"{HUB}staff/"


def row(number: str, unit: str, **other: Any) -> list[Any]:
    """A new officer's row."""
    facts = {
        "name": f"Nguyễn Văn {number}",
        "birth": "15/06/1985",
        "sex": "Nam",
        "rank": "Chuyên viên",
        "hired": "01/06/2021",
        "ethnicity": "Kinh",
    } | other
    return [
        number,
        facts["name"],
        facts["birth"],
        facts["sex"],
        unit,
        facts["rank"],
        "Đại học",
        facts["hired"],
        facts["ethnicity"],
    ]


def staff_file(*rows: Sequence[Any], name: str = "nhan-su.xlsx") -> Path:
    """Title, headings in row 2, data from row 3."""
    path = Path(mkdtemp(prefix="thads-test-")) / name
    return workbook({"Công chức": [["DANH SÁCH CÔNG CHỨC"], HEADINGS, *rows]}, path)


def upload(client: Client, path: Path, kind: str = "staff") -> Any:
    with path.open("rb") as file:
        return client.post(f"{HUB}{kind}/", {"file": file})


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def staged(client: Client, path: Path) -> ImportRun:
    """Upload and return the run of the preview."""
    response = upload(client, path)
    assert response.status_code == 302, response.content.decode()
    return ImportRun.objects.latest("pk")


def page(run: ImportRun, action: str = "") -> str:
    return f"{HUB}phien/{run.pk}/{action}"
