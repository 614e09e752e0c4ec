# What the scripts of this folder share; read by them, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
linux=$root/packaging/linux
# Every time inside a package is that of the commit, so that the same commit gives the same bytes.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}
umask 022

# The version that the program itself tells.
version_of() {
    local said
    said=$("$1" --version)
    printf '%s' "${said#rso-toolbox }"
}

# Text from standard input as one whole compressed file without name and time.
packed() { gzip -9 -n; }
