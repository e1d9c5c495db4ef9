"""Answers of the public services as files: each field worked out by hand from what is published."""

import json
from pathlib import Path

import pytest

from matcher.ingest import read_postings
from matcher.ingest.feeds import merged, read_page, take_feed
from matcher.ingest.sources import work24_feed
from matcher.records import Posting

ANSWERS = Path(__file__).parent / "feed_answers"
WORK24 = (ANSWERS / "work24_list.xml").read_text("utf-8")
DETAIL = (ANSWERS / "work24_detail.xml").read_text("utf-8")
SENURI = (ANSWERS / "senuri.xml").read_text("utf-8")
ALIO = json.loads((ANSWERS / "alio_row.json").read_text("utf-8"))
SARAMIN = json.loads((ANSWERS / "saramin_row.json").read_text("utf-8"))
GOJOBS = (
    "<response><body><items><item><idx>77</idx><title>기간제 모집</title><insttname>가상시"
    "</insttname><regdate>20261101</regdate><enddate>20261130</enddate></item></items></body>"
    "</response>"
)
CLEANEYE = (
    "<rows><row><NO>1</NO><ENT_NAME>가상도시공사</ENT_NAME><ENT_TITLE>사무직</ENT_TITLE>"
    "<JOB_TYPE>사무</JOB_TYPE><EMPLOY_GB>정규직</EMPLOY_GB><EMPLOY_NUM>2</EMPLOY_NUM>"
    "<PUB_DATE>20261101</PUB_DATE><PUB_END_DATE>20261130</PUB_END_DATE><STATUS>접수중</STATUS>"
    "<YEARINCOME>30000000</YEARINCOME><ENT_LICENSE1>운전면허 1종</ENT_LICENSE1>"
    "<ADDRESS>세종특별자치시 조치원읍</ADDRESS><URL>https://c.example</URL></row></rows>"
)


def one(text: str, name: str = "a.xml") -> Posting:
    (posting,) = read_postings(text.encode(), name).records
    return posting


def saramin(**changed: object) -> Posting:
    return one(json.dumps({"jobs": {"total": "1", "job": SARAMIN | changed}}), "s.json")


def test_a_work24_list_row_keeps_every_field_that_a_posting_has() -> None:
    posting = one(WORK24)
    assert posting.model_dump(exclude_defaults=True) == {
        "id": "K120260820001",
        "source": "work24",
        "provider": "고용24",
        "title": "AI 학습데이터 라벨링 및 검수 담당자 모집(재택 병...",
        "company": "(주)가상데이터",
        "industry": "데이터베이스 및 온라인 정보 제공업",
        "career": "관계없음",
        "education": "고졸~대졸(2~3년)",
        "pay": "시급 10,320원 이상",
        "region": "세종특별자치시",
        "address": "(30103) 세종특별자치시 도움4로 0 (어진동)",
        "working_condition": "주5일근무",
        "employment_type": "기간의 정함이 없는 근로계약, 기간의 정함이 있는 근로계약(시간선택제)",
        "closes": "채용시까지 26-10-19",
        "registered": posting.registered,
        "url": "https://work24.example/view.do?n=K120260820001&t=VALIDATION",
        "jobs_cd": "029500",
    }
    assert str(posting.registered) == "2026-08-20"
    assert (posting.closing.until_filled, str(posting.closing.date)) == (True, "2026-10-19")


def test_the_detail_gives_the_whole_title_and_the_list_what_the_detail_lacks() -> None:
    # given
    (listed,) = (cells for _, cells in read_page(WORK24.encode()).rows)
    (detail,) = (cells for _, cells in read_page(DETAIL.encode()).rows)

    # when
    day = one(WORK24).registered
    assert day is not None
    intake = take_feed([merged(listed, detail)], work24_feed.FEED, day)

    # then
    (posting,) = intake.records
    assert posting.title == "AI 학습데이터 라벨링 및 검수 담당자 모집(재택 병행)"
    assert (posting.pay, posting.headcount) == ("시급10,320원 이상 ~ 12,000원 이하", "3")
    assert (posting.pay_range.min, posting.pay_range.max) == (10_320, 12_000)
    assert posting.functions == ("자료 입력원",)
    assert posting.licences == ("컴퓨터활용능력 2급", "워드프로세서")
    assert posting.hours.week_hours == 20
    assert posting.body == ("이미지·텍스트 라벨링\n- A < B 검수\n접수방법: 전자우편 [연락처 삭제]")
    assert (posting.closes, posting.seen) == ("채용시까지 26-10-19", day)
    assert posting.url == "https://work24.example/view.do?n=K120260820001&t=VALIDATION"
    assert intake.notes == ()


def test_a_title_that_the_list_cut_is_noted() -> None:
    (listed,) = (cells for _, cells in read_page(WORK24.encode()).rows)
    day = one(WORK24).registered
    assert day is not None
    intake = take_feed([listed], work24_feed.FEED, day)
    assert intake.notes == ("제목이 목록에서 잘린 채입니다: 1행",)


