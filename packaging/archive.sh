#!/bin/sh
# Packs a published folder for install.sh, and lists its SHA-256.
#   packaging/archive.sh FOLDER VERSION RID TARGET      for example: packaging/archive.sh artifacts/bin 0.1.0 linux-x64 artifacts/packages
set -eu
[ $# -eq 4 ] || { sed -n '2,3s/^# \{0,1\}//p' "$0" >&2; exit 2; }
folder=$1
name=graphmemory-$2-$3.tar.gz
target=$4
[ -x "$folder/graphmemory" ] || { echo "There is no graphmemory in $folder." >&2; exit 1; }
mkdir -p "$target"
# The binary and its native library; symbols and build leftovers stay out. The same content gives the same bytes.
(cd "$folder" && find . -maxdepth 1 -type f \( -name graphmemory -o -name 'libe_sqlite3.*' -o -name LICENSE \) | LC_ALL=C sort) |
    tar -C "$folder" --owner=0 --group=0 --numeric-owner --mtime='2026-01-01 00:00:00Z' -cf - -T - | gzip -n9 >"$target/$name"
cd "$target"
touch SHA256SUMS
grep -v " $name\$" SHA256SUMS >SHA256SUMS.new || true
sha256sum "$name" >>SHA256SUMS.new
mv SHA256SUMS.new SHA256SUMS
echo "$target/$name"
