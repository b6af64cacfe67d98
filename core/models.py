"""Every table of the ground, gathered for migrations."""

from core.audit import AuditRecord
from core.jobs.models import Job
from core.search_models import SearchEntry, SearchWord

__all__ = ["AuditRecord", "Job", "SearchEntry", "SearchWord"]
