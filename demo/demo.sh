#!/usr/bin/env bash
# The main job from end to end, on real figures, with a server and a database of its own that are gone afterwards.
# Every claim it prints is checked: it ends with exit code 0 only when all of them hold.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

work=$(mktemp -d)
chmod 755 "$work"
export Database__Embedded__DataFolder=$work/data
unset STATX_HOME STATX_PROFILE STATX_ORGANISATION STATX_TOKEN Access__Authority__Folder
use_authority "$work/data"
trap 'stop_server; rm -rf "$work"' EXIT

chapter() { printf '\n\033[1m%s\033[0m\n' "$1"; }
show() { printf '$ statx %s\n' "$*"; statx "$@"; }
fail() { printf '\nThe demonstration failed: %s\n' "$1" >&2; exit 1; }
# same WHAT EXPECTED ACTUAL
same() { [ "$2" = "$3" ] || fail "$1: expected '$2', got '$3'"; printf '✓ %s\n' "$1"; }
# The periods and values of a query: "2016=117465 2017=94817"; a gap is "2017=".
values() { statx query "$@" --output csv | awk -F, 'NR > 1 { printf "%s%s=%s", separator, $19, $20; separator = " " }'; }
# field NAME JSON: the first value of that name.
field() { grep -o "\"$1\": *\"[^\"]*\"" <<<"$2" | head -n 1 | cut -d'"' -f4; }
# The periods and values of a file's rows that match a pattern.
values_of_file() { grep -E "$2" "$1" | awk -F, '{ printf "%s%s=%s", separator, $22, $23; separator = " " }'; }

cd "$data"
printf 'StatExchange: from an office'"'"'s file to a comparable answer\n'
start_server "$work/server.log" https://127.0.0.1:0
printf 'A server with an empty database and an authority of its own listens on %s\n' "$STATX_SERVER"
enrol_offices >"$work/log" 2>&1 || fail "nobody could be enrolled: $(cat "$work/log")"
printf 'Each office has enrolled: its key was made on its side, and its certificate is of that authority.\n'
show whoami --as KZ.BORDER

chapter '1. The border service sends what it has, and is told everything that is wrong with it'
refused=0
show submit "kazakhstan_china_border_with_errors.csv" --as KZ.BORDER || refused=$?
same 'the file is refused (exit code 1)' 1 "$refused"
same 'nothing of it is visible' '' "$(values --ref-area KZ)"

chapter '2. It corrects the file; what is unusual needs a word of explanation'
warned=0
show submit "kazakhstan_china_border.csv" --as KZ.BORDER --publish || warned=$?
same 'warnings are no errors, but they are not published without a word (exit code 1)' 1 "$warned"
show submit "kazakhstan_china_border.csv" --as KZ.BORDER --publish --author 'Border Service' \
  --justify 'The border reopened after the epidemic of 2003; the counting rules are the same in all years.'

show submissions --as KZ.BORDER
foreign=0
show report "$(field submissionId "$(statx submissions --as KZ.BORDER --state published --output json)")" --as CN.MCT || foreign=$?
same 'for another organisation there is no such submission (exit code 4)' 4 "$foreign"

chapter '3. An analyst asks for the figures, and sees what the office said of them'
show query --indicator BRD_ENTRY_TOT --ref-area KZ --counterpart-area CN --start 2014
same 'all 18 figures of entries are the file'"'"'s, to the last digit' \
  "$(values_of_file "kazakhstan_china_border.csv" ',BRD_ENTRY_TOT,KZ,CN,')" "$(values --indicator BRD_ENTRY_TOT --ref-area KZ)"
same 'Kazakhstan counted 94817 entries from China in 2017' '2017=94817' "$(values --indicator BRD_ENTRY_TOT --ref-area KZ --start 2017)"

chapter '4. Other sources of one flow stand beside it, none over another'
statx submit "china_kazakhstan_visits.csv" --as CN.MCT --publish --quiet --justify "As published by the source." >"$work/log"
statx submit "kazakhstan_tourist_arrivals.csv" --as KZ.MNE --publish --quiet --justify "As published by the source." >"$work/log"
show query --indicator BRD_ENTRY_TOT,TOUR_ARR,TOUR_DEP --ref-area KZ,CN --start 2017

