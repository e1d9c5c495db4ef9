"""Résumé drafts on the pages: read, checked by a person, and only then a profile."""

import html
import re
from typing import Any

import pytest

from service.store import Origin

RESUME = """이력서
성명: 나래울
연락처: 010-0000-7777
주민등록번호: 680101-1234567
학력: 고등학교 졸업
경력사항
2001.03 ~ 2011.02 가상은행 창구 담당
자격증: 전산회계 2급
희망직종: 사무보조
"""


def hand_in(web: Any, text: str = RESUME, name: str = "resume.txt", by: str = "가상달") -> Any:
    files = {"file": (name, text.encode())}
    return web.post("/drafts", files=files, data={"by": by})


def cells(page: str) -> dict[str, list[str]]:
    """The text cells of the form of class ``record`` by name."""
    form = page[page.index('class="record"') :]
    found: dict[str, list[str]] = {}
    for tag, area in re.findall(r"<input ([^>]*)>|(<textarea [^>]*>[^<]*)</textarea>", form):
        text = tag or area
        name = re.search(r'name="([^"]*)"', text)
        if name and 'type="checkbox"' not in text:
            value = area.partition(">")[2] if area else re.search(r'value="([^"]*)"', tag)
            said = value if isinstance(value, str) else value[1] if value else ""
            found.setdefault(name[1], []).append(html.unescape(said))
    return found


def spell_statuses(filled: dict[str, list[str]]) -> dict[str, list[str]]:
    return filled | {"courses.status": [""] * len(filled.get("courses.name", []))}


def test_a_resume_becomes_a_draft_that_shows_what_was_read_and_from_where(web: Any) -> None:
    # when
    answer = hand_in(web)
    page = web.get(answer.headers["location"]).text

    # then
    assert answer.status_code == 303
    assert cells(page)["name"] == ["나래울"]
    assert cells(page)["licences"] == ["전산회계 2급"]
    assert cells(page)["desired.jobs"] == ["사무보조"]
    assert "읽은 곳" in page
    assert "나래울" in web.get("/drafts").text


def test_a_resident_number_is_on_no_page_and_nowhere_in_the_store(web: Any, tmp_path: Any) -> None:
    page = web.get(hand_in(web).headers["location"]).text
    files = b"".join(path.read_bytes() for path in tmp_path.glob("town.sqlite*"))

    assert "1234567" not in page
    assert b"1234567" not in files
    assert "받지 않아야 할 내용을 지웠습니다" in page


def test_nobody_is_a_trainee_before_a_person_has_confirmed_the_draft(web: Any) -> None:
    before = web.services.store.trainees()

    location = hand_in(web).headers["location"]

    assert web.services.store.trainees() == before
    filled = spell_statuses(cells(web.get(location).text)) | {"id": ["T050"], "by": ["가상달"]}
    assert web.post(location, data=filled).status_code == 303
    made = web.services.store.trainee("T050")
    assert (made.name, made.licences) == ("나래울", ("전산회계 2급",))
    assert web.get(location).status_code == 404
    assert "나래울" not in web.get("/drafts").text


def test_a_draft_for_a_known_number_fills_the_profile_and_wipes_nothing(web: Any) -> None:
    location = hand_in(web).headers["location"]
    filled = spell_statuses(cells(web.get(location).text)) | {"id": ["T001"], "by": ["가상달"]}

    web.post(location, data=filled | {"same": ["yes"]})

    known = web.services.store.trainee("T001")
    assert known.licences == ("전산회계 2급",)
    assert [spell.title for spell in known.career][:2] == ["여신 과장", "창구 담당"]
    assert known.email == "gaon.nuri@example.com"
    assert known.courses[0].name == "AI 사무자동화"
    kinds = {edit.origin.kind for edit in web.services.store.history("trainee", "T001")}
    assert kinds == {"document"}


def test_a_number_that_belongs_to_another_name_is_asked_about_first(web: Any) -> None:
    location = hand_in(web).headers["location"]
    filled = spell_statuses(cells(web.get(location).text)) | {"id": ["T002"], "by": ["가상달"]}

    page = web.post(location, data=filled).text

    assert "‘다솜 하늘’ 님의 번호입니다" in page
    assert web.services.store.trainee("T002").name == "다솜 하늘"
    assert web.services.store.history("trainee", "T002") == ()


def test_what_a_counsellor_locked_outlives_a_confirmed_draft(web: Any) -> None:
    store = web.services.store
    store.edit_trainee("T001", {"phone": "010-0000-9999"}, Origin("counsellor", "가상달"))
    location = hand_in(web).headers["location"]
    filled = spell_statuses(cells(web.get(location).text)) | {"id": ["T001"], "by": ["가상달"]}

    web.post(location, data=filled | {"same": ["yes"]})

    assert store.trainee("T001").phone == "010-0000-9999"


def test_a_draft_is_confirmed_once_and_its_profile_says_where_it_came_from(web: Any) -> None:
    location = hand_in(web).headers["location"]
    filled = spell_statuses(cells(web.get(location).text)) | {"id": ["T050"], "by": ["가상달"]}

    web.post(location, data=filled)
    again = web.post(location, data=filled | {"id": ["T051"]})

    assert again.status_code == 404
    assert "T051" not in web.services.store.trainees()
    (made,) = web.services.store.history("trainee", "T050")
    assert (made.field, made.origin.kind, made.origin.by) == ("id", "document", "가상달")


def test_a_draft_s_number_beyond_any_is_no_inner_error(web: Any) -> None:
    assert web.get("/drafts/99999999999999999999").status_code == 422


def test_a_number_is_needed_and_what_was_corrected_is_not_lost(web: Any) -> None:
    location = hand_in(web).headers["location"]
    filled = spell_statuses(cells(web.get(location).text))
    corrected = filled | {"id": [""], "by": ["가상달"], "education": ["전문대 졸업"]}

    page = web.post(location, data=corrected).text

    assert "전문대 졸업" in page
    assert 'role="alert"' in page
    assert "T050" not in web.services.store.trainees()


def test_a_draft_that_is_thrown_away_leaves_nothing_of_the_person(web: Any, tmp_path: Any) -> None:
    location = hand_in(web).headers["location"].partition("?")[0]

    assert web.post(f"{location}/discard", data={"by": "가상달"}).status_code == 303

    assert web.get(location).status_code == 404
    assert "나래울" not in web.get("/drafts").text


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"%PDF-1.4 nothing", "resume.pdf", "직접 입력해 주십시오"),
        (b"\x89PNG....", "scan.png", "스캔한 그림"),
        (b"", "empty.txt", "빈 파일"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    web: Any, content: bytes, name: str, told: str
) -> None:
    answer = web.post("/drafts", files={"file": (name, content)}, data={"by": "가상달"})

    assert told in answer.text
    assert web.services.store.drafts.open() == ()


def test_a_file_over_the_limit_is_refused_before_it_is_read(web: Any) -> None:
    answer = hand_in(web, "가" * 8_000_000)

    assert answer.status_code == 413
