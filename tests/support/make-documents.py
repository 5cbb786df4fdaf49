"""
Makes the small documents in tests/fixtures/inputs/documents by the programs that people make them with, so that
Tolk reads more than what it writes itself. All texts are invented.

    python3 -m venv /tmp/venv
    /tmp/venv/bin/pip install python-docx==1.2.0 odfpy==1.4.1 reportlab==5.1.0 openpyxl==3.1.5 \
        EbookLib==0.20 warcio pikepdf==10.18.0
    /tmp/venv/bin/python tests/support/make-documents.py
"""

import datetime
import io
import mailbox
import os
import sqlite3
from email.message import EmailMessage
from email.utils import format_datetime

OUT = os.path.join(os.path.dirname(__file__), "..", "fixtures", "inputs", "documents")
FIRST = "De gemeente bouwt volgend jaar een nieuwe brug over het kanaal bij de oude sluis."
SECOND = "Volgens de wethouder kost dat drie miljoen euro en duurt het werk veertien maanden."
THIRD = "Fietsers rijden zolang om door het dorp, waar de weg eerst breder wordt gemaakt."


def path(name):
    return os.path.join(OUT, name)


def docx():
    import docx as lib

    document = lib.Document()
    document.core_properties.title = "Word Document"
    document.add_paragraph("Nieuwe brug over het kanaal", style="Title")
    document.add_paragraph("Na jaren van praten is er geld.", style="Subtitle")
    paragraph = document.add_paragraph(FIRST + " ")
    paragraph.add_run("Dat is zeker").bold = True
    paragraph.add_run(".")
    document.add_heading("Kosten", level=1)
    document.add_paragraph(SECOND)
    document.add_paragraph("twee rijstroken", style="List Bullet")
    document.add_paragraph("een breed fietspad", style="List Bullet")
    document.add_paragraph("„We zijn er blij mee”, zegt de wethouder.", style="Quote")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Jaar", "Kosten", "2025", "3 miljoen"]):
        cell.text = text
    document.add_paragraph(THIRD)
    document.save(path("brug.docx"))


def odt():
    from odf import dc, text
    from odf.opendocument import OpenDocumentText
    from odf.style import ParagraphProperties, Style
    from odf.table import Table, TableCell, TableRow

    document = OpenDocumentText()
    document.meta.addElement(dc.Title(text="Brug in het dorp"))
    quotation = Style(name="Quotations", family="paragraph")
    quotation.addElement(ParagraphProperties(marginleft="1cm"))
    document.styles.addElement(quotation)
    numbers = text.ListStyle(name="Nummers")
    numbers.addElement(text.ListLevelStyleNumber(level=1, numsuffix=".", numformat="1"))
    document.automaticstyles.addElement(numbers)
    body = document.text
    first = text.P(text=FIRST)
    note = text.Note(id="n1", noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    inside = text.NoteBody()
    inside.addElement(text.P(text="Zo stond het in de begroting van vorig jaar."))
    note.addElement(inside)
    first.addElement(note)
    body.addElement(first)
    body.addElement(text.H(outlinelevel=2, text="Kosten"))
    spaced = text.P(text="Het kost drie")
    spaced.addElement(text.S(c=2))
    spaced.addText("miljoen euro.")
    spaced.addElement(text.LineBreak())
    spaced.addText("Meer is er niet.")
    body.addElement(spaced)
    items = text.List(stylename=numbers)
    for line in ["eerst de fundering", "dan de brug zelf"]:
        item = text.ListItem()
        item.addElement(text.P(text=line))
        items.addElement(item)
    body.addElement(items)
    body.addElement(text.P(stylename=quotation, text="„Eindelijk”, zegt een buurman."))
    table = Table(name="Kosten")
    for cells in [["Jaar", "Kosten"], ["2025", "3 miljoen"]]:
        row = TableRow()
        for value in cells:
            cell = TableCell()
            cell.addElement(text.P(text=value))
            row.addElement(cell)
        table.addElement(row)
    body.addElement(table)
    document.save(path("brug.odt"))


def pdf():
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    styles = getSampleStyleSheet()

    def furniture(canvas, document):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(40, 570, "De Dorpskrant 12 maart 2024")
        canvas.drawCentredString(210, 20, str(document.page))

    story = [Paragraph("Nieuwe brug over het kanaal", styles["Title"])]
    for text in [FIRST, SECOND, THIRD] * 5:
        story += [Paragraph(f"{text} {THIRD} {FIRST}", styles["Normal"]), Spacer(1, 8)]
    story[6:6] = [Paragraph("Kosten en baten", styles["Heading2"])]
    document = SimpleDocTemplate(path("brug.pdf"), pagesize=A5, title="krant.indd", invariant=1)
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)


