"""``ieum index``: encode what is new and publish a snapshot."""

import typer

from service.commands.common import opened


def index() -> None:
    """Encode new and changed texts, and publish the index.

    Example: ieum index
    """
    from service.indexing import build_index

    built = build_index(opened(), progress=True)
    typer.echo(
        f"훈련생 {built.trainees}명, 공고 {built.postings}건을 색인했습니다. "
        f"새로 읽은 글 {built.encoded}건 ({built.snapshot})"
    )
