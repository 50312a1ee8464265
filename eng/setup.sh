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

# Installs Debian packages, as root or through sudo; where that cannot be, says what to install by hand.
install_packages() {
    command -v apt-get >/dev/null 2>&1 || die "Please install: $* (there is no apt-get here to do it)."
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || die "Please install as root: $* (there is no sudo here to do it)."
        as_root=(sudo)
    fi
    echo "Installing $* ..."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

# NativeAOT links with gcc and zlib; both are asked for only when the linker cannot find them.
need_native_tools() {
    local missing=()
    command -v gcc >/dev/null 2>&1 || missing+=(gcc libc6-dev)
    { command -v gcc >/dev/null 2>&1 && echo '#include <zlib.h>' | gcc -E - >/dev/null 2>&1; } || missing+=(zlib1g-dev)
    [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
}

# What the tests take from npm, exactly as tests/node/package-lock.json has it. The JavaScript runtime of the tests is one of those
# packages, so any npm will do. The stamp is written last: what was interrupted is installed again.
need_node_packages() {
    local folder=tests/node hash stamp=tests/node/node_modules/.installed
    hash=$(cat "$folder/package.json" "$folder/package-lock.json" | sha256sum | cut -d ' ' -f 1)
    [ "$(cat "$stamp" 2>/dev/null)" != "$hash" ] || return 0
    command -v npm >/dev/null 2>&1 || install_packages nodejs npm
    echo "Installing the npm packages of the tests ..."
    local log=artifacts/npm.log
    mkdir -p artifacts
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel error </dev/null) >"$log" 2>&1 \
        || { tail -n 20 "$log" >&2; die "npm could not install the packages of $folder; the whole log is in $log."; }
    "$folder/node_modules/node/bin/node" --version >/dev/null 2>&1 \
        || die "The npm package \"node\" brought no runtime; its install script may be switched off. Remove $folder/node_modules and run this again."
    echo "$hash" >"$stamp"
}
