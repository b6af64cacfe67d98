"""Captions: the file that a player reads, and the desk where they are uploaded, checked and edited."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.errors import Conflict, Invalid, NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.http.uploads import read_upload
from core.words import say
from video.formats.srt import read_captions
from video.formats.webvtt import MOST_BYTES, BadCaptions, Fault, decode, same_line_ends, write_webvtt
from video.forms.captions import CaptionFileForm, CuesForm
from video.models import Caption
from video.operations.save_captions import delete_captions, save_captions
from video.queries.captions import caption_in, captions_of, cues_of
from video.queries.media import media_urls
from video.queries.watching import Lesson, lesson_to_edit, lesson_to_watch
from video.rules.cues import LANGUAGES, CueText, Remark, remarks


def file(episode_id: int, language: str) -> ResponseReturnValue:
    """The captions as WebVTT, for whoever may watch the episode."""
    lesson_to_watch(current_actor(), episode_id)
    caption = _caption(episode_id, language)
    answer = Response(write_webvtt(cues_of(caption.id)), content_type="text/vtt; charset=utf-8")
    answer.headers["Cache-Control"] = "private, max-age=3600"  # the player's address has the number of the state in it
    return answer


def index(episode_id: int) -> ResponseReturnValue:
    """Which languages there are, and the form for a file."""
    return _panel(lesson_to_edit(current_actor(), episode_id), CaptionFileForm(formdata=None))


def upload(episode_id: int) -> ResponseReturnValue:
    """Replace one language by a file; a faulty file changes nothing and is answered by its lines."""
    lesson = lesson_to_edit(current_actor(), episode_id)
    form = CaptionFileForm()
    if not form.validate():
        return _panel(lesson, form), 422
    try:
        cues = read_captions(decode(read_upload(request.files.get("file"), limit_bytes=MOST_BYTES).data))
        save_captions(current_actor(), lesson.episode, form.language.data, _some(cues))
    except BadCaptions as error:
        return _panel(lesson, form, error.faults), 422
    except Invalid as error:
        form.refuse(error)
        return _panel(lesson, form), 422
    _tell(cues, lesson)
    return redirect(url_for("video.captions.edit", episode_id=episode_id, language=form.language.data))


def edit(episode_id: int, language: str) -> ResponseReturnValue:
    """The cues as a table beside the video; a language without captions begins empty."""
    lesson = lesson_to_edit(current_actor(), episode_id)
    caption = caption_in(episode_id, _known(language))
    cues = cues_of(caption.id) if caption else []
    form = CuesForm(formdata=None, number=caption.number if caption else 0, text=write_webvtt(cues))
    return _editor(lesson, language, form, marks=remarks(read_captions(write_webvtt(cues)), lesson.duration_seconds))


def save(episode_id: int, language: str) -> ResponseReturnValue:
    """Keep all cues of the editor, unless somebody else saved since it was opened."""
    lesson = lesson_to_edit(current_actor(), episode_id)
    form = CuesForm()
    if not form.validate():
        return _editor(lesson, _known(language), form), 422
    try:
        cues = read_captions(_editor_text(form.text.data or ""))
        save_captions(current_actor(), lesson.episode, _known(language), _some(cues), number=form.number.data)
    except BadCaptions as error:
        return _editor(lesson, language, form, faults=error.faults), 422
    except (Invalid, Conflict) as error:
        form.form_errors.append(translate(error.message))
        return _editor(lesson, language, form), error.status
    _tell(cues, lesson)
    return redirect(url_for("video.captions.edit", episode_id=episode_id, language=language))


def delete(episode_id: int, language: str) -> ResponseReturnValue:
    """Take one language away."""
    lesson = lesson_to_edit(current_actor(), episode_id)
    delete_captions(current_actor(), lesson.episode, _caption(episode_id, language))
    flash(translate(say("Đã xóa phụ đề %(language)s.", language=LANGUAGES.get(language, language))), "success")
    return redirect(url_for("video.captions.index", episode_id=episode_id))


def _panel(lesson: Lesson, form: CaptionFileForm, faults: list[Fault] | None = None) -> str:
    captions = captions_of(lesson.episode.id)
    return render_template(
        "video/captions/index.html", lesson=lesson, captions=captions, form=form, faults=faults or [], languages=LANGUAGES
    )


def _editor(lesson: Lesson, language: str, form: CuesForm, *, faults: list[Fault] | None = None, marks: list[Remark] | None = None) -> str:
    return render_template(
        "video/captions/edit.html",
        lesson=lesson,
        language=language,
        name=LANGUAGES[language],
        form=form,
        faults=faults or [],
        remarks=marks or [],
        urls=media_urls(lesson.media) if lesson.media else None,
    )


def _editor_text(text: str) -> str:
    if len(text.encode()) > MOST_BYTES:
        raise Invalid(say("Phụ đề dài hơn %(limit)d KB.", limit=MOST_BYTES // 1000))
    return same_line_ends(text)


def _some(cues: list[CueText]) -> list[CueText]:
    if not cues:
        raise Invalid(say("Chưa có câu phụ đề nào."))
    return cues


def _tell(cues: list[CueText], lesson: Lesson) -> None:
    found = len(remarks(cues, lesson.duration_seconds))
    flash(translate(say("Đã lưu %(count)d câu phụ đề.", count=len(cues))), "success")
    if found:
        flash(translate(say("Có %(count)d chỗ nên xem lại, ghi ở danh sách bên dưới.", count=found)), "info")


def _caption(episode_id: int, language: str) -> Caption:
    caption = caption_in(episode_id, language)
    if caption is None:
        raise NotFound
    return caption


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise NotFound
    return language
