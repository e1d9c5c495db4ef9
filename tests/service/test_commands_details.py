"""``ieum import postings`` with a saved detail of Work24 after its list."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Ieum = Callable[..., Any]
ID = "K120260820001"
LIST = (
    "<wantedRoot><total>1</total><wanted><wantedAuthNo>K120260820001</wantedAuthNo>"
    "<company>(주)가상데이터</company><title>라벨링 담당자 모집(재택 병...</title>"
    "<region>세종특별자치시</region><regDt>26-08-20</regDt><closeDt>채용시까지 26-10-19</closeDt>"
    "<career>관계없음</career></wanted></wantedRoot>"
)
DETAIL = (
    "<wantedDtl><wantedAuthNo>K120260820001</wantedAuthNo><wantedInfo>"
    "<wantedTitle>라벨링 담당자 모집(재택 병행)</wantedTitle><jobCont>이미지 라벨링</jobCont>"
    "<receiptCloseDt>채용시까지</receiptCloseDt></wantedInfo></wantedDtl>"
)


def test_a_saved_detail_alone_is_laid_over_the_list_row(
    ieum: Ieum, home: Path, tmp_path: Path
) -> None:
    from service.store import Store

    # given
    for name, text in (("list.xml", LIST), ("detail.xml", DETAIL)):
        (tmp_path / name).write_text(text, "utf-8")
    ieum("import", "postings", tmp_path / "list.xml")

    # when
    planned = ieum("import", "postings", tmp_path / "detail.xml", "--dry-run", "--json").json
    first = ieum("import", "postings", tmp_path / "detail.xml", "--json").json
    again = ieum("import", "postings", tmp_path / "detail.xml", "--json").json

    # then
    changed = {one["field"] for one in planned["changes"]["updated"]}
    assert changed == {"title", "body"}
    assert [one["updated"] for one in (first, again)] == [1, 0]
    store = Store.open(f"sqlite:///{home / 'ieum.sqlite'}")
    record = store.posting(ID)
    store.close()
    assert (record.title, record.region) == ("라벨링 담당자 모집(재택 병행)", "세종특별자치시")
    assert record.closes == "채용시까지 26-10-19"
