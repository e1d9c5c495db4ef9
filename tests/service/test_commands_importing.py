"""``ieum import``: files of any shape, a dry run, and what is remembered for the next month."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ieum = Callable[..., Any]
Stored = Callable[[str], list[tuple[Any, ...]]]
HEADER = "연번,구인업체명,모집직종,임금,비고,담당부서,연락처,데이터기준일자"
CLERK = "1,가상상사,경리,월급 250만원,급구,운영팀 홍가상,010-0000-0000,2026-11-20"
GUIDE = "2,보기상사,안내원,월급 240만원,,총무과,044-000-0000,2026-11-20"


@pytest.fixture
def city_list(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes("\r\n".join(["구인 현황", HEADER, CLERK, GUIDE]).encode("cp949"))
    return path


def test_an_unknown_header_is_shown_in_korean_and_nothing_is_written(
    ieum: Ieum, stored: Stored, city_list: Path
) -> None:
    # when
    done = ieum("import", "postings", city_list)

    # then
    assert done.code == 2
    assert "구인업체명 → company(회사)  예: 가상상사 / 보기상사" in done.out
    assert "담당부서 → 저장하지 않음(담당자·연락처)  예: 가가가 가가가 / 가가가\n" in done.out
    assert "연번 → -(읽지 않음)" in done.out
    assert "--confirm" in done.err
    assert "홍가상" not in done.out + done.err
    assert stored("postings") == stored("mappings") == []


def test_what_was_confirmed_once_goes_in_the_next_month_without_asking(
    ieum: Ieum, stored: Stored, city_list: Path, tmp_path: Path
) -> None:
    # given
    first = ieum("import", "postings", city_list, "--map", "비고=-", "--confirm", "--json")
    later = tmp_path / "next.csv"
    later.write_text("\n".join([HEADER, CLERK, GUIDE.replace("11-20", "12-20")]), "utf-8")

    # when
    second = ieum("import", "postings", later, "--json")

    # then
    assert first.json == {"added": 2, "updated": 0, "unchanged": 0, "rejected": []}
    assert second.json == {"added": 0, "updated": 0, "unchanged": 2, "rejected": []}
    assert '"seen":"2026-12-20"' in str(stored("postings"))
    whole = str(stored("postings"))
    assert "급구" in whole
    assert "홍가상" not in whole
    assert "000-0000" not in whole


def test_a_changed_line_is_shown_first_and_a_wrong_one_is_wrong_use(
    ieum: Ieum, city_list: Path
) -> None:
    shown = ieum("import", "postings", city_list, "--map", "비고=우대사항")
    wrong = ieum("import", "postings", city_list, "--map", "비고=기분", "--confirm")

    assert "비고 → preference(우대사항)  예: 급구" in shown.out
    assert (shown.code, wrong.code, wrong.out) == (2, 2, "")


def test_a_proposal_printed_as_json_is_a_mapping_to_edit_and_give_back(
    ieum: Ieum, city_list: Path, tmp_path: Path
) -> None:
    # given
    asked = ieum("import", "postings", city_list, "--json")
    edited = asked.json | {"source": "세종시 구인 목록"}
    (tmp_path / "mapping.json").write_text(json.dumps(edited), "utf-8")

    # when
    done = ieum("import", "postings", city_list, "--mapping", tmp_path / "mapping.json", "--json")

    # then
    assert asked.code == 2
    assert done.json["added"] == 2


def test_a_header_without_a_title_cannot_be_confirmed(ieum: Ieum, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("업체명,임금\n가상,협의\n", "utf-8")

    done = ieum("import", "postings", path, "--confirm")

    assert done.code == 2
    assert "꼭 있어야 하는 항목이 없습니다: title" in done.err


def test_a_dry_run_tells_every_change_and_writes_nothing(
    ieum: Ieum, stored: Stored, city_list: Path, tmp_path: Path
) -> None:
    # given
    ieum("import", "postings", city_list, "--confirm")
    before = [stored(name) for name in ("postings", "mappings", "imports")]
    later = tmp_path / "next.csv"
    raised = CLERK.replace("250만원", "260만원")
    new = "3,새상사,상담원,협의,,,,2026-11-20"
    bad = "4,새상사,,협의,,,,2026-11-20"
    later.write_text("\n".join([HEADER, raised, GUIDE, new, bad]), "utf-8")

    # when
    told = ieum("import", "postings", later, "--dry-run")
    as_json = ieum("import", "postings", later, "--dry-run", "--json").json

    # then
    assert told.out.startswith("추가 1건, 수정 1건, 그대로 1건, 받지 못한 행 1건\n미리 보기입니다.")
    assert f"  + 상담원 · 새상사 ({as_json['changes']['added'][0]['id']})\n" in told.out
    assert "  ~ 경리 · 가상상사 (" in told.out
    assert '"월급 250만원" → "월급 260만원"' in told.out
    assert {name: as_json[name] for name in ("added", "updated", "unchanged")} == {
        "added": 1,
        "updated": 1,
        "unchanged": 1,
    }
    assert as_json["rejected"][0]["field"] == "모집직종"
    (change,) = as_json["changes"]["updated"]
    assert (change["field"], change["new"]) == ("pay", '"월급 260만원"')
    assert (change["title"], change["company"]) == ("경리", "가상상사")
    assert {name: as_json["changes"]["added"][0][name] for name in ("title", "company")} == {
        "title": "상담원",
        "company": "새상사",
    }
    assert [stored(name) for name in ("postings", "mappings", "imports")] == before


def test_a_dry_run_never_quotes_a_person(ieum: Ieum, files: Path) -> None:
    # given
    ieum("import", "trainees", files / "people.jsonl")
    path = files / "people.jsonl"
    path.write_text(path.read_text("utf-8").replace("가온누리", "나래마루"), "utf-8")

    # when
    told = ieum("import", "trainees", path, "--dry-run")
    as_json = ieum("import", "trainees", path, "--dry-run", "--json")

    # then
    assert "  ~ T01: 자기소개, 이름\n" in told.out
    assert as_json.json["changes"] == {
        "added": [],
        "updated": [{"id": "T01", "field": "summary"}, {"id": "T01", "field": "name"}],
    }
    for name in ("가온누리", "나래마루"):
        assert name not in told.out + told.err + as_json.out + as_json.err


def test_a_roster_of_other_headers_is_shown_in_shapes_and_goes_in_once_confirmed(
    ieum: Ieum, stored: Stored, tmp_path: Path
) -> None:
    # given
    path = tmp_path / "홍비밀.csv"
    path.write_text(
        "관리번호,성명,휴대폰,교육과정,주민등록번호\n"
        "S1,홍비밀,010-1234-0000,AI 강사,660302-1234567\n",
        "utf-8",
    )

    # when
    shown = ieum("import", "trainees", path)
    done = ieum("import", "trainees", path, "--confirm", "--json")

    # then
    assert "휴대폰 → 전화  예: 000-0000-0000" in shown.out
    assert done.json["added"] == 1
    for secret in ("홍비밀", "1234"):
        assert secret not in shown.out + shown.err + done.out + done.err
    assert "660302" not in str(stored("trainees"))
    assert "홍비밀" not in str(stored("imports"))


def test_each_import_is_entered_and_one_that_brought_nothing_is_an_alert(
    ieum: Ieum, home: Path, city_list: Path, tmp_path: Path
) -> None:
    from service.store import Store

    # given
    ieum("import", "postings", city_list, "--confirm")
    (tmp_path / "bad.csv").write_text(HEADER + "\n1,가상상사,,,,,,\n", "utf-8")

    # when
    bad = ieum("import", "postings", tmp_path / "bad.csv")

    # then
    store = Store.open(f"sqlite:///{home / 'ieum.sqlite'}")
    last, first = store.imports.recent(2)
    store.close()
    assert bad.code == 1
    assert (last.outcome, last.counts["rejected"]) == ("alert", 1)
    assert (first.source, first.outcome, first.counts["added"]) == ("list.csv", "ok", 2)


def test_a_known_header_needs_no_mapping_and_says_so(ieum: Ieum, files: Path) -> None:
    done = ieum("import", "postings", files / "jobs.jsonl", "--map", "title=pay")

    assert (done.code, done.out) == (2, "")


def test_a_contact_person_of_a_json_line_is_in_neither_store_nor_export(
    ieum: Ieum, stored: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    job = {"id": "A1", "title": "경리", "company": "가상상사", "body": "문의 010-1234-5678"}
    line = json.dumps(job | {"담당자": "홍가상", "연락처": "010-1234-5678"}, ensure_ascii=False)
    (tmp_path / "jobs.jsonl").write_text(line, "utf-8")
    ieum("import", "postings", tmp_path / "jobs.jsonl")

    # when
    out = ieum("export", tmp_path / "all.zip").out
    monkeypatch.setenv("IEUM_HOME", str(tmp_path / "other"))
    back = ieum("import", "store", tmp_path / "all.zip").out

    # then
    assert out == "all.zip 파일에 담았습니다: 훈련생 0명, 공고 1건, 주간 메일 0건\n"
    assert back == "가져왔습니다: 훈련생 0명, 공고 1건, 주간 메일 0건\n"
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        inside = b"".join(map(packed.read, packed.namelist())).decode("utf-8", "replace")
    assert "가상상사" in inside
    for secret in ("홍가상", "1234-5678"):
        assert secret not in inside + str(stored("postings"))
