# shellcheck shell=bash
# The kinds of traffic of a soak. Each runs until the end of the soak; a line that begins with FAIL is a promise broken.
# Uses EDGE (host:port), ADMIN, DURATION, WORK, LARGE (a file) and DIGEST (of it).

fail() { printf 'FAIL %s\n' "$*"; }

going_on() { ((SECONDS < UNTIL)); }

# no_failures NAME: reads what wrk says; anything but success is a broken promise.
no_failures() {
    local report
    report=$(cat)
    printf '%s\n' "$report"
    if grep -qE 'Socket errors|Non-2xx' <<<"$report" || ! grep -q '^wrong bodies: 0$' <<<"$report"; then
        fail "$1: $(grep -E 'Socket errors|Non-2xx|wrong bodies' <<<"$report" | tr -s ' \n' ' ')"
    fi
}

users() { wrk -t 1 -s "$ROOT/scripts/soak.d/users.lua" --timeout 30s "$@"; }

steady() { users -c 16 -d "${DURATION}s" "http://$EDGE" -- /small 'a small answer' 80 | no_failures steady; }

bursts() {
    while going_on; do
        users -c 64 -d 2s "http://$EDGE" -- /small 'a small answer' 0 | no_failures burst
        sleep 6
    done
}

storm() { users -c 16 -d "${DURATION}s" "http://$EDGE" -- /storm - 20; }

short_connections() {
    while going_on; do
        [[ $(curl -sS -H 'Connection: close' -H "X-User-Id: $RANDOM" "http://$EDGE/small") == 'a small answer' ]] ||
            fail 'short connection'
        sleep 0.2
    done
}

# downloads RATE: the large file at that rate, as sent.
downloads() {
    while going_on; do
        [[ $(curl -sS --limit-rate "$1" -H "X-User-Id: $RANDOM" "http://$EDGE/large" | sha256sum) == "$DIGEST" ]] ||
            fail "download at $1"
    done
}

# uploads HEADER: the large file, with a length or in chunks; what arrived is compared.
uploads() {
    local name
    while going_on; do
        name=upload/$BASHPID-$RANDOM
        curl -sS --fail-with-body -o "$WORK/answer-$BASHPID" --limit-rate 40M -T "$LARGE" -H "$1" -H "X-User-Id: $RANDOM" \
            "http://$EDGE/$name" ||
            fail "upload with '$1': $(cat "$WORK/answer-$BASHPID" 2>/dev/null)"
        [[ $(sha256sum <"$WORK/www/$name") == "$DIGEST" ]] || fail "upload with '$1' arrived changed"
        rm -f "$WORK/www/$name"
        sleep 1
    done
}

# aborting: clients that go away in the middle of an answer, of a request body, of a head, and while nothing comes.
aborting() {
    while going_on; do
        curl -s -m 0.3 --limit-rate 500k -o /dev/null "http://$EDGE/large" || true
        curl -s -m 0.3 --limit-rate 500k -o /dev/null -T "$LARGE" "http://$EDGE/upload/aborted" || true
        curl -s -m 0.2 -o /dev/null "http://$EDGE/storm" || true
        { printf 'GET /small HTTP/1.1\r\nHost: soak\r\nX-Us' >&3; } 3<>"/dev/tcp/${EDGE/://}" || true
        sleep 0.1
    done
}

# slow_head: a head in pieces is a request like any other.
slow_head() {
    local line piece
    while going_on; do
        exec 3<>"/dev/tcp/${EDGE/://}"
        for piece in 'GET /sm' 'all HTTP/1.1\r' '\nHost: so' 'ak\r\nX-User-Id: 4' '2\r\nConnection: close\r\n\r' '\n'; do
            # shellcheck disable=SC2059
            printf "$piece" >&3
            sleep 0.3
        done
        read -r -t 10 line <&3 || line='no answer'
        exec 3>&-
        [[ $line == 'HTTP/1.1 200'* ]] || fail "slow head: $line"
    done
}

# refused BYTES STATUS: what no server may accept is refused, and named.
refused() {
    local line
    exec 3<>"/dev/tcp/${EDGE/://}"
    # shellcheck disable=SC2059
    printf "$1" >&3 || true
    read -r -t 10 line <&3 || line='no answer'
    exec 3>&-
    [[ $line == "HTTP/1.1 $2"* ]] || fail "expected $2 for ${1:0:60}, found: ${line%$'\r'}"
}

garbage() {
    local long
    trap '' PIPE # who is refused early may find the connection closed while still writing
    long=$(printf '%40000s' '' | tr ' ' x)
    while going_on; do
        refused 'GET /small HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n' 400
        refused 'POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n' 400
        refused 'GET /small HTTP/1.1\r\nHost: a\r\nBad Name: x\r\n\r\n' 400
        refused "GET /small HTTP/1.1\r\nHost: a\r\nX-Long: $long\r\n\r\n" 431
        refused "GET /$long HTTP/1.1\r\nHost: a\r\n\r\n" 414
        sleep 0.5
    done
}

# told METHOD PATH JSON: one change through the admin API.
told() {
    curl -sS --fail-with-body -o "$WORK/told" -X "$1" -H 'Content-Type: application/json' -d "$3" \
        "http://$ADMIN/api/v1/services/shop/$2" || fail "$1 $2 $3: $(cat "$WORK/told" 2>/dev/null)"
    sleep 1.5
}

# operating: everything that people do to a split, while it serves.
operating() {
    while going_on; do
        told PATCH weights '{"canary": 10}'
        told PATCH weights '{"canary": "50%"}'
        told PUT versions/canary/state '{"state": "drain", "why": "soak"}'
        told PATCH weights '{"green": 5}'
        told PUT versions/canary/state '{"state": "ready", "why": "soak"}'
        told PATCH weights '{"canary": 0, "green": 45}'
        told PUT kill-switch '{"why": "soak"}'
        told DELETE kill-switch '{"why": "soak"}'
        told PATCH weights '{"canary": 5}'
    done
}

scraping() {
    while going_on; do
        curl -sS -f -o "$WORK/metrics" "http://$ADMIN/metrics" || fail scrape
        sleep 5
    done
}
