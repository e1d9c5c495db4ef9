"""What never comes out of a feed: contact persons, and postings out of an error."""

from collections.abc import Callable
from pathlib import Path

import pytest

from matcher.ingest import UnreadableFile, read_postings
from matcher.ingest.feeds import FeedError
from matcher.ingest.feeds.contacts import without_contacts

ANSWERS = Path(__file__).parent / "feed_answers"
WORK24 = (ANSWERS / "work24_list.xml").read_text("utf-8")
DETAIL = (ANSWERS / "work24_detail.xml").read_text("utf-8")
SENURI = (ANSWERS / "senuri.xml").read_text("utf-8")


@pytest.mark.parametrize("text", [WORK24, DETAIL, SENURI], ids=["list", "detail", "senuri"])
def test_contact_persons_are_dropped_from_records_and_from_the_raw_row(text: str) -> None:
    planted = text.replace(
        "</company>", "</company><empchargeInfo><clerk>가온담당</clerk></empchargeInfo>"
    ).replace("<title>", "<title>010-1234-5678 ")
    intake = read_postings(planted.encode(), "a.xml")
    told = repr(intake.records) + repr(intake.raw) + repr(intake.rejected) + repr(intake.notes)
    for secret in ("1234-5678", "4567", "4568", "가온", "gasang.example"):
        assert secret not in told


@pytest.mark.parametrize(
    "text",
    [
        "010-1234-5678",
        "01012345678",
        "010.1234.5678",
        "(044)123-4567",
        "+82-10-1234-5678",
        "０１０－１２３４－５６７８",
        "ga.on+x@mail.example.kr",
    ],
)
def test_every_spelling_of_a_contact_is_taken_out(text: str) -> None:
    assert without_contacts(f"문의 {text} 바랍니다") == "문의 [연락처 삭제] 바랍니다"


@pytest.mark.parametrize(
    "text",
    ["10,320원 이상 ~ 12,000원", "2026-11-30", "202611300950", "1588-1234", "주 40시간", "029500"],
)
def test_what_is_no_contact_stays(text: str) -> None:
    assert without_contacts(text) == text


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "<wantedRoot><message>유효하지 않은 인증키 입니다.</message></wantedRoot>",
            "유효하지 않은",
        ),
        ("<error>개인회원은 사용할 수 없는 OPEN-API</error>", "개인회원은"),
        (SENURI.replace(">00<", ">30<"), "오류 코드 30"),
        ('{"code": 1, "message": "Invalid access-key"}', "Invalid access-key"),
        ('{"resultCode": 401, "result": [], "totalCount": 0}', "오류 코드 401"),
        ("<wantedRoot><total>7</total></wantedRoot>", "7건이라는데"),
        ("<wantedRoot/>", "공고 목록이 아닙니다"),
        ("<wantedRoot><total>0</total></wantedRoot>", "한 건도 없는"),
        ("점검 중입니다", "XML이나 JSON 응답이 아닙니다"),
        (WORK24[:400], "중간에 끊겼습니다"),
        ('{"jobs": {"job": [', "중간에 끊겼습니다"),
        ("<!DOCTYPE html><html><body>점검</body></html>", "DOCTYPE"),
    ],
)
def test_an_error_is_never_read_as_postings(body: str, told: str) -> None:
    with pytest.raises(FeedError, match=told) as caught:
        read_postings(body.encode(), "a.json")
    assert isinstance(caught.value, UnreadableFile)


def _euc_kr(text: str) -> bytes:
    return text.replace("UTF-8", "EUC-KR").encode("cp949")


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"),
        _euc_kr,
        lambda text: text.replace("(주)가상", "\x0b(주)\x01가상").encode(),
    ],
    ids=["mark", "utf-16", "euc-kr", "control signs"],
)
def test_every_encoding_that_a_feed_uses_reads_the_same(encode: Callable[[str], bytes]) -> None:
    (whole,) = read_postings(WORK24.encode(), "a.xml").records
    (posting,) = read_postings(encode(WORK24), "a.xml").records
    assert posting == whole
