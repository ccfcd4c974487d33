#!/usr/bin/env bash
# Starts the server with its own database, publishes the demonstration's figures, and says what to try.
# What is published already is not published again; the database stays where it is until it is deleted.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$data"

log=$(mktemp)
trap 'stop_server; rm -f "$log"' EXIT
trap 'exit 0' INT TERM
if [ "$(id -u)" = 0 ]; then data_folder=/var/lib/statexchange; else data_folder=${XDG_DATA_HOME:-$HOME/.local/share}/statexchange; fi
use_authority "${Database__Embedded__DataFolder:-$data_folder}"
start_server "$log" "${STATX_SERVER:-https://127.0.0.1:5401}"
enrol_offices || {
  echo "Nobody could be enrolled: the database in ${Database__Embedded__DataFolder:-$data_folder}, the authority in $authority and the profiles in $STATX_HOME do not belong together. Delete all three to begin anew." >&2
  exit 1
}

publish_demonstration

cat <<TEXT
 done.

StatExchange listens on $STATX_SERVER. In another terminal, from this folder's root:

  export STATX_HOME=$STATX_HOME STATX_SERVER=$STATX_SERVER
  alias statx='dotnet ${statx_program#"$root"/}'
  statx indicators asylum
  statx query --indicator BRD_ENTRY_TOT --ref-area KZ --start 2010
  statx query --indicator LAB_NAT_ABROAD,LAB_FOR_EMP --ref-area AM,RU --counterpart-area AM,RU
  statx trace --indicator ASY_APPL_TOT --ref-area DE --counterpart-area SY --start 2015 --end 2015

That is what everybody may see. Each office has a profile with a certificate of its own:

  statx profiles
  statx validate demo/data/kazakhstan_china_border_with_errors.csv --as KZ.BORDER --language ru
  statx submissions --as KZ.BORDER
  statx query --indicator ASY_APPL_TOT --ref-area DE --start 2015 --as UN.UNHCR
  statx receipt 1 --as KZ.BORDER
  statx audit verify --as administrator

Ctrl+C stops it.
TEXT
tail -n 0 -f --pid="$server" "$log" &
wait "$server"