def scanned_and_locked_pdf():
    import pikepdf
    from reportlab.pdfgen import canvas

    page = canvas.Canvas(path("scan.pdf"), pagesize=(200, 200), invariant=1)
    page.rect(20, 20, 100, 100, fill=1)
    page.showPage()
    page.save()
    with pikepdf.open(path("scan.pdf")) as document:
        lock = pikepdf.Encryption(user="geheim", owner="geheim")
        document.save(path("op-slot.pdf"), encryption=lock)


def xlsx():
    import openpyxl

    book = openpyxl.Workbook()
    about = book.active
    about.title = "Uitleg"
    about.append(["kolom", "betekenis"])
    about.append(["titel", "de kop"])
    sheet = book.create_sheet("Artikelen")
    sheet.append(["Titel", "Tekst", "Datum", "Krant"])
    sheet.append(["Nieuwe brug", f"{FIRST} {SECOND}", datetime.date(2024, 3, 12), "De Dorpskrant"])
    sheet.append([None, None, None, None])
    sheet.append(["Weg breder", THIRD, datetime.datetime(2024, 6, 1), "De Dorpskrant"])
    book.save(path("artikelen.xlsx"))


def messages():
    message = EmailMessage()
    message["Subject"] = "Re: Nieuwsbrief: een brug voor café ’t Veer"
    message["From"] = "Redactie Dorpskrant <redactie@example.org>"
    message["To"] = "lezers@example.org"
    message["Date"] = format_datetime(datetime.datetime(2024, 3, 12, 10, 30, tzinfo=datetime.timezone.utc))
    message["Message-ID"] = "<brug-1@example.org>"
    message.set_content(
        f"{FIRST}\n{SECOND}\n\n- twee rijstroken\n- een fietspad\n\n{THIRD}\n\n-- \nDe redactie\n"
        "\nOp di 12 mrt 2024 om 09:00 schreef Jan <jan@example.org>:\n> Komt er een brug?\n"
    )
    with open(path("nieuwsbrief.eml"), "wb") as file:
        file.write(message.as_bytes())

    passed = EmailMessage()
    passed["Subject"] = "Fwd: Persbericht"
    passed["From"] = "piet@example.org"
    passed["Date"] = "Tue, 12 Mar 2024 00:30:00 +0100 (CET)"
    passed["Message-ID"] = "<pers-4@example.org>"
    passed.set_content(
        "---------- Doorgestuurd bericht ---------\nVan: Gemeente <pers@example.org>\n"
        f"Datum: ma 11 mrt 2024 om 09:12\nOnderwerp: Persbericht\nAan: <piet@example.org>\n\n{SECOND}\n"
    )
    with open(path("doorgestuurd.eml"), "wb") as file:
        file.write(passed.as_bytes())

    answer = EmailMessage()
    answer["Subject"] = "Antw: Brug"
    answer["From"] = "piet@example.org"
    answer["Message-ID"] = "<antwoord-5@example.org>"
    answer.set_content(
        f"{THIRD}\n\nVan: Jan <jan@example.org>\nVerzonden: maandag 11 maart 2024 09:12\nAan: Piet\n"
        "Onderwerp: Brug\n\nKomt er een brug?\n"
    )
    with open(path("antwoord.eml"), "wb") as file:
        file.write(answer.as_bytes())

    rich = EmailMessage()
    rich["Subject"] = "Weg breder gemaakt"
    rich["From"] = "redactie@example.org"
    rich["Date"] = format_datetime(datetime.datetime(2024, 6, 1, 8, 0, tzinfo=datetime.timezone.utc))
    rich["Message-ID"] = "<weg-2@example.org>"
    rich.set_content("Zie de opgemaakte versie.")
    rich.add_alternative(
        f"<html><body><h2>Weg breder</h2><p>{THIRD}</p><ul><li>eerst de stoep</li></ul>"
        '<div class="gmail_quote">Op ma 3 jun schreef Jan: <blockquote>Oud bericht.</blockquote></div>'
        "</body></html>",
        subtype="html",
    )
    rich.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="kaart.pdf")
    box = path("postbus.mbox")
    if os.path.exists(box):
        os.remove(box)
    store = mailbox.mbox(box)
    plain = EmailMessage()
    plain["Subject"] = "Brug open"
    plain["From"] = "Redactie <redactie@example.org>"
    plain["Message-ID"] = "<open-3@example.org>"
    plain.set_content(f"{SECOND}\n\nFrom hier af is het een eigen zin die met een Engels woord begint.\n")
    for own in [plain, rich]:
        store.add(own)
    store.flush()


