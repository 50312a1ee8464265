# Sourced by ./run, ./test and .ci/run: what the build needs from the machine, and nothing else.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

die() { printf '%s\n' "$@" >&2; exit 1; }

need_sdk() {
    command -v dotnet >/dev/null 2>&1 || die \
        "The .NET 10 SDK is missing: there is no 'dotnet' on PATH." \
        "Install it (https://dotnet.microsoft.com/download/dotnet/10.0) and run this again."
    dotnet --list-sdks 2>/dev/null | awk -F. '$1 >= 10 { found = 1 } END { exit !found }' || die \
        "The .NET SDK on PATH is too old: 10.0 or newer is needed. Found:" \
        "$(dotnet --list-sdks 2>/dev/null | sed 's/^/  /')" \
        "Install it (https://dotnet.microsoft.com/download/dotnet/10.0) and run this again."
}

# NativeAOT links with gcc and zlib; both are asked for only when the linker cannot find them.
need_native_tools() {
    local missing=()
    command -v gcc >/dev/null 2>&1 || missing+=(gcc libc6-dev)
    { command -v gcc >/dev/null 2>&1 && echo '#include <zlib.h>' | gcc -E - >/dev/null 2>&1; } || missing+=(zlib1g-dev)
    [ ${#missing[@]} -eq 0 ] && return
    command -v apt-get >/dev/null 2>&1 || die "Please install: ${missing[*]} (there is no apt-get here to do it)."
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || die "Please install as root: ${missing[*]} (there is no sudo here to do it)."
        as_root=(sudo)
    fi
    echo "Installing ${missing[*]} ..."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null
}
