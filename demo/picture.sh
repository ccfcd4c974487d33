#!/usr/bin/env bash
# Makes the picture of a migration profile that README.md shows: publishes the demonstration's figures on a server of its own, writes the
# profile of Kazakhstan for 2017, and lets headless Chromium draw its first page beside the chapter on cross-border mobility.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
picture=$root/demo/profile_kazakhstan_2017.png
for browser in chromium chromium-browser google-chrome ''; do
  [ -n "$browser" ] || { echo "No Chromium found: install it (Debian: apt-get install chromium)." >&2; exit 1; }
  command -v "$browser" >/dev/null && break
done

folder=$(mktemp -d)
chmod 755 "$folder"
export Database__Embedded__DataFolder=$folder/data
use_authority "$folder/data"
trap 'stop_server; rm -rf "$folder"' EXIT
start_server "$folder/log" https://127.0.0.1:0
enrol_offices
cd "$data"
publish_demonstration
echo
statx profile KZ --year 2017 --file "$folder/profile.html"
cat >"$folder/picture.html" <<'HTML'
<style>body { margin: 0; background: #d9dde3; display: flex; gap: 20px; padding: 20px; } iframe { width: 900px; height: 1240px; border: 0; background: #fff; }</style>
<iframe src="profile.html" scrolling="no"></iframe><iframe src="profile.html#chapter-4" scrolling="no"></iframe>
HTML
"$browser" --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync \
  --user-data-dir="$folder/browser" --hide-scrollbars --window-size=1860,1280 --screenshot="$picture" "file://$folder/picture.html" 2>"$folder/browser.log" ||
  { cat "$folder/browser.log" >&2; exit 1; }
echo "Drawn: ${picture#"$root"/}"
