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
    if built.left_out:
        typer.echo(
            f"참고: 상담·추천에 동의하지 않은 훈련생 {built.left_out}명은 색인하지 않았습니다.",
            err=True,
        )
