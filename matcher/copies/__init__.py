"""One job once (같은 일자리): copies and reposts of a job across agencies, portals, employers."""

from matcher.copies.compare import conflict, strength
from matcher.copies.faces import Face
from matcher.copies.groups import grouped, proposed
from matcher.copies.shown import preference

__all__ = ["Face", "conflict", "grouped", "preference", "proposed", "strength"]
