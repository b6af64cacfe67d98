"""A Moodle XML file for tests, as a Moodle writes it."""

import base64

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
ENCODED = base64.b64encode(PIXEL).decode()

MULTICHOICE = f"""<question type="multichoice">
  <name><text>Câu 1</text></name>
  <questiontext format="html"><text><![CDATA[<p>Hình <img src="@@PLUGINFILE@@/h%C3%ACnh%201.png"> là gì?</p>]]></text>
    <file name="hình 1.png" path="/" encoding="base64">{ENCODED}</file></questiontext>
  <generalfeedback format="html"><text>Vì $$x^2$$.</text></generalfeedback>
  <defaultgrade>0.25</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden><idnumber>TH-1</idnumber>
  <single>true</single><shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>
  <correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>
  <answer fraction="0" format="html"><text>A</text><feedback format="html"><text>Chưa đúng.</text></feedback></answer>
  <answer fraction="100" format="html"><text>B</text><feedback format="html"><text></text></feedback></answer>
  <answer fraction="33.33333" format="plain_text"><text>x &lt; y</text><feedback format="html"><text></text></feedback></answer>
  <tags><tag><text>Biết</text></tag><tag><text>Tin học</text></tag></tags>
</question>"""

MULTI = """<question type="multichoice"><name><text>m</text></name>
  <questiontext format="html"><text>Chọn hai</text></questiontext><single>false</single><shuffleanswers>0</shuffleanswers>
  <answer fraction="50" format="html"><text>A</text></answer>
  <answer fraction="50" format="html"><text>B</text></answer>
  <answer fraction="-100" format="html"><text>C</text></answer></question>"""

TRUEFALSE = """<question type="truefalse"><name><text>tf</text></name>
  <questiontext format="html"><text>Đúng hay sai?</text></questiontext><penalty>1</penalty>
  <answer fraction="0" format="moodle_auto_format"><text>true</text><feedback format="html"><text>Sai rồi</text></feedback></answer>
  <answer fraction="100" format="moodle_auto_format"><text>false</text><feedback format="html"><text/></feedback></answer>
</question>"""

SHORT = """<question type="shortanswer"><name><text>s</text></name>
  <questiontext format="moodle_auto_format"><text>Con gì?
Hai   dòng</text></questiontext><usecase>1</usecase>
  <answer fraction="100" format="moodle_auto_format"><text>Ếch</text></answer>
  <answer fraction="50" format="moodle_auto_format"><text>cóc*</text></answer></question>"""

NUMERICAL = """<question type="numerical"><name><text>n</text></name>
  <questiontext format="html"><text>Gia tốc?</text></questiontext>
  <answer fraction="100" format="moodle_auto_format"><text>9.8</text><tolerance>0.1</tolerance></answer>
  <answer fraction="0" format="moodle_auto_format"><text>*</text><feedback format="html"><text>Không phải</text></feedback></answer>
  <units><unit><multiplier>1</multiplier><unit_name>m/s2</unit_name></unit></units>
  <unitgradingtype>0</unitgradingtype></question>"""

MATCHING = """<question type="matching"><name><text>g</text></name>
  <questiontext format="html"><text>Ghép</text></questiontext><shuffleanswers>true</shuffleanswers>
  <subquestion format="html"><text>Việt Nam</text><answer><text>Hà Nội</text></answer></subquestion>
  <subquestion format="html"><text>Lào</text><answer><text>Viêng Chăn</text></answer></subquestion>
  <subquestion format="html"><text></text><answer><text>R&amp;D</text></answer></subquestion></question>"""

ESSAY = """<question type="essay"><name><text>e</text></name>
  <questiontext format="markdown"><text>**Viết** bài</text></questiontext><responsefieldlines>15</responsefieldlines>
  <attachments>0</attachments><graderinfo format="html"><text>Ý chính</text></graderinfo>
  <responsetemplate format="html"><text></text></responsetemplate></question>"""

DESCRIPTION = """<question type="description"><name><text>d</text></name>
  <questiontext format="html"><text>Đọc đoạn sau.</text></questiontext></question>"""

CATEGORY = '<question type="category"><category><text>$course$/top/Lớp 12</text></category></question>'


def quiz(*questions: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(questions)}\n</quiz>'.encode()


WHOLE = quiz(CATEGORY, MULTICHOICE, MULTI, TRUEFALSE, SHORT, NUMERICAL, MATCHING, ESSAY, DESCRIPTION)
