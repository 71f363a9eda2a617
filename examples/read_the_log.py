"""Read a dreamstream log with the standard library alone: python3 read_the_log.py "$(dreamstream path log)" """

import json
import sys
import zlib
from datetime import datetime
from pathlib import Path

rows = []
for path in Path(sys.argv[1]).glob("*/*.jsonl"):
    key = (0.0, "", 0)
    for line in path.read_bytes().split(b"\n")[:-1]:  # behind the last newline somebody may still be writing
        sealed = line[-18:-10] == b',"crc":"'
        if sealed and b"%08x" % zlib.crc32(line[:-18]) != line[-10:-2]:
            continue  # damaged
        try:
            record = json.loads(line)
            kind, data = record["kind"], record["data"]
            moment = datetime.fromisoformat(record["at"]).timestamp() if "at" in record else key[0]
        except (ValueError, TypeError, KeyError):
            continue  # no record
        key = max(key, (moment, record.get("host", path.parent.name), record.get("seq", key[2])))
        rows.append((key, kind, data))

dreams = {}
for _, kind, data in sorted(rows, key=lambda row: row[0]):
    if kind == "dream.logged" and "text" in data:
        dreams.setdefault(data["dream"], dict(data))
    elif kind == "dream.purged":
        dreams[data["dream"]] = {"purged": True}
    elif kind.startswith("dream.") and data.get("dream") in dreams:
        dreams[data["dream"]] |= data if kind == "dream.edited" else {"deleted": kind == "dream.deleted"}

for id, dream in dreams.items():
    if not dream.get("deleted") and not dream.get("purged"):
        print(id, dream.get("night") or "", " ".join(dream["text"].split()), sep="\t")  # noqa: T201
