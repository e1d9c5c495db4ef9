"""Correcting a profile: what is typed is kept, locked and remembered, and nothing else changes."""

import re
from html.parser import HTMLParser
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import FormData

from matcher.records import CareerEntry, Trainee
from service.pages.profile_form import changes, checked, typed


class Filled(HTMLParser):
    """The values that a browser would send for the first form of class ``record``."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self._inside = False
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag == "form":
            self._inside = given.get("class") == "record"
        elif not self._inside:
            return
        elif tag == "input" and name and (given.get("type") != "checkbox" or "checked" in given):
            self.sent.append((name, given.get("value") or ""))
        elif tag == "textarea" and name:
            self._area = name
            self.sent.append((name, ""))
        elif tag == "select" and name:
            self._select = name
            self.sent.append((name, ""))
        elif tag == "option" and self._select and "selected" in given:
            self.sent[-1] = (self._select, given.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._area:
            typed = data.replace("\n", "\r\n")  # as every browser sends it
            self.sent[-1] = (self._area, self.sent[-1][1] + typed)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None


def form_of(html: str) -> list[tuple[str, str]]:
    parser = Filled()
    parser.feed(html)
    return parser.sent


def send(web: Any, id: str, pairs: list[tuple[str, str]]) -> Any:
    names = dict.fromkeys(name for name, _ in pairs)
    data = {name: [value for n, value in pairs if n == name] for name in names}
    return web.post(f"/trainees/{id}/edit", data=data)


def put(pairs: list[tuple[str, str]], **values: str) -> list[tuple[str, str]]:
    return [(name, values.get(name.replace(".", "_"), value)) for name, value in pairs]


def test_a_form_sent_back_as_it_was_shown_changes_nothing(web: Any) -> None:
    lines = {"summary": "첫 줄입니다.\n둘째 줄입니다.", "skills": ("엑셀", "한글")}
    spell = CareerEntry(title="창구", years=20.123456789, duties="안내\n정리")
    before = web.services.store.trainee("T001").model_copy(update=lines | {"career": (spell,)})
    web.services.store.put_trainees([before], {})
    told = web.services.store.history("trainee", "T001")
    pairs = put(form_of(web.get("/trainees/T001/edit").text), by="가상달")

    assert send(web, "T001", pairs).status_code == 303

    assert web.services.store.trainee("T001") == before
    assert web.services.store.history("trainee", "T001") == told
    assert web.services.store.locks("trainee", "T001") == frozenset()


def test_what_changed_elsewhere_meanwhile_is_neither_undone_nor_locked(web: Any) -> None:
    # given a page that was opened before an import
    store = web.services.store
    pairs = put(form_of(web.get("/trainees/T002/edit").text), counsellor="가상별", by="가상달")
    imported = store.trainee("T002").model_copy(update={"phone": "010-0000-9999"})
    store.put_trainees([imported], {})

    # when
    send(web, "T002", pairs)

    # then
    assert store.trainee("T002").phone == "010-0000-9999"
    assert store.trainee("T002").counsellor == "가상별"
    assert store.locks("trainee", "T002") == {"counsellor"}


def test_two_who_change_the_same_cell_are_told_of_each_other(web: Any) -> None:
    first = put(form_of(web.get("/trainees/T002/edit").text), education="고졸", by="가상달")
    second = put(first, education="대졸")

    send(web, "T002", first)
    answer = send(web, "T002", second)

    assert "다른 곳에서 바뀐 항목입니다" in answer.text
    assert web.services.store.trainee("T002").education == "고졸"


def test_a_correction_is_kept_with_who_made_it_and_survives_the_next_import(web: Any) -> None:
    store = web.services.store
    roster = store.trainee("T001")
    pairs = put(
        form_of(web.get("/trainees/T001/edit").text),
        desired_monthly_wage_min_manwon="230",
        by="가상달",
    )

    send(web, "T001", pairs)
    store.put_trainees([roster], {})

    assert store.trainee("T001").desired.monthly_wage_min_manwon == 230
    assert store.trainee("T001").desired.jobs == ("사무보조",)
    (edit,) = store.history("trainee", "T001")
    assert edit.field == "desired.monthly_wage_min_manwon"
    assert (edit.old, edit.new) == (None, "230.0")
    assert (edit.origin.kind, edit.origin.by) == ("counsellor", "가상달")
    page = web.get("/trainees/T001/edit").text
    assert "상담사가 고침(잠김)" in page
    assert "가상달" in page


def test_a_field_whose_lock_is_lifted_follows_the_roster_again(web: Any) -> None:
    store = web.services.store
    roster = store.trainee("T001")
    send(
        web,
        "T001",
        put(form_of(web.get("/trainees/T001/edit").text), education="고졸", by="가상달"),
    )

    web.post("/trainees/T001/unlock", data={"field": "education", "by": "가상달"})
    store.put_trainees([roster], {})

    assert store.trainee("T001").education is None


def test_what_cannot_be_kept_is_said_beside_its_cell_and_nothing_is_lost(web: Any) -> None:
    pairs = put(
        form_of(web.get("/trainees/T001/edit").text),
        email="없는 주소",
        education="대졸",
        by="가상달",
    )

    answer = send(web, "T001", pairs)

    assert "이메일 주소 하나만" in answer.text
    assert 'value="대졸"' in answer.text
    assert web.services.store.trainee("T001").email == "gaon.nuri@example.com"


def test_nobody_corrects_without_a_name(web: Any) -> None:
    pairs = put(form_of(web.get("/trainees/T001/edit").text), education="고졸", by="")

    answer = send(web, "T001", pairs)

    assert "누가 고치셨는지" in answer.text
    assert web.services.store.trainee("T001").education is None


def test_a_name_stands_in_no_address_of_the_form(web: Any) -> None:
    html = web.get("/trainees/T001/edit").text
    addresses = "".join(re.findall(r'(?:href|action)="([^"]*)"', html))
    assert "가온" not in addresses


@given(
    st.lists(st.text("가나다라 ", min_size=1).filter(str.strip), max_size=4),
    st.none() | st.floats(1, 84),
    st.none() | st.booleans(),
)
@settings(deadline=None)
def test_what_is_typed_reads_back_as_the_record_it_came_from(
    jobs: list[str], hours: float | None, remote: bool | None
) -> None:
    names = {None: "", True: "yes", False: "no"}
    form = FormData(
        [
            ("desired.jobs", "\n".join(jobs)),
            ("desired.hours_per_week_max", "" if hours is None else repr(hours)),
            ("desired.remote_ok", names[remote]),
        ]
    )

    record = checked("T009", typed(form))

    assert isinstance(record, Trainee)
    assert record.desired.jobs == tuple(job.strip() for job in jobs)
    assert record.desired.hours_per_week_max == hours
    assert record.desired.remote_ok is remote
    assert changes(record, record) == {}
