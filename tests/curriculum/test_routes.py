"""Who may knock: the vocabulary belongs to everybody, so to nobody's school."""

from __future__ import annotations

from flask.testing import FlaskClient

from curriculum.queries import topic_row
from tests.support.people import sign_in_as
from tests.support.questions import new_organisation, new_topic


def test_an_administrator_of_one_school_does_not_write_everybodys_vocabulary(client: FlaskClient) -> None:
    topic = new_topic("A")
    subject, topic_id = topic.subject.code, topic.id
    sign_in_as(client, "administrator", organisation_id=new_organisation().id)
    assert client.get(f"/curriculum/{subject}/topics/new").status_code == 403
    assert client.post(f"/curriculum/{subject}/topics/new", data={"code": "B", "name": "B"}).status_code == 403
    for verb in ("edit", "move", "retire", "restore"):
        assert client.post(f"/curriculum/topics/{topic_id}/{verb}", data={"name": "Khác", "step": "up"}).status_code == 403
    assert topic_row(topic_id).name != "Khác"
    page = client.get(f"/curriculum/{subject}")
    assert (page.status_code, "/topics/new" in page.text) == (200, False)


def test_an_administrator_of_everything_writes_it(client: FlaskClient) -> None:
    topic = new_topic("A")
    subject = topic.subject.code
    sign_in_as(client, "administrator")
    assert client.get(f"/curriculum/{subject}/topics/new").status_code == 200
    assert f"/curriculum/{subject}/topics/new" in client.get(f"/curriculum/{subject}").text
