# Shared by demo.sh and run.sh: starts the server that is built here, and calls the statx that is built here.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
server_program=$root/server/bin/Release/net10.0/StatExchange.Server.dll
statx_program=$root/clients/dotnet/StatExchange.Cli/bin/Release/net10.0/statx.dll
data=$root/demo/data

statx() { dotnet "$statx_program" "$@"; }

# start_server LOG URL: starts it in the background, waits until it listens, and tells statx where.
start_server() {
  local log=$1 url=$2
  ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development} dotnet "$server_program" --urls "$url" >"$log" 2>&1 &
  server=$!
  until address=$(grep -m 1 -o 'Now listening on: .*' "$log"); do
    if ! kill -0 "$server" 2>/dev/null; then
      cat "$log" >&2
      echo "The server did not start." >&2
      exit 1
    fi
    sleep 0.2
  done
  export STATX_SERVER=${address#Now listening on: }
}

stop_server() {
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
}

# use_authority DATA_FOLDER: where the server's authority is, beside its database, and where the demonstration keeps its profiles.
use_authority() {
  export Access__Authority__Folder=${Access__Authority__Folder:-$1-authority}
  authority=$Access__Authority__Folder
  export STATX_HOME=${STATX_HOME:-$1-profiles}
}

# enrol_offices: one person of each office that the demonstration needs, each with a key and a certificate of their own, in profiles
# that are called as the offices are. The first administrator enrols with the code that the server left beside its authority's key.
# Done once: what is there already is used. The profile `default` has no credential: it reads what is public.
enrol_offices() {
  if [ -d "$STATX_HOME/default" ]; then
    statx whoami --as administrator >/dev/null
    return
  fi
  local trust=(--server "$STATX_SERVER" --authority "$authority/authority.crt") folder
  [ -d "$STATX_HOME/administrator" ] ||
    statx enrol --code-file "$authority/administrator-code" --as administrator --quiet "${trust[@]}" || return
  folder=$(mktemp -d)
  {
    echo 'organisation,person,roles'
    tail -n +2 "$root/server/Catalogue/Data/codelists/CL_ORGANISATION.csv" | cut -d, -f1 | grep -E "^(($flow_countries)\.|($offices)\$)" |
      sed 's/$/,Statistics desk,"submitter, publisher, analyst"/'
  } >"$folder/people.csv"
  statx access invite --file "$folder/people.csv" --codes "$folder/codes.csv" --as administrator --quiet &&
    statx enrol --codes "$folder/codes.csv" --replace --quiet "${trust[@]}" &&
    statx profiles add default --quiet "${trust[@]}"
  local outcome=$?
  rm -rf "$folder"
  return "$outcome"
}

# The offices of the other figures, and one that is granted access to restricted ones.
offices='KZ\.BORDER|KZ\.MNE|KZ\.MIA|CN\.MCT|AM\.MIGSERVICE|EAEU\.EEC|CIS\.STAT|PPMO\.OBSERVATORY|UN\.UNHCR|EU\.FRONTEX'
# The countries of Eurostat's flows.
flow_countries='AT|BE|BG|CY|CZ|DE|DK|EE|ES|FI|FR|GR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK'

# publish_mapped ORGANISATION MAPPING FILE [MAPPING_FILE]: saves the mapping, submits the file by it, leaves out what is wrong,
# justifies what is unusual, and publishes the rest.
publish_mapped() {
  statx mapping save "${4:-mappings/$2.csv}" --as "$1" --name "$2" --quiet &&
    statx submit "$3" --as "$1" --mapping "$2" --leave-out-errors --publish --quiet --output json \
      --justify 'As published by the source.'
}

# publish_flows OFFICE: one country's side of Eurostat's flows, by the mapping with that country filled in.
publish_flows() {
  local filled
  filled=$(mktemp)
  sed "s/XX/${1%%.*}/" mappings/eurostat.csv >"$filled"
  publish_mapped "$1" eurostat sources/eurostat_flows_2010_2016.csv "$filled" && rm -f "$filled"
}

# publish ORGANISATION FILE [OPTION…]
publish() { statx submit "$2" --as "$1" "${@:3}" --publish --quiet --justify "As published by the source." >/dev/null && printf '.'; }

# publish_demonstration: all figures and notes, from the folder of the data; those that are there already stay as they are.
publish_demonstration() {
  local office notes
  printf 'Publishing the demonstration'"'"'s figures; those that are published already stay as they are '
  publish KZ.BORDER kazakhstan_china_border.csv
  publish CN.MCT china_kazakhstan_visits.csv
  publish KZ.MNE kazakhstan_tourist_arrivals.csv
  publish AM.MIGSERVICE armenia_labour_migrants.csv
  publish EAEU.EEC russia_labour_migrants.csv --comment-language ru
  publish KZ.MIA kazakhstan_labour_migrants.csv
  publish CIS.STAT central_asia_labour_market_2017.csv
  for office in $(tail -n +2 "$root/server/Catalogue/Data/codelists/CL_ORGANISATION.csv" | cut -d, -f1 | grep -E "^($flow_countries)\."); do
    publish_flows "$office" >/dev/null && printf '.'
  done
  publish_mapped PPMO.OBSERVATORY observatory sources/observatory_2018.csv >/dev/null && printf '.'
  publish_mapped UN.UNHCR unhcr_applications sources/unhcr_asylum_applications.csv.gz >/dev/null && printf '.'

  for notes in methodology/*.csv; do
    statx methodology save "$notes" --as "$(basename "$notes" .csv)" --quiet >/dev/null && printf '.'
  done
}
