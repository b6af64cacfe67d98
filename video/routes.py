"""The room's table of contents: who may knock at which page."""

from core.http.guards import needs, public, signed_in, signed_token
from core.http.rows import Row, row
from core.permissions import Permission as P
from video import rest
from video.schemas import WatchReply
from video.views import captions, episodes, guide, media, programmes, schedule, series, spans, uploads, watch

_EDIT = needs(P.VIDEO_EDIT)

GUIDE: list[Row] = [
    row("GET", "/tv", guide.show, public),
    row("GET", "/tv/guide.ics", guide.feed, public),
    row("GET", "/tv/series/<int:series_id>", guide.series, public),
    row("GET", "/tv/series/<int:series_id>/guide.ics", guide.series_feed, public),
]

DESK: list[Row] = [
    row("GET", "/tv/manage", programmes.index, _EDIT),
    row("GET", "/tv/manage/programmes/new", programmes.new, _EDIT),
    row("POST", "/tv/manage/programmes/new", programmes.create, _EDIT),
    row("GET", "/tv/manage/programmes/<int:programme_id>", programmes.show, _EDIT),
    row("GET", "/tv/manage/programmes/<int:programme_id>/edit", programmes.edit, _EDIT),
    row("POST", "/tv/manage/programmes/<int:programme_id>/edit", programmes.change, _EDIT),
    row("GET", "/tv/manage/programmes/<int:programme_id>/series/new", series.new, _EDIT),
    row("POST", "/tv/manage/programmes/<int:programme_id>/series/new", series.create, _EDIT),
    row("GET", "/tv/manage/series/<int:series_id>", series.show, _EDIT),
    row("GET", "/tv/manage/series/<int:series_id>/edit", series.edit, _EDIT),
    row("POST", "/tv/manage/series/<int:series_id>/edit", series.change, _EDIT),
    row("GET", "/tv/manage/series/<int:series_id>/episodes/new", episodes.new, _EDIT),
    row("POST", "/tv/manage/series/<int:series_id>/episodes/new", episodes.create, _EDIT),
    row("GET", "/tv/manage/episodes/<int:episode_id>", episodes.show, _EDIT),
    row("GET", "/tv/manage/episodes/<int:episode_id>/edit", episodes.edit, _EDIT),
    row("POST", "/tv/manage/episodes/<int:episode_id>/edit", episodes.change, _EDIT),
    row("POST", "/tv/manage/episodes/<int:episode_id>/publish", episodes.publish, _EDIT),
    row("POST", "/tv/manage/episodes/<int:episode_id>/withdraw", episodes.withdraw, _EDIT),
    row("POST", "/tv/manage/episodes/<int:episode_id>/showings", episodes.schedule_showing, _EDIT),
    row("POST", "/tv/manage/episodes/<int:episode_id>/showings/<int:broadcast_id>/cancel", episodes.cancel_showing, _EDIT),
    row("GET", "/tv/manage/episodes/<int:episode_id>/spans", spans.edit, _EDIT),
    row("POST", "/tv/manage/episodes/<int:episode_id>/spans", spans.change, _EDIT),
    row("GET", "/tv/manage/schedule", schedule.show, _EDIT),
    row("POST", "/tv/manage/schedule", schedule.check, _EDIT, reads_only=True),
    row("POST", "/tv/manage/schedule/write", schedule.write, _EDIT),
]

UPLOADS: list[Row] = [
    row("GET", "/tv/manage/episodes/<int:episode_id>/film", uploads.state, _EDIT),
    row("POST", "/tv/manage/episodes/<int:episode_id>/uploads", uploads.start, _EDIT),
    row("GET", "/tv/manage/uploads/<upload_id>", uploads.show, _EDIT),
    row("PUT", "/tv/manage/uploads/<upload_id>", uploads.receive, _EDIT, reads_only=True),
    row("POST", "/tv/manage/uploads/<upload_id>/cancel", uploads.cancel, _EDIT),
    row("POST", "/tv/manage/media/<int:media_id>/retry", uploads.retry, _EDIT),
]

WATCHING: list[Row] = [
    row("GET", "/tv/episodes/<int:episode_id>", watch.show, public),
    row("GET", "/tv/episodes/<int:episode_id>/captions/<language>.vtt", captions.file, public),
    row("POST", "/tv/episodes/<int:episode_id>/watch", rest.watched, signed_in, rate="60/minute", reply=WatchReply),
]

CAPTIONS: list[Row] = [
    row("GET", "/tv/manage/episodes/<int:episode_id>/captions", captions.index, _EDIT),
    row("POST", "/tv/manage/episodes/<int:episode_id>/captions", captions.upload, _EDIT, rate="30/minute"),
    row("GET", "/tv/manage/episodes/<int:episode_id>/captions/<language>", captions.edit, _EDIT),
    row("POST", "/tv/manage/episodes/<int:episode_id>/captions/<language>", captions.save, _EDIT, rate="30/minute"),
    row("POST", "/tv/manage/episodes/<int:episode_id>/captions/<language>/delete", captions.delete, _EDIT),
]

MEDIA: list[Row] = [
    row("GET", "/media/<token>/<path:path>", media.show, signed_token),
]

ROWS = [*GUIDE, *DESK, *UPLOADS, *WATCHING, *CAPTIONS, *MEDIA]
