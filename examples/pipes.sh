#!/bin/sh
# Ten small pipelines, each on a throw-away journal. Run it from anywhere: sh examples/pipes.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
export DREAMSTREAM_HOME="$room/home"
dreamstream import jsonl "$here/a-week.jsonl"

echo "1. A note from anywhere becomes a dream; its id comes back."
id=$(echo "A bell under water, and I knew the tune." | dreamstream log --tag bells)
echo "$id"

echo "2. Many at once, one a line."
printf 'Two moons over the harbour.\nA house with one more room.\n' | dreamstream log --each --no-jobs | wc -l

echo "3. What is found gets a tag."
dreamstream search tram --ids | dreamstream tag - --tag tram

echo "4. Night and title, for a table."
dreamstream list tag:tram | cut -f 2,4

echo "5. The words alone, for any other program."
dreamstream list tag:water --ids | dreamstream show - --jsonl |
    python3 -c 'import json, sys; [print(len(json.loads(line)["text"].split()), "words") for line in sys.stdin]'

echo "6. Which tags are there, and how many of each?"
if command -v jq >/dev/null; then
    dreamstream export jsonl | jq -r '.tags[]' | sort | uniq -c | sort -rn
else
    dreamstream export jsonl | python3 -c 'import json, sys; [print(t) for l in sys.stdin for t in json.loads(l)["tags"]]' |
        sort | uniq -c | sort -rn
fi

echo "7. What would a pass do, and would anything leave this machine?"
dreamstream dream scope --json |
    python3 -c 'import json, sys; print(*((w["kind"], w["host"] or "stays here") for w in json.load(sys.stdin)["data"]["would"]), sep="\n")'

echo "8. An analysis of any text, without a journal."
echo '{"id":"a","text":"I fell from a bridge into a warm river."}' | dreamstream analyze - --jsonl |
    python3 -c 'import json, sys; print(*(s["label"] for s in json.load(sys.stdin)["signs"]), sep=", ")'

echo "9. Everything into another journal; a second time adds nothing."
dreamstream export jsonl | dreamstream --home "$room/other" import jsonl -
dreamstream export jsonl | dreamstream --home "$room/other" import jsonl -

echo "10. The log is text: read it without dreamstream."
python3 "$here/read_the_log.py" "$(dreamstream path log)" | cut -f 1,2 | sort | head -n 3
