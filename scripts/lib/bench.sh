# shellcheck shell=bash
# What the measurements beside other proxies share: the same upstreams for all, each proxy as one process on a core of its
# own, the load on the other core. Source it after common.sh, with the number of seconds to warm up in WARM_UP.
#
# The environment names the cores: PROXY_CORE (0), LOAD_CORE (1).

PROXY_CORE=${PROXY_CORE:-0} LOAD_CORE=${LOAD_CORE:-1}
CONNECTIONS=${CONNECTIONS:-64}
BENCH=$ROOT/scripts/bench
TICKS=$(getconf CLK_TCK)

declare -A PID_OF PORT_OF NAME_OF
DIMMER_COMMAND=()
PROXIES=()

need nginx nginx-light
need curl curl
# Counted before anything is pinned: then it would be the cores of who was pinned.
CORES=$(nproc)
((CORES >= 2)) || die "needs two cores: one for the proxy, one for the load"

# fill TEMPLATE PORT: the template, of scripts/bench or with a path, with this run's ports, as a file of this run; prints
# its name.
fill() {
    local target=$WORK/filled-${1##*/} template=$1
    [[ $1 == */* ]] || template=$BENCH/$1
    sed -e "s|@WORK@|$WORK|g" -e "s|@LISTEN@|$2|g" -e "s|@ADMIN@|${ADMIN:-0}|g" -e "s|@BODY@|$BODY|g" \
        -e "s|@BLUE@|$BLUE|g" -e "s|@GREEN@|$GREEN|g" -e "s|@CANARY@|$CANARY|g" "$template" >"$target"
    printf '%s\n' "$target"
}

on_proxy_core() { exec taskset -c "$PROXY_CORE" "$@"; }

# enter KEY NAME PORT PID: a proxy that is up takes part.
enter() {
    PROXIES+=("$1")
    NAME_OF[$1]=$2 PORT_OF[$1]=$3 PID_OF[$1]=$4
    wait_for 30 "$2 answers on port $3" answers -H 'X-User-Id: 1' "http://127.0.0.1:$3/"
    say "up: $2"
}

start_upstreams() {
    free_port BLUE GREEN CANARY
    BODY=$(printf '{"items":[%s{"id":10,"name":"lamp","price":1999}],"total":10}' \
        "$(for i in 1 2 3 4 5 6 7; do printf '{"id":%d,"name":"lamp","price":1999},' "$i"; done)")
    start "$WORK/upstreams.log" taskset -c "$LOAD_CORE" nginx -e stderr -c "$(fill upstreams.nginx 0)"
    wait_for 10 'the upstreams answer' answers "http://127.0.0.1:$CANARY/"
}

start_nginx() {
    local port
    free_port port
    start "$WORK/nginx.log" on_proxy_core nginx -e stderr -c "$(fill nginx.conf "$port")"
    enter nginx "nginx $(nginx -v 2>&1 | sed 's|.*/||'), one worker" "$port" "$PID"
}

start_peers() {
    local port
    start_nginx
    free_port port
    start "$WORK/haproxy.log" on_proxy_core haproxy -f "$(fill haproxy.cfg "$port")"
    enter haproxy "HAProxy $(haproxy -v | sed -n '1s/^HAProxy version \([0-9.]*\).*/\1/p'), one thread" "$port" "$PID"
    if has_caddy; then
        free_port port
        caddy_command "$port"
        start "$WORK/caddy.log" on_proxy_core "${CADDY_COMMAND[@]}"
        enter caddy "Caddy $(caddy version | sed 's/^v*\([0-9.]*\).*/\1/'), one thread" "$port" "$PID"
    fi
}

# has_caddy: whether Caddy is here; says so when it is not.
has_caddy() {
    command -v caddy >/dev/null || {
        say "no 'caddy' here (on Debian: apt-get install --no-install-recommends caddy): it is left out"
        return 1
    }
}

# caddy_command PORT: sets CADDY_COMMAND to what starts Caddy there; it keeps what it keeps in this run's folder.
caddy_command() {
    CADDY_COMMAND=(env "XDG_CONFIG_HOME=$WORK" "XDG_DATA_HOME=$WORK" GOMAXPROCS=1
        caddy run --config "$(fill Caddyfile "$1")" --adapter caddyfile)
}

# dimmer_command JAVA: sets DIMMER_COMMAND to the program and flags with which the launcher would start it there, without
# the configuration; fails when that JDK is not here. DIMMER_FLAGS adds to the flags.
dimmer_command() {
    local home
    home=$(java_home "$1") || { say "no JDK $1 here: Dimmer on it is left out" && return 1; }
    DIMMER_COMMAND=("$home/bin/java" --enable-native-access=ALL-UNNAMED)
    (($1 < 24)) || DIMMER_COMMAND+=(--sun-misc-unsafe-memory-access=allow)
    # shellcheck disable=SC2206
    DIMMER_COMMAND+=(${DIMMER_FLAGS:-} -jar "$ROOT/proxy-core/target/dimmer.jar" run)
}

# start_dimmer KEY JAVA WHAT [TEMPLATE]: Dimmer on that Java with a state of its own; WHAT is said of it in tables.
start_dimmer() {
    local port config
    dimmer_command "$2" || return 0
    free_port port ADMIN
    config=$WORK/$1.yaml
    cp "$(fill "${4:-dimmer.yaml}" "$port")" "$config"
    start "$WORK/$1.log" on_proxy_core "${DIMMER_COMMAND[@]}" --config "$config" --state "$WORK/$1-state"
    enter "$1" "Dimmer on Java $2${3:+, $3}" "$port" "$PID"
}

# warm_up KEY: until its compiler has nothing left to do.
warm_up() {
    say "warming up ${NAME_OF[$1]} for $WARM_UP s"
    load "$1" "$WARM_UP" >/dev/null
}

# load KEY SECONDS: closed-loop traffic against that proxy; prints what wrk says.
load() {
    taskset -c "$LOAD_CORE" wrk -t 1 -c "$CONNECTIONS" -d "$2s" -s "$BENCH/users.lua" "http://127.0.0.1:${PORT_OF[$1]}/"
}

# processor_time PID: user and system ticks so far of the process, all threads, and of its children.
processor_time() {
    local pid user=0 system=0 fields
    for pid in "$1" $(pgrep -P "$1"); do
        # After the last ')' the third field is the parent; user and system time are fields 14 and 15 of the line.
        read -ra fields <<<"$(sed 's/^.*) //' "/proc/$pid/stat")"
        ((user += fields[11], system += fields[12])) || true
    done
    printf '%s %s\n' "$user" "$system"
}


# rotated ROUND: the proxies, beginning with another one each round, so that nobody always follows the same neighbour.
rotated() {
    local i count=${#PROXIES[@]}
    for ((i = 0; i < count; i++)); do
        printf '%s\n' "${PROXIES[(i + $1) % count]}"
    done
}

# busy_for KEY SECONDS: load in a closed loop; prints microseconds of user and system time per request, requests/s, and for
# how much of its core the proxy was busy, in percent.
busy_for() {
    local before after requests errors
    before=$(processor_time "${PID_OF[$1]}")
    load "$1" "$2" >"$WORK/wrk"
    after=$(processor_time "${PID_OF[$1]}")
    requests=$(awk '/requests in/ {print $1}' "$WORK/wrk")
    errors=$(grep -E 'Socket errors|Non-2xx' "$WORK/wrk" || true)
    [[ -z $errors ]] || die "void: ${NAME_OF[$1]}:$errors"
    awk -v b="$before" -v a="$after" -v n="$requests" -v hz="$TICKS" -v s="$2" 'BEGIN {
        split(b, x); split(a, y); usr = (y[1] - x[1]) / hz; sys = (y[2] - x[2]) / hz
        printf "%.2f %.2f %.0f %.0f\n", usr / n * 1e6, sys / n * 1e6, n / s, (usr + sys) / s * 100
    }'
}

# Below this share of its core the proxy was waiting for the load side, and its figure is not one of a busy proxy.
BUSY_ENOUGH=80

# keep_round: adds the lines of $WORK/round to $RESULTS, if the last figure of each, how busy the proxy was, is enough.
keep_round() {
    if awk -v busy="$BUSY_ENOUGH" '$NF < busy { exit 1 }' "$WORK/round"; then
        cat "$WORK/round" >>"$RESULTS"
    else
        say "void: a proxy was busy for less than $BUSY_ENOUGH % of its core, so the load side was the bottleneck"
        return 1
    fi
}

# good_rounds: calls one_round until ROUNDS of them counted, three times as often at most.
good_rounds() {
    local round good=0
    VOID=0
    for ((round = 1; good < ROUNDS && round <= 3 * ROUNDS; round++)); do
        if one_round "$round"; then good=$((good + 1)); else VOID=$((VOID + 1)); fi
    done
    ((good == ROUNDS)) || die "void: only $good of $ROUNDS rounds counted; is the machine busy with something else?"
}

# made_by COMMAND: the lines under the title of a page of figures.
made_by() {
    printf 'Made by \140%s\140 on %s, %s cores, Linux %s.\n' "$(sed "s/ --out [^ ]*//; s/ *\$//" <<<"$1")" \
        "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$CORES" "$(uname -r)"
}

# keep_data COLUMN...: the lines of $RESULTS beside the page OUT, with how they were made, what the keys stand for, and the
# names of the columns; the pictures and the table of goals are made from that file.
keep_data() {
    local key
    [[ -n $OUT ]] || return 0
    DATA=${OUT%.md}.tsv
    {
        made_by "$COMMAND" | sed 's/^/# /'
        for key in "${!NAME_OF[@]}"; do printf '# %s: %s\n' "$key" "${NAME_OF[$key]}"; done | sort
        printf '%s\n' "$*"
        cat "$RESULTS"
    } | sed '/^#/!s/ /\t/g' >"$DATA"
}

# picture WHAT TEXT: draws the data of this page, as scripts/bench/figures.py and scripts/bench/WHAT.gp say, and prints the
# line that shows it. Without gnuplot there is no picture, and the page is written without it.
picture() {
    local drawn=${OUT%.md}.svg script=$BENCH/bars.gp
    [[ -n $OUT ]] || return 0
    rm -f "$drawn"
    command -v gnuplot >/dev/null || {
        say "no picture: needs 'gnuplot' (on Debian: apt-get install --no-install-recommends gnuplot-nox)"
        return 0
    }
    need python3 python3
    [[ ! -e $BENCH/$1.gp ]] || script=$BENCH/$1.gp
    python3 "$BENCH/figures.py" "$1" "$DATA" >"$WORK/$1.dat"
    gnuplot -c "$script" "$WORK/$1.dat" "$drawn"
    printf '![%s](%s)\n\n' "$2" "$(basename "$drawn")"
}

# median_and_interval: of the numbers on standard input the median, and the ranks between which it lies in 95 of 100 cases (the
# binomial by its normal approximation, as interval of scripts/bench/figures.py has it), as two cells of a table.
median_and_interval() {
    sort -g | awk '{ v[NR] = $1 } END {
        low = int(NR / 2 - 0.98 * sqrt(NR))
        low = low < 1 ? 1 : low
        printf "%.2f | %.2f to %.2f", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2, v[low], v[NR + 1 - low]
    }'
}

# median: of the numbers on standard input.
median() {
    sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
