"""People, organisations, groups, sign-in and roles. Entered by `api.py`; not for exams, which only name a role held at one."""
