"""Online review for pupils: topic map, practice, mistakes, spaced repetition, mock exams. Not for papers and sittings (exams)."""