def epub():
    from ebooklib import epub as lib

    book = lib.EpubBook()
    book.set_identifier("brug-1")
    book.set_title("Verhalen van het kanaal")
    book.set_language("nl")
    book.add_author("A. Schrijver")
    chapters = []
    for number, (title, text) in enumerate([("De sluis", FIRST), ("De brug", SECOND)], 1):
        chapter = lib.EpubHtml(title=title, file_name=f"hoofdstuk {number}.xhtml", lang="nl")
        chapter.content = f"<h1>{title}</h1><p>{text}</p><p><em>{THIRD}</em></p>"
        book.add_item(chapter)
        chapters.append(chapter)
    book.toc = chapters
    book.spine = ["nav", *chapters]
    book.add_item(lib.EpubNcx())
    book.add_item(lib.EpubNav())
    lib.write_epub(path("verhalen.epub"), book)


def sqlite():
    name = path("krant.sqlite")
    if os.path.exists(name):
        os.remove(name)
    with sqlite3.connect(name) as base:
        base.execute("CREATE TABLE tags (id INTEGER PRIMARY KEY, naam TEXT)")
        base.execute("INSERT INTO tags VALUES (1, 'verkeer')")
        base.execute("CREATE TABLE artikelen (id INTEGER PRIMARY KEY, titel TEXT, tekst TEXT, datum TEXT)")
        base.execute("INSERT INTO artikelen VALUES (7, 'Nieuwe brug', ?, '2024-03-12')", (f"{FIRST} {SECOND}",))
        base.execute("INSERT INTO artikelen VALUES (8, 'Weg breder', ?, NULL)", (THIRD,))
        base.execute("CREATE VIEW lijst AS SELECT titel, tekst FROM artikelen")
    base.close()


def warc():
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    page = (
        "<html><head><title>Nieuwe brug</title></head><body><nav><a href='/'>Home</a></nav><article>"
        f"<h1>Nieuwe brug</h1><p>{FIRST} {SECOND}</p><p>{THIRD} {FIRST}</p></article></body></html>"
    )
    with open(path("site.warc.gz"), "wb") as file:
        writer = WARCWriter(file, gzip=True)

        def answer(url, status, kind, content):
            http = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(content), http_headers=http,
                warc_headers_dict={"WARC-Date": "2024-03-12T10:00:00Z"},
            )
            writer.write_record(record)

        answer("https://krant.example/brug", "200 OK", "text/html; charset=utf-8", page.encode())
        answer("https://krant.example/foto.png", "200 OK", "image/png", b"\x89PNG")
        answer("https://krant.example/weg", "404 Not Found", "text/html", b"<p>Niet gevonden</p>")


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    for make in [docx, odt, pdf, scanned_and_locked_pdf, xlsx, messages, epub, sqlite, warc]:
        make()
