"""Records by id, or the refusal that says there is none."""

from matcher.records import Posting, Trainee
from service.api.errors import UnknownPostingError, UnknownTraineeError
from service.api.ports import RecordStore


def trainee_of(store: RecordStore, id: str) -> Trainee:
    """One trainee; ``UnknownTraineeError`` where there is none."""
    try:
        return store.trainee(id)
    except LookupError:
        raise UnknownTraineeError(id) from None


def posting_of(store: RecordStore, id: str) -> Posting:
    """One posting; ``UnknownPostingError`` where there is none."""
    try:
        return store.posting(id)
    except LookupError:
        raise UnknownPostingError(id) from None
