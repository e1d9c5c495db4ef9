"""The weekly e-mail (주간 메일): composed as a value, approved by a person, then sent."""

from service.emails.digest import Digest, Job, Rules, compose
from service.emails.letter import Letterhead, Mail

__all__ = ["Digest", "Job", "Letterhead", "Mail", "Rules", "compose"]
