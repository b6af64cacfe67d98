"""The pages of lms."""
