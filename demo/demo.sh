#!/usr/bin/env bash
# The main job from end to end, on real figures, with a server and a database of its own that are gone afterwards.
# Every claim it prints is checked: it ends with exit code 0 only when all of them hold.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

work=$(mktemp -d)
chmod 755 "$work"
export Database__Embedded__DataFolder=$work/data
trap 'stop_server; rm -rf "$work"' EXIT

chapter() { printf '\n\033[1m%s\033[0m\n' "$1"; }
show() { printf '$ statx %s\n' "$*"; statx "$@"; }
fail() { printf '\nThe demonstration failed: %s\n' "$1" >&2; exit 1; }
# same WHAT EXPECTED ACTUAL
same() { [ "$2" = "$3" ] || fail "$1: expected '$2', got '$3'"; printf '✓ %s\n' "$1"; }
# The periods and values of a query: "2016=117465 2017=94817"; a gap is "2017=".
values() { statx query "$@" --output csv | awk -F, 'NR > 1 { printf "%s%s=%s", separator, $19, $20; separator = " " }'; }
# The periods and values of a file's rows that match a pattern.
values_of_file() { grep -E "$2" "$1" | awk -F, '{ printf "%s%s=%s", separator, $22, $23; separator = " " }'; }

cd "$data"
printf 'StatExchange: from an office'"'"'s file to a comparable answer\n'
start_server "$work/server.log" http://127.0.0.1:0
printf 'A server with an empty database listens on %s\n' "$STATX_SERVER"

chapter '1. The border service sends what it has, and is told everything that is wrong with it'
refused=0
show submit "kazakhstan_china_border_with_errors.csv" --organisation KZ.BORDER || refused=$?
same 'the file is refused (exit code 1)' 1 "$refused"
same 'nothing of it is visible' '' "$(values --ref-area KZ)"

chapter '2. It corrects the file, and the figures are published'
show submit "kazakhstan_china_border.csv" --organisation KZ.BORDER --publish

chapter '3. An analyst asks for them'
show query --indicator BRD_ENTRY_TOT --ref-area KZ --counterpart-area CN --start 2014
same 'all 18 figures of entries are the file'"'"'s, to the last digit' \
  "$(values_of_file "kazakhstan_china_border.csv" ',BRD_ENTRY_TOT,KZ,CN,')" "$(values --indicator BRD_ENTRY_TOT --ref-area KZ)"
same 'Kazakhstan counted 94817 entries from China in 2017' '2017=94817' "$(values --indicator BRD_ENTRY_TOT --ref-area KZ --start 2017)"

chapter '4. Other sources of one flow stand beside it, none over another'
statx submit "china_kazakhstan_visits.csv" --organisation CN.MCT --publish --quiet >"$work/log"
statx submit "kazakhstan_tourist_arrivals.csv" --organisation KZ.MNE --publish --quiet >"$work/log"
show query --indicator BRD_ENTRY_TOT,TOUR_ARR,TOUR_DEP --ref-area KZ,CN --start 2017

chapter '5. A labour market with its gaps and its footnoted years, sent as a Russian spreadsheet saves it'
show submit "central_asia_labour_market_2017_ru.csv" --organisation CIS.STAT --comment-language ru --publish
show query --indicator CTX_LF_TOT,CTX_UNEMP_TOT --ref-area TJ,TM --language ru
same 'Tajikistan: 2460.2 thousand, with its decimal' '2017=2460.2' "$(values --indicator CTX_LF_TOT --ref-area TJ)"
same 'the unemployed of 2017 are a gap and stay one' '2016=155.8 2017=' "$(values --indicator CTX_UNEMP_TOT --ref-area TJ)"

chapter '6. Both sides of a corridor: Armenians who work in Russia'
statx submit "armenia_labour_migrants.csv" --organisation AM.MIGSERVICE --publish --quiet >"$work/log"
statx submit "russia_labour_migrants.csv" --organisation EAEU.EEC --comment-language ru --publish --quiet >"$work/log"
show query --indicator LAB_NAT_ABROAD,LAB_FOR_EMP --ref-area AM,RU --counterpart-area AM,RU --start 2017
same 'Armenia counts 232247' '2017=232247' "$(values --indicator LAB_NAT_ABROAD --ref-area AM --counterpart-area RU --start 2017)"
same 'the Russian side counts 232000' '2017=232000' "$(values --indicator LAB_FOR_EMP --ref-area RU --counterpart-area AM --start 2017)"

chapter '7. Sixteen statistical offices publish their migration flows, each as it counts them'
while IFS= read -r office; do
  file=eurostat/${office%%.*}.csv
  [ -f "$file" ] && statx submit "$file" --organisation "$office" --publish --quiet >"$work/log"
done < <(tail -n +2 "$root/server/Catalogue/Data/codelists/CL_ORGANISATION.csv" | cut -d, -f1 | grep -E '^(AT|BE|BG|DK|EE|ES|FI|FR|HR|IE|IT|LT|NL|SE|SI|SK)\.')
show query --indicator MIG_EMI_TOT,MIG_IMM_TOT --ref-area DK,SE --counterpart-area DK,SE --start 2014
show query --indicator MIG_IMM_TOT --ref-area @EU --estimate

chapter '8. A figure is revised, and what was known before is still there'
published=$(statx submit "central_asia_labour_market_2017_revision.csv" --organisation CIS.STAT --publish --quiet --output json)
release=$(grep -o '"releaseId": *"[0-9]*"' <<<"$published" | grep -o '[0-9]*')
before=release:$((release - 1))
printf 'The revision is release %s.\n' "$release"
show query --indicator CTX_UNEMP_RATE --ref-area KG
show query --indicator CTX_UNEMP_RATE --ref-area KG --as-of "$before"
same 'the rate is 6.9 now' '2017=6.9' "$(values --indicator CTX_UNEMP_RATE --ref-area KG)"
same 'and was 7.0 before' '2017=7.0' "$(values --indicator CTX_UNEMP_RATE --ref-area KG --as-of "$before")"

chapter 'The figures that went in are the figures that came out.'
