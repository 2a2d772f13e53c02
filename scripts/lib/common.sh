# shellcheck shell=bash
# What the scripts of this project share: plain messages, free ports, started processes that are always stopped.
# Source it after `set -euo pipefail`. Everything it starts or makes is gone when the script ends, however it ends.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export ROOT
WORK=$(mktemp -d)
STARTED=()

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$(basename "$0"): $*"
    exit 1
}

# need COMMAND PACKAGE: refuses, and says how to get it, when the command is not there.
need() {
    command -v "$1" >/dev/null 2>&1 || die "needs '$1' (on Debian: apt-get install --no-install-recommends $2)"
}

# free_port NAME...: sets each variable to a loopback port, below the ephemeral range, on which nobody listens now.
TAKEN_PORTS=" "
free_port() {
    local name_ port_ # not names that a caller could ask for: they would be set here and lost
    for name_ in "$@"; do
        while :; do
            port_=$((20000 + RANDOM % 12000))
            [[ $TAKEN_PORTS != *" $port_ "* ]] || continue
            (exec 3<>"/dev/tcp/127.0.0.1/$port_") 2>/dev/null || break
        done
        TAKEN_PORTS+="$port_ "
        printf -v "$name_" '%s' "$port_"
    done
}

# start LOG COMMAND...: runs it in the background, output to LOG; the process id is in $PID.
start() {
    LOG=$1
    shift
    "$@" </dev/null >"$LOG" 2>&1 &
    PID=$!
    STARTED+=("$PID")
}

# stop PID: asks politely, waits ten seconds, then insists. Nothing happens when it is gone already.
stop() {
    local pid=$1 i
    kill -TERM "$pid" 2>/dev/null || return 0
    for ((i = 0; i < 100; i++)); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
}

# wait_for SECONDS WHAT COMMAND...: until the command succeeds; when it does not in time, dies with WHAT and the last
# lines of what was started last.
wait_for() {
    local seconds=$1 what=$2 i
    shift 2
    for ((i = 0; i < seconds * 10; i++)); do
        ! "$@" >/dev/null 2>&1 || return 0
        sleep 0.1
    done
    die "not within $seconds s: $what${LOG:+; the end of its log: $(tail -n 5 "$LOG")}"
}

# resident PID: its resident memory in KiB.
resident() { awk '/^VmRSS:/ { print $2; found = 1 } END { exit !found }' "/proc/$1/status"; }

answers() { curl -fsS -m 2 -o /dev/null "$@"; }

# java_major HOME: the number of that JDK, 17 for one.
java_major() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"; }

# java_home MAJOR: prints the home of an installed JDK of that version; of the newest one with `java_home newest`.
java_home() {
    local wanted=$1 home major best='' best_major=0
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
        [[ -x $home/bin/javac && -r $home/release ]] || continue
        major=$(java_major "$home")
        [[ $wanted == newest || $major == "$wanted" ]] || continue
        ((major <= best_major)) || best=$home best_major=$major
    done
    [[ -n $best ]] && printf '%s\n' "$best"
}

finish() {
    local status=$? i
    trap - EXIT INT TERM
    # A child that is stopped between fork and exec still has this trap; cleaning up is not its business.
    [[ $BASHPID == "$$" ]] || exit "$status"
    for ((i = ${#STARTED[@]} - 1; i >= 0; i--)); do
        stop "${STARTED[i]}"
    done
    rm -rf "$WORK"
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
