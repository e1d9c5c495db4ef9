"""After every change the next page says what was done."""

from typing import Any

import pytest

from matcher.records import Posting, Trainee
from service.pages.catalogue import Catalogue
from service.store.changes import fields_of

RESUME = "이력서\n성명: 나래울\n학력: 고등학교 졸업\n희망직종: 사무보조\n"


def after(web: Any, path: str, **form: object) -> str:
    """The page that follows a form."""
    answer = web.post(path, data=form)
    assert answer.status_code == 303, answer.text
    return web.get(answer.headers["location"]).text


def test_saving_a_profile_says_so_and_saving_nothing_says_that(web: Any) -> None:
    same = web.services.store.trainee("T002").model_dump_json(exclude_defaults=True)
    form = {
        "shown": same,
        "by": "가상달",
        "name": "다솜 하늘",
        "courses.name": "디지털 마케터",
        "courses.status": "",
        "consents.matching": "2026-09-01",
    }

    assert "바뀐 것이 없어" in after(web, "/trainees/T002/edit", **form)
    saved = after(web, "/trainees/T002/edit", **form, education="고졸")

    assert '<p class="note note-done" role="status">저장했습니다.' in saved
    assert 'role="status">저장했습니다.' not in web.get("/trainees/T002").text


def test_taking_a_lock_off_says_so(web: Any) -> None:
    page = after(web, "/trainees/T001/unlock", field="education", by="가상달")

    assert "잠금을 풀었습니다." in page


def test_a_draft_says_when_it_is_read_saved_and_thrown_away(web: Any) -> None:
    # when
    read = web.post(
        "/drafts", files={"file": ("resume.txt", RESUME.encode())}, data={"by": "가상달"}
    )
    where = read.headers["location"].partition("?")[0]
    filled = {"id": "T050", "by": "가상달", "name": "나래울", "education": "고졸"}

    # then
    assert "초안으로 저장했습니다." in web.get(read.headers["location"]).text
    assert "이력서 초안이 훈련생 정보가 되었습니다." in after(web, where, **filled)
    again = web.post(
        "/drafts", files={"file": ("resume.txt", RESUME.encode())}, data={"by": "가상달"}
    )
    where = again.headers["location"].partition("?")[0]
    assert "초안을 지웠습니다." in after(web, f"{where}/discard", by="가상달")


def test_settling_an_alert_says_so(web: Any) -> None:
    number = web.services.store.imports.record("work24", "alert", {}, "빈 목록")

    assert "확인하신 것으로 적었습니다." in after(web, f"/alerts/{number}", by="가상달")


@pytest.mark.parametrize("path", ["/", "/trainees/T001", "/postings/P1", "/drafts"])
def test_only_known_words_can_be_put_on_a_page_by_its_address(web: Any, path: str) -> None:
    assert web.get(f"{path}?done=<b>나쁜 말</b>").status_code == 422


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_field_that_history_or_a_lock_may_name_has_a_name_for_people(language: str) -> None:
    texts = Catalogue.load(language)
    records = (Trainee(id="T"), Posting(id="P", source="s", title="t", company="c"))
    names = {path.split(".")[-1] for record in records for path in fields_of(record)}

    assert {name for name in names if f"field.{name}" not in texts.texts} == set()


def test_a_lock_is_named_in_the_language_of_the_page(web: Any) -> None:
    from service.store import Origin

    origin = Origin("counsellor", "가상달")
    web.services.store.edit_trainee("T001", {"home_place": "세종 도담동"}, origin)

    assert "<strong>거주지</strong>" in web.get("/trainees/T001/edit").text