chapter '5. A labour market with its gaps and its footnoted years, sent as a Russian spreadsheet saves it'
show submit "central_asia_labour_market_2017_ru.csv" --as CIS.STAT --comment-language ru --publish \
  --justify "The source rounds the rate of Kyrgyzstan to 7.0."
show query --indicator CTX_LF_TOT,CTX_UNEMP_TOT --ref-area TJ,TM --language ru
same 'Tajikistan: 2460.2 thousand, with its decimal' '2017=2460.2' "$(values --indicator CTX_LF_TOT --ref-area TJ)"
same 'the unemployed of 2017 are a gap and stay one' '2016=155.8 2017=' "$(values --indicator CTX_UNEMP_TOT --ref-area TJ)"

chapter '6. Both sides of a corridor: Armenians who work in Russia'
statx submit "armenia_labour_migrants.csv" --as AM.MIGSERVICE --publish --quiet --justify "As published by the source." >"$work/log"
statx submit "russia_labour_migrants.csv" --as EAEU.EEC --comment-language ru --publish --quiet --justify "As published by the source." >"$work/log"
show query --indicator LAB_NAT_ABROAD,LAB_FOR_EMP --ref-area AM,RU --counterpart-area AM,RU --start 2017
same 'Armenia counts 232247' '2017=232247' "$(values --indicator LAB_NAT_ABROAD --ref-area AM --counterpart-area RU --start 2017)"
same 'the Russian side counts 232000' '2017=232000' "$(values --indicator LAB_FOR_EMP --ref-area RU --counterpart-area AM --start 2017)"

chapter '7. No office has harmonized codes: it has its own, and a mapping'
mapping=$work/eurostat_SE.csv
sed 's/XX/SE/' mappings/eurostat.csv >"$mapping"
cat "$mapping"
show mapping test sources/eurostat_flows_2010_2016.csv --as SE.SCB --mapping-file "$mapping"
for office in $(tail -n +2 "$root/server/Catalogue/Data/codelists/CL_ORGANISATION.csv" | cut -d, -f1 | grep -E "^($flow_countries)\."); do
  publish_flows "$office" >"$work/log" || fail "the flows of $office: $(cat "$work/log")"
done
printf 'The flows of 27 countries are published, each by the office that counts them.\n'
show query --indicator MIG_EMI_TOT,MIG_IMM_TOT --ref-area DK,SE --counterpart-area DK,SE --start 2015
show trace --indicator MIG_IMM_TOT --ref-area SE --counterpart-area DK --start 2016 --end 2016
same 'Sweden'"'"'s immigrants from Denmark in 2016 are the file'"'"'s' \
  "2016=$(grep '^2016,Total,DK,SE,' sources/eurostat_flows_2010_2016.csv | tr -d '\r' | cut -d, -f6)" \
  "$(values --indicator MIG_IMM_TOT --ref-area SE --counterpart-area DK --start 2016)"

chapter '8. Figures as they were typed in: what can be exchanged is, and every other row is told why not'
publish_mapped PPMO.OBSERVATORY observatory sources/observatory_2018.csv >"$work/log"
report=$(statx submissions --as PPMO.OBSERVATORY --output json)
same '131 of the observatory'"'"'s 311 figures are accepted' 180 "$(field observationsLeftOut "$report")"
statx report "$(field submissionId "$report")" --as PPMO.OBSERVATORY | grep -E 'ERROR .* [0-9]+ ' || true

chapter '9. A hundred thousand rows of asylum applications, more detailed than what is exchanged'
publish_mapped UN.UNHCR unhcr_applications sources/unhcr_asylum_applications.csv.gz >"$work/log"
show query --indicator ASY_APPL_TOT --ref-area DE --counterpart-area SY --start 2012 --end 2017 --as UN.UNHCR
show trace --indicator ASY_APPL_TOT --ref-area DE --counterpart-area SY --start 2015 --end 2015 --as UN.UNHCR
same 'the applications of Syrians in Germany in 2015 are the sum of the rows they are made of' \
  "2015=$(gunzip -c sources/unhcr_asylum_applications.csv.gz | awk -F, '$1 == 2015 && $2 == "SYR" && $3 == "DEU" && $7 == "P" && $5 ~ /^(N|R|NR|V)$/ { n += $8 } END { print n }')" \
  "$(values --indicator ASY_APPL_TOT --ref-area DE --counterpart-area SY --start 2015 --end 2015 --as UN.UNHCR)"

