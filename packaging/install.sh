#!/bin/sh
# Installs graphmemory for this user: checks the archive's SHA-256, unpacks it, and links the binary. Nothing needs root.
#
#   sh install.sh --from PLACE [--version VERSION] [--prefix DIR]
#
#   --from      where archives and SHA256SUMS lie: a folder, file://..., or https://... (or GRAPHMEMORY_FROM)
#   --version   a version; else the newest that SHA256SUMS lists for this platform
#   --prefix    the binary goes to DIR/lib/graphmemory, a link to DIR/bin (default: ~/.local)
#
# DRAFT: there is no public place of releases yet, so --from has no default.
set -eu

from=${GRAPHMEMORY_FROM:-}
version=
prefix=${HOME}/.local

die() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 1
}

while [ $# -gt 0 ]; do
    case $1 in
        --from | --version | --prefix) [ $# -ge 2 ] || die "$1 needs a value" ;;
    esac
    case $1 in
        --from) from=$2; shift 2 ;;
        --version) version=$2; shift 2 ;;
        --prefix) prefix=$2; shift 2 ;;
        -h | --help) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) die "there is no option $1; --help shows what there is" ;;
    esac
done
[ -n "$from" ] || die "say where the archives lie: --from PLACE"

platform() {
    case $(uname -s) in
        Linux) os=linux ;;
        Darwin) os=osx ;;
        *) die "there is no archive for $(uname -s); on Windows unpack the zip by hand" ;;
    esac
    case $(uname -m) in
        x86_64 | amd64) arch=x64 ;;
        aarch64 | arm64) arch=arm64 ;;
        *) die "there is no archive for $(uname -m)" ;;
    esac
    echo "$os-$arch"
}

# fetch NAME TARGET
fetch() {
    case $from in
        https://*)
            if command -v curl >/dev/null 2>&1; then curl -fsSL --proto '=https' --tlsv1.2 -o "$2" "$from/$1"
            elif command -v wget >/dev/null 2>&1; then wget -q --https-only -O "$2" "$from/$1"
            else die "neither curl nor wget is here to download with"; fi ;;
        http://*) die "http:// can be changed on its way; use https:// or a folder" ;;
        file://*) cp "${from#file://}/$1" "$2" ;;
        *) cp "$from/$1" "$2" ;;
    esac || die "cannot get $1 from $from"
}

sum_of() {
    if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1" | cut -d ' ' -f 1
    elif command -v shasum >/dev/null 2>&1; then shasum -a 256 "$1" | cut -d ' ' -f 1
    else die "neither sha256sum nor shasum is here to check the archive with"; fi
}

rid=$(platform)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fetch SHA256SUMS "$work/SHA256SUMS"
if [ -n "$version" ]; then
    archive=graphmemory-$version-$rid.tar.gz
else
    archive=$(awk '{ print $2 }' "$work/SHA256SUMS" | grep "^graphmemory-.*-$rid\.tar\.gz$" | sort -V | tail -n 1) || true
    [ -n "$archive" ] || die "SHA256SUMS lists no archive for $rid"
fi
wanted=$(awk -v name="$archive" '$2 == name { print $1 }' "$work/SHA256SUMS")
[ -n "$wanted" ] || die "SHA256SUMS does not list $archive"
fetch "$archive" "$work/$archive"
found=$(sum_of "$work/$archive")
[ "$found" = "$wanted" ] || die "$archive is not what SHA256SUMS says (wanted $wanted, found $found); nothing was installed"

mkdir "$work/new"
tar -xzf "$work/$archive" -C "$work/new"
[ -x "$work/new/graphmemory" ] || die "$archive holds no graphmemory"
"$work/new/graphmemory" --version >/dev/null || die "the binary does not run on this machine"

# A running process keeps the files that it has open; the next start finds the new ones.
mkdir -p "$prefix/lib" "$prefix/bin"
rm -rf "$prefix/lib/graphmemory.new" "$prefix/lib/graphmemory.old"
mv "$work/new" "$prefix/lib/graphmemory.new"
[ ! -e "$prefix/lib/graphmemory" ] || mv "$prefix/lib/graphmemory" "$prefix/lib/graphmemory.old"
mv "$prefix/lib/graphmemory.new" "$prefix/lib/graphmemory"
rm -rf "$prefix/lib/graphmemory.old"
ln -sf ../lib/graphmemory/graphmemory "$prefix/bin/graphmemory"

echo "Installed $archive: $prefix/bin/graphmemory"
case ":$PATH:" in
    *":$prefix/bin:"*) ;;
    *) echo "Add it to your PATH:  export PATH=\"$prefix/bin:\$PATH\"" ;;
esac
echo "Connect your assistant:  graphmemory setup"
