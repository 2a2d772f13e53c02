package io.dimmer.wire.head;

import static io.dimmer.wire.head.Requests.accepted;
import static io.dimmer.wire.head.Requests.forwarded;
import static io.dimmer.wire.head.Requests.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The four forms of RFC 9112 §3.2 and what becomes of Host. */
class RequestTargetTest {
    @ParameterizedTest
    @CsvSource({
        "/, /, ''",
        "/a/b, /a/b, ''",
        "/a?, /a, ''",
        "/a?b=c?d, /a, b=c?d",
        "//h/x, //h/x, ''",
        "/%2e%2e/;p, /%2e%2e/;p, ''",
        "'/a|b\"<>\\^`{}', '/a|b\"<>\\^`{}', ''",
        "/a:b@c, /a:b@c, ''"
    })
    void takesAPathAndAQuery(String target, String path, String query) {
        Http1RequestHead head = accepted("GET " + target + " HTTP/1.1", "Host: a");
        assertThat(head.text(head.pathStart(), head.pathEnd())).isEqualTo(path);
        assertThat(head.text(head.queryStart(), head.queryEnd())).isEqualTo(query);
        assertThat(forwarded(head)).startsWith("GET " + target + " HTTP/1.1\r\n");
    }

    /** §3.2.2: what the target names takes the place of Host; the upstream gets the origin form (§3.2.1). */
    @ParameterizedTest
    @CsvSource({
        "http://shop/p?q, shop, /p, q, /p?q",
        "HTTP://shop:80/p, shop, /p, '', /p",
        "https://shop, shop, /, '', /",
        "http://shop?q=/, shop, /, q=/, /?q=/",
        "http://shop?, shop, /, '', /?",
        "http://[::1]:8080/x, [::1], /x, '', /x"
    })
    void takesAUrl(String target, String host, String path, String query, String origin) {
        Http1RequestHead head = accepted("GET " + target + " HTTP/1.1", "A: b", "Host: elsewhere:1");
        assertThat(head.text(head.hostStart(), head.hostEnd())).isEqualTo(host);
        assertThat(head.text(head.pathStart(), head.pathEnd())).isEqualTo(path);
        assertThat(head.text(head.queryStart(), head.queryEnd())).isEqualTo(query);
        String authority = head.text(head.authorityStart(), head.authorityEnd());
        assertThat(target).contains("//" + authority);
        assertThat(forwarded(head))
                .isEqualTo(Requests.head("GET " + origin + " HTTP/1.1", "Host: " + authority, "A: b"));
    }

    @Test
    void leavesAHostThatAgreesWithTheUrlWhereItIs() {
        Http1RequestHead head = accepted("GET http://Shop:80/p HTTP/1.1", "A: b", "host: sHop:80");
        assertThat(forwarded(head)).isEqualTo(Requests.head("GET /p HTTP/1.1", "A: b", "host: sHop:80"));
    }

    @Test
    void wantsAHostBesideAUrlToo() {
        assertThat(refused("GET http://shop/ HTTP/1.1", "A: b")).contains("Host");
        assertThat(refused("GET http://shop/ HTTP/1.1", "Host: a b")).contains("Host");
        assertThat(forwarded(accepted("GET http://shop/ HTTP/1.0")))
                .isEqualTo(Requests.head("GET / HTTP/1.1", "Host: shop"));
    }

    /** §3.2.4. */
    @Test
    void takesAnAsteriskWithOptionsAlone() {
        Http1RequestHead head = accepted("OPTIONS * HTTP/1.1", "Host: a");
        assertThat(head.text(head.pathStart(), head.pathEnd())).isEqualTo("*");
        assertThat(forwarded(head)).startsWith("OPTIONS * HTTP/1.1\r\n");
        assertThat(refused("GET * HTTP/1.1", "Host: a")).contains("OPTIONS");
        assertThat(refused("OPTIONS ** HTTP/1.1", "Host: a")).contains("OPTIONS");
        assertThat(forwarded(accepted("OPTIONS http://a HTTP/1.1", "Host: a"))).startsWith("OPTIONS * HTTP/1.1\r\n");
        assertThat(forwarded(accepted("OPTIONS http://a/ HTTP/1.1", "Host: a"))).startsWith("OPTIONS / HTTP/1.1\r\n");
        assertThat(forwarded(accepted("OPTIONS http://a?b HTTP/1.1", "Host: a")))
                .startsWith("OPTIONS /?b HTTP/1.1\r\n");
    }

    /** §3.2.3. */
    @Test
    void flagsConnect() {
        Http1RequestHead head = accepted("CONNECT shop:443 HTTP/1.1", "Host: shop:443");
        assertThat(head.isConnect()).isTrue();
        assertThat(head.answerTo()).isEqualTo(AnswerTo.CONNECT);
        assertThat(head.text(head.authorityStart(), head.authorityEnd())).isEqualTo("shop:443");
        assertThat(head.pathStart()).isEqualTo(head.pathEnd());
        assertThat(forwarded(head)).startsWith("CONNECT shop:443 HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT shop",
                "CONNECT shop:",
                "CONNECT :443",
                "CONNECT /path",
                "CONNECT http://shop/",
                "CONNECT u@shop:1",
                "GET shop",
                "GET shop:80",
                "GET ftp://shop/",
                "GET http:/shop",
                "GET http://",
                "GET http:///p",
                "GET http://:80/",
                "GET http://user@shop/",
                "GET http://user:pw@shop/",
                "GET http://shop:99999/",
                "GET http://sh%6fp/",
                "GET http://[::1/",
                "GET ?q",
                "GET *",
                "GET a/b"
            })
    void refusesWhatIsNoTarget(String line) {
        assertThat(refused(line + " HTTP/1.1", "Host: shop:443")).isNotEmpty();
    }

    /** RFC 9110 §7.2, RFC 3986 §3.2.2. */
    @ParameterizedTest
    @CsvSource({
        "a, a",
        "a.b-c_d~e.example, a.b-c_d~e.example",
        "a:80, a",
        "a:, a",
        "a:65535, a",
        "127.0.0.1:1, 127.0.0.1",
        "[::1], [::1]",
        "[fe80::1:ABCD]:80, [fe80::1:ABCD]",
        "[::ffff:1.2.3.4], [::ffff:1.2.3.4]",
        "'', ''"
    })
    void takesAHost(String value, String host) {
        Http1RequestHead head = accepted("GET / HTTP/1.1", "Host: " + value);
        assertThat(head.text(head.hostStart(), head.hostEnd())).isEqualTo(host);
        assertThat(head.text(head.authorityStart(), head.authorityEnd())).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a,b",
                "a/b",
                "a@b",
                "a#b",
                "a?b",
                "a\\b",
                "a%62",
                "é",
                "a:b",
                "a:80:80",
                "a:65536",
                "a:000080",
                "a:-1",
                ":80",
                "[",
                "[]",
                "[]:80",
                "[::1",
                "[::1]x",
                "[::1]:x",
                "[1234]",
                "[fe80::1%25eth0]",
                "::1",
                "a, a",
                "<a>",
                "a;b"
            })
    void refusesAHostInDoubt(String value) {
        assertThat(refused("GET / HTTP/1.1", "Host: " + value)).isEqualTo("Host is not a host and a port");
    }
}
