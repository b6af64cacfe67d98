"""Courses: outline, lessons, enrolment, progress, assignments, discussion, gradebook. Where everything below meets."""
