#!/bin/sh
# Makes documents in tests/fixtures/inputs/documents by pandoc (2.17) and LibreOffice (7.4) of Debian 12, and
# tables by pyarrow (26.0.1), DuckDB (2.0.1) and openpyxl (3.1.5). All texts are invented.
#
#   apt-get install --no-install-recommends pandoc libreoffice-writer
#   python3 -m venv /tmp/venv && /tmp/venv/bin/pip install pyarrow==26.0.1 duckdb==2.0.1 openpyxl==3.1.5
#   PYTHON=/tmp/venv/bin/python sh tests/support/make-office-documents.sh
set -e
out=$(cd "$(dirname "$0")/../fixtures/inputs/documents" && pwd)
work=$(mktemp -d)
cat > "$work/dijk.md" <<'MD'
---
title: Dijk bij Veenbrug hoger
author: Ada Bos
date: 2022-05-03
---

Het waterschap hoogt de dijk een halve meter op.[^1]

## Kosten

Het werk kost veertien miljoen euro, dat is 90 euro per m^2^.

- eerst de klei
    - van de rivier
- dan het gras

1. pompen
2. sluizen

> „Eindelijk”, zegt een buurman.

| Jaar | Kosten |
|------|--------|
| 2023 | 6 mln  |

```python
def dijk(hoogte):
    return hoogte + 0.5
```

De schapen blijven waar zij zijn.

[^1]: Besluit van 2 mei.
MD
pandoc -s -o "$out/pandoc.docx" "$work/dijk.md"
pandoc -s -o "$work/libreoffice.odt" "$work/dijk.md"
cd "$work"
export HOME="$work"
soffice --headless --convert-to 'docx:MS Word 2007 XML' --outdir "$out" libreoffice.odt
soffice --headless --convert-to pdf --outdir "$out" libreoffice.odt
mkdir again
soffice --headless --convert-to odt --outdir again "$out/libreoffice.docx"
mv again/libreoffice.odt "$out/libreoffice.odt"
"$PYTHON" - "$out" <<'PY'
import datetime
import sys

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

out = sys.argv[1]
FIRST = "Het waterschap hoogt de dijk een halve meter op."
SECOND = "De schapen blijven waar zij zijn."
zone = datetime.timezone(datetime.timedelta(hours=2))
rows = [
    {
        "_id": "d1",
        "_source": {
            "kop": "Dijk hoger",
            "alineas": [{"tekst": FIRST}, {"tekst": SECOND}],
            "datum": datetime.datetime(2022, 5, 3, 12, 30, tzinfo=zone),
        },
        "tags": ["dijk", "water"],
    }
]
pq.write_table(pa.Table.from_pylist(rows), f"{out}/genest-zstd.parquet", compression="zstd")
table = pa.table(
    {
        "headline": pa.array(["Dijk hoger", "Schapen"]).dictionary_encode(),
        "content": pa.array([FIRST, SECOND]).dictionary_encode(),
        "published": pa.array([datetime.date(2022, 5, 3), None]),
    }
)
pq.write_table(table, f"{out}/woordenboek.parquet", compression="snappy", data_page_version="2.0")
base = duckdb.connect()
base.execute(
    "create table t as select 1 as id, 'Dijk hoger' as titel, ? as tekst, date '2022-05-03' as datum, "
    "{'naam': 'De Dijkbode'} as bron union all select 2, 'Schapen', ?, null, null",
    [FIRST, SECOND],
)
base.execute(f"copy t to '{out}/duckdb.parquet'")
base.execute(f"copy (select id, titel, tekst, datum from t) to '{out}/duckdb.csv'")
base.execute(f"copy t to '{out}/duckdb.json'")
book = openpyxl.Workbook()
sheet = book.active
sheet["A1"] = "Export van De Dijkbode"
sheet.merge_cells("A1:C1")
sheet.append([])
sheet.append(["Titel", "Tekst", "Datum"])
sheet.append(["Dijk hoger", FIRST, datetime.datetime(2022, 5, 3)])
sheet.append(["Schapen", SECOND, 44685])
book.save(f"{out}/samengevoegd.xlsx")
PY
rm -r "$work"
