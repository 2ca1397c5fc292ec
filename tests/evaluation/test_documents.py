"""From a stored evaluation to the words of Mẫu số 01."""

import io
from decimal import Decimal

from pypdf import PdfReader

from evaluation.documents.build import evaluation_pdf, form_of
from evaluation.models import Evaluation
from evaluation.rules.criteria import CRITERIA
from evaluation.rules.periods import Quarter
from evaluation.services.drafts import open_period
from tests.conftest import Cast
from tests.factories.scoring import points, work


def form(cast: Cast) -> Evaluation:
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    return Evaluation.objects.get(officer=cast.officer("anh"))


def printed(evaluation: Evaluation) -> list[Decimal | None]:
    return [line.self_points for group in form_of(evaluation).groups for line in group.lines]


def test_column_4_prints_the_officers_own_points(cast: Cast) -> None:
    points(cast.officer("anh"), cast.a, share="0.8", column="self_points")
    points(cast.officer("anh"), cast.a, share="0.6")
    evaluation = form(cast)
    assert printed(evaluation) == [criterion.maximum * Decimal("0.8") for criterion in CRITERIA]
    assert "bản giấy" not in form_of(evaluation).note


def test_where_the_own_points_stayed_on_paper_the_confirmed_ones_are_printed_and_the_form_says_so(
    cast: Cast,
) -> None:
    points(cast.officer("anh"), cast.a, share="0.6")
    evaluation = form(cast)
    assert printed(evaluation) == [criterion.maximum * Decimal("0.6") for criterion in CRITERIA]
    assert "bản giấy" in form_of(evaluation).note


def test_nothing_is_printed_where_nobody_gave_points(cast: Cast) -> None:
    assert printed(form(cast)) == [None] * 10


def test_the_pdf_of_a_draft_shows_the_scores_in_order_and_says_that_it_is_a_draft(cast: Cast) -> None:
    work(cast.officer("anh"), cast.a, "10", "9")
    points(cast.officer("anh"), cast.a, share="0.9")
    reader = PdfReader(io.BytesIO(evaluation_pdf(form(cast))))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    places = [text.index(word) for word in ("Nguyễn Thị Ánh", "4,5", "2,25", "27", "63", "90", "DỰ THẢO")]
    assert places == sorted(places)