chapter '10. A revision is looked at before it is published, and becomes public at an instant'
export STATX_PROFILE=CIS.STAT
revision=$(field submissionId "$(statx submit "central_asia_labour_market_2017_revision.csv" --as CIS.STAT --quiet --output json \
  --justify "Corrected by the source.")")
show preview "$revision"
same 'it would change the rate of Kyrgyzstan by -1.4 %' '2017 -1.4' \
  "$(statx preview "$revision" --output csv | awk -F, '$3 == "CTX_UNEMP_RATE" { printf "%s %.1f", $19, $21 }')"
instant=$(($(date +%s) + 20))
show publish "$revision" --at "$(date -u -d "@$instant" +%Y-%m-%dT%H:%M:%SZ)" --zone Asia/Almaty --reason 'Yearly revision'
same 'until then the rate is 7.0' '2017=7.0' "$(values --indicator CTX_UNEMP_RATE --ref-area KG --data-provider CIS.STAT)"
sleep "$((instant + 1 > $(date +%s) ? instant + 1 - $(date +%s) : 0))"
same 'from then on it is 6.9' '2017=6.9' "$(values --indicator CTX_UNEMP_RATE --ref-area KG --data-provider CIS.STAT)"
show show "$revision"
release=$(field releaseId "$(statx show "$revision" --output json)")
before=release:$((release - 1))
same 'and what was known before is still there: 7.0' '2017=7.0' "$(values --indicator CTX_UNEMP_RATE --ref-area KG --data-provider CIS.STAT --as-of "$before")"

chapter '11. An office that lives in Excel gets a workbook with last year'"'"'s figures beside the empty cells'
show template --as CIS.STAT --area KG --profile BASIC --period 2018 --language ru --file "$work/kyrgyzstan_2018.xlsx"
empty=0
statx validate "$work/kyrgyzstan_2018.xlsx" --language ru || empty=$?
same 'sent back as it is, it is refused: it states no figure' 1 "$empty"

chapter '12. Who owes which profile, and since when'
show calendar --organisation AM.ARMSTAT --as-of 2023-10-02
same 'Armenia owes the Extended profile every three years, the Basic one in between' \
  'EXTENDED 2019, BASIC 2020, BASIC 2021, EXTENDED 2022, BASIC 2023' \
  "$(statx calendar --organisation AM.ARMSTAT --as-of 2023-10-02 --output csv | awk -F, 'NR > 1 { printf "%s%s %s", separator, $2, $3; separator = ", " }')"

chapter '13. What changed can be asked for, and a release that was wrong is taken back'
show changes --data-provider CIS.STAT --from "$before" --to "release:$release"
same 'the release changed two figures and deleted one' 'CHANGED CHANGED DELETED' \
  "$(statx changes --data-provider CIS.STAT --from "$before" --to "release:$release" --output csv | awk -F, 'NR > 1 { print $20 }' | sort | paste -sd ' ')"
show withdraw-release "$release" --reason 'The revision was a draft'
same 'all is again what it was' 0 "$(statx changes --data-provider CIS.STAT --from "$before" --output csv | tail -n +2 | wc -l | tr -d ' ')"
show revisions --indicator CTX_UNEMP_RATE --ref-area KG --data-provider CIS.STAT
same 'and each of the three vintages is kept' '7.0 6.9 7.0' \
  "$(statx history --indicator CTX_UNEMP_RATE --ref-area KG --data-provider CIS.STAT | awk -F, 'NR > 1 { printf "%s%s", separator, $20; separator = " " }')"

