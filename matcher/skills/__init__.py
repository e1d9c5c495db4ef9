"""Skills (기술): one name for each however it is spelled, and which of them a course verifies."""

from matcher.skills.courses import CourseTable, TaughtCourse
from matcher.skills.held import HeldSkill, skills_of, verified_skills
from matcher.skills.table import SkillTable, packaged_skills
from matcher.skills.tables import TableError

__all__ = [
    "CourseTable",
    "HeldSkill",
    "SkillTable",
    "TableError",
    "TaughtCourse",
    "packaged_skills",
    "skills_of",
    "verified_skills",
]
