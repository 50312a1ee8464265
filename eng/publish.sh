# Sourced: publish_native builds artifacts/bin/graphmemory once per state of the sources. Any trim or AOT warning fails.

NATIVE_BINARY="$PWD/artifacts/bin/graphmemory"

# Everything that the binary is made of: sources, project files, versions, the SDK.
source_hash() {
    { dotnet --version
      find src -type d \( -name bin -o -name obj \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
      sha256sum Directory.Build.props Directory.Packages.props global.json
    } | sha256sum | cut -d ' ' -f 1
}

publish_native() {
    local hash log=artifacts/publish.log stamp=artifacts/bin.hash
    hash=$(source_hash)
    if [ -x "$NATIVE_BINARY" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$hash" ]; then
        echo "Native binary is up to date: artifacts/bin/graphmemory"
        return
    fi
    mkdir -p artifacts
    rm -rf artifacts/bin.new
    echo "Publishing the native binary (2 to 4 minutes on 2 cores) ..."
    dotnet publish src/GraphMemory.Server -c Release -o artifacts/bin.new --nologo -v minimal </dev/null >"$log" 2>&1 \
        || { tail -n 40 "$log" >&2; die "The native publish failed; the whole log is in $log."; }
    if grep -E '(warning|error) IL[0-9]{4}|: (Trim|AOT) analysis (warning|error)' "$log" >&2; then
        die "The native publish has trim or AOT warnings; the whole log is in $log."
    fi
    # Only a whole build takes the place of the last one, which a running server or test may be using.
    rm -rf artifacts/bin "$stamp"
    mv artifacts/bin.new artifacts/bin
    echo "$hash" >"$stamp"
    echo "Native binary: artifacts/bin/graphmemory ($(stat -c %s "$NATIVE_BINARY" | awk '{ printf "%.1f MB", $1 / 1e6 }')), 0 trim or AOT warnings"
}