unset STATX_PROFILE
chapter '14. What is confidential is shown to its office, and to whom it grants that; everybody else sees that something is hidden'
restricted=$work/restricted.csv
sed '2,$s/,A,F,/,A,C,/' kazakhstan_labour_migrants.csv >"$restricted"
selection=(--indicator "$(awk -F, 'NR == 2 { print $6 }' "$restricted")" --ref-area KZ --data-provider KZ.MIA)
show submit "$restricted" --as KZ.MIA --publish --justify 'As published by the source.'
true_figures=$(values_of_file "$restricted" "$(awk -F, 'NR == 2 { print $6 }' "$restricted")")
show query "${selection[@]}"
same 'the public sees the periods without a value' "$(sed 's/=[0-9.]*/=/g' <<<"$true_figures")" "$(values "${selection[@]}")"
same 'the office sees its figures' "$true_figures" "$(values "${selection[@]}" --as KZ.MIA)"
same 'another office sees what the public sees' "$(values "${selection[@]}")" "$(values "${selection[@]}" --as EU.FRONTEX)"
show access grant EU.FRONTEX --all --as KZ.MIA
same 'the one that is granted access sees them' "$true_figures" "$(values "${selection[@]}" --as EU.FRONTEX)"
same 'and nobody else does' "$(sed 's/=[0-9.]*/=/g' <<<"$true_figures")" "$(values "${selection[@]}" --as CN.MCT)"

chapter '15. The office keeps a receipt, which proves its delivery without the service'
release=$(statx releases --organisation KZ.MIA --output json | grep -o '"releaseId": *"[0-9]*"' | head -n 1 | cut -d'"' -f4)
show receipt "$release" --file "$work/receipt.jws" --as KZ.MIA
# Nothing listens there: what is verified, is verified offline.
offline() { STATX_SERVER=https://127.0.0.1:9 STATX_HOME=$work/nobody statx "$@" --authority "$authority/authority.crt"; }
offline receipt verify "$work/receipt.jws" --source "$restricted" >"$work/log" 2>&1 || fail "the receipt does not hold: $(cat "$work/log")"
printf '✓ the receipt is genuine, and for the file that was sent\n'
other=0
offline receipt verify "$work/receipt.jws" --source kazakhstan_labour_migrants.csv >"$work/log" 2>&1 || other=$?
same 'it is for no other file (exit code 1)' 1 "$other"
changed=0
awk -F. '{ print $1 "." substr($2, 1, 20) "A" substr($2, 22) "." $3 }' "$work/receipt.jws" >"$work/changed.jws"
offline receipt verify "$work/changed.jws" >"$work/log" 2>&1 || changed=$?
same 'a receipt that was changed proves nothing (exit code 1)' 1 "$changed"

chapter '16. Who did what, and proof that nothing of it was changed'
show audit verify --as administrator
statx audit list --output json --as administrator >"$work/trail.json"
line=$(grep -m 1 -n 'KZ.BORDER' "$work/trail.json" | cut -d: -f1)
offline audit verify --file "$work/trail.json" >"$work/log" 2>&1 || fail "the trail does not hold: $(cat "$work/log")"
printf '✓ the trail that was exported is right\n'
sed "${line}s/KZ.BORDER/CN.MCT/" "$work/trail.json" >"$work/tampered.json"
tampered=0
offline audit verify --file "$work/tampered.json" >"$work/log" 2>&1 || tampered=$?
cat "$work/log"
same 'one changed name is found (exit code 1)' 1 "$tampered"
same 'and the entry is named' "$((line - 1))" "$(grep -o 'First wrong entry: [0-9]*' "$work/log" | grep -o '[0-9]*$')"

chapter '17. Who may not, is refused'
refused=0
show access invite --organisation CN.MCT --person Nobody --role publisher --as KZ.BORDER || refused=$?
same 'an office invites nobody: administrators do (exit code 4)' 4 "$refused"
statx access revoke "$(field credentialId "$(statx whoami --output json --as CN.MCT)")" --reason 'The laptop was lost' --as CN.MCT >"$work/log"
refused=0
show whoami --as CN.MCT || refused=$?
same 'a certificate that was revoked lets nobody in (exit code 4)' 4 "$refused"

chapter 'The figures that went in are the figures that came out.'
