# Reads cobertura files, one XML element per line, and prints line coverage per project and in total.
# A line counts once however many classes (closures, state machines) or reports mention it; it is covered when any of them hit it.
# Usage: awk -v floor=95 -f eng/coverage.awk report.xml...    Exit 1 when the total is below the floor.

function attribute(name,    start, rest) {
    start = index($0, " " name "=\"")
    if (start == 0) { return "" }
    rest = substr($0, start + length(name) + 3)
    return substr(rest, 1, index(rest, "\"") - 1)
}

/<class /  { file = attribute("filename") }
/<line /   {
    if (!match(file, /src\/GraphMemory\.[A-Za-z]+\//) || file ~ /\/obj\// || file ~ /\.g\.cs$/) { next }
    project = substr(file, RSTART + 4, RLENGTH - 5)
    key = file SUBSEP attribute("number")
    if (!(key in seen)) { seen[key] = 1; total[project]++ }
    if (attribute("hits") > 0 && !(key in hit)) { hit[key] = 1; covered[project]++ }
}

END {
    printf "%-28s %9s %9s %9s\n", "Line coverage", "lines", "covered", "percent"
    for (project in total) { names[++count] = project }
    for (i = 2; i <= count; i++) {
        for (j = i; j > 1 && names[j] < names[j - 1]; j--) { swap = names[j]; names[j] = names[j - 1]; names[j - 1] = swap }
    }
    for (i = 1; i <= count; i++) {
        project = names[i]; lines += total[project]; reached += covered[project]
        printf "%-28s %9d %9d %8.1f%%\n", project, total[project], covered[project], 100 * covered[project] / total[project]
    }
    percent = lines > 0 ? 100 * reached / lines : 0
    printf "%-28s %9d %9d %8.1f%%   (floor %s%%)\n", "total", lines, reached, percent, floor
    exit percent + 0.0001 < floor + 0
}
