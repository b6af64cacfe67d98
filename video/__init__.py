"""TV lessons: programmes, series, episodes, schedule, renditions, captions, watch record. Knows nothing of questions or courses."""