@pytest.mark.parametrize(
    ("kind", "sal", "low", "high", "unit", "least", "most"),
    [
        ("월급", "233만원 이상", "2330000", "0", "M", 2_330_000, None),
        ("월급", "233만원", "2330000", "0", "M", 2_330_000, None),
        ("연봉", "3000만원 ~ 3500만원", "30000000", "35000000", "Y", 30_000_000, 35_000_000),
        ("월급", "면접 후 결정", "0", "0", None, None, None),
        ("월급", "", "2500000", "2500000", "M", 2_500_000, 2_500_000),
        ("일급", "", "0", "90000", "D", None, 90_000),
        ("M", "300만원", "3000000", "3000000", "M", 3_000_000, 3_000_000),
    ],
)
def test_the_two_numbers_of_a_wage_are_honoured_and_nought_is_none(
    kind: str, sal: str, low: str, high: str, unit: str, least: int | None, most: int | None
) -> None:
    text = (
        WORK24.replace("<salTpNm>시급<", f"<salTpNm>{kind}<")
        .replace("<sal>10,320원 이상<", f"<sal>{sal}<")
        .replace("<minSal>10320<", f"<minSal>{low}<")
        .replace("<maxSal>0<", f"<maxSal>{high}<")
    )
    pay = one(text).pay_range
    assert (pay.unit, pay.min, pay.max) == (unit, least, most)


def test_senuri_says_nothing_of_pay_and_hours_and_nobody_guesses() -> None:
    posting = one(SENURI)
    assert posting.model_dump(exclude_defaults=True) == {
        "id": "SN-RECR_000000000012345",
        "source": "senuri",
        "provider": "한국노인인력개발원",
        "title": "디지털 안내 도우미 모집",
        "company": "가상시니어클럽",
        "region": "세종 세종시",
        "employment_type": "시간제일자리",
        "closes": "20261130",
        "registered": posting.registered,
        "body": "접수방법: 방문",
    }
    assert not posting.pay_range.known
    assert not posting.hours.known


def test_senuri_as_json_reads_the_same() -> None:
    item = {
        "jobId": "RECR_000000000012345",
        "recrtTitle": "디지털 안내 도우미 모집",
        "oranNm": "가상시니어클럽",
        "emplymShp": "CM0103",
        "workPlcNm": "세종 세종시",
        "frDd": "20261101",
        "toDd": "20261130",
        "acptMthd": "CM0804",
    }
    text = json.dumps({"response": {"body": {"items": {"item": item}, "totalCount": 1}}})
    assert one(text, "a.json") == one(SENURI)


def test_alio_joins_several_values_by_commas() -> None:
    posting = one(json.dumps({"resultCode": 200, "totalCount": 1, "result": [ALIO]}), "a.json")
    assert (posting.id, posting.company) == ("AL-299999", "가상공공기관")
    assert posting.functions == ("경영.회계.사무", "정보통신")
    assert posting.regions == ("36110", "30000")
    assert posting.employment_type == "비정규직"
    assert posting.career_range.kind == "any"
    assert (posting.headcount, str(posting.closing.date)) == ("2", "2026-11-24")
    assert posting.url == "https://example.invalid/1"


def test_saramin_reads_one_object_as_it_reads_a_list() -> None:
    posting = saramin()
    both = {"jobs": {"job": [SARAMIN, SARAMIN | {"id": "2"}]}}
    assert read_postings(json.dumps(both).encode(), "s.json").records[0] == posting
    assert (posting.id, posting.company) == ("SR-40000000", "(주)가상커머스")
    assert posting.region == "세종 > 세종전체"
    assert posting.regions == ("36110",)
    assert (posting.pay, posting.pay_range.unit) == ("연봉 2,800~3,000만원", "Y")
    assert posting.pay_range.min == 28_000_000
    assert str(posting.closing.date) == "2026-12-12"
    assert str(posting.registered) == "2026-11-18"  # 1,795,000,000 s is 18 November 20:06 in Korea


@pytest.mark.parametrize(
    ("code", "closes", "until_filled", "rolling"),
    [
        ("2", "채용시 2026-12-12", True, False),
        ("3", "상시", False, True),
        ("4", "수시", False, True),
    ],
)
def test_saramin_s_kinds_of_closing(
    code: str, closes: str, until_filled: bool, rolling: bool
) -> None:
    posting = saramin(**{"close-type": {"code": code}})
    assert posting.closes == closes
    assert (posting.closing.until_filled, posting.closing.rolling) == (until_filled, rolling)


def test_gojobs_has_title_body_days_and_a_page() -> None:
    assert one(GOJOBS).model_dump(exclude_defaults=True, mode="json") == {
        "id": "GJ-77",
        "source": "gojobs",
        "provider": "나라일터",
        "title": "기간제 모집",
        "company": "가상시",
        "closes": "20261130",
        "registered": "2026-11-01",
        "url": "https://www.gojobs.go.kr/apmView.do?empmnsn=77",
    }


def test_cleaneye_is_keyed_by_body_title_and_day_for_its_numbers_only_count_rows() -> None:
    posting = one(CLEANEYE)
    assert posting.id.startswith("CE-")
    assert one(CLEANEYE.replace("<NO>1<", "<NO>2<")).id == posting.id
    assert one(CLEANEYE.replace("20261101", "20261102")).id != posting.id
    assert (posting.pay, posting.pay_range.min) == ("연봉 30000000원", 30_000_000)
    assert posting.regions == ("36110",)
    assert posting.licences == ("운전면허 1종",)


def test_a_posting_the_service_calls_closed_is_told_and_not_taken_in() -> None:
    intake = read_postings(SENURI.replace("접수중", "마감").encode(), "a.xml")
    assert intake.records == ()
    (rejection,) = intake.rejected
    assert rejection.cure == "마감된 공고라서 받지 않았습니다."
