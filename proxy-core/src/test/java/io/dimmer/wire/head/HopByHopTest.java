package io.dimmer.wire.head;

import static io.dimmer.wire.head.Requests.accepted;
import static io.dimmer.wire.head.Requests.forwarded;
import static io.dimmer.wire.head.Requests.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connection and Upgrade; RFC 9110 §7.6.1 and §7.8. */
class HopByHopTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "Content-Length",
                "X-Forwarded-For",
                "x-forwarded-proto",
                "X-Forwarded-Anything",
                "Forwarded",
                "Via",
                "X-Real-IP",
                "X-Request-Id",
                "traceparent",
                "tracestate",
                "Max-Forwards",
                "x_forwarded-for",
                "X-Dimmer-Version",
                "x-dimmer-anything"
            })
    void refusesToStripWhatIsForEveryRecipient(String name) {
        assertThat(refused("GET / HTTP/1.1", "Host: a", "Connection: close, " + name))
                .isEqualTo("Connection names a field that is meant for every recipient");
    }

    @Test
    void stripsWhatConnectionNamesWhereverItStands() {
        Http1RequestHead head = accepted(
                "GET / HTTP/1.1",
                "Host: a",
                "X-Hop: 1",
                "Connection: x-HOP,,\t Another ,",
                "another: 2",
                "x-hop: 3",
                "Connection: third",
                "Third: 4",
                "X-Hops: stays");
        assertThat(forwarded(head)).isEqualTo(Requests.head("GET / HTTP/1.1", "Host: a", "X-Hops: stays"));
    }

    /** The twin: the same fields pass when Connection does not name them. */
    @Test
    void leavesWhatConnectionDoesNotName() {
        String[] lines = {"GET / HTTP/1.1", "Host: a", "X-Hop: 1", "Another: 2", "Third: 4"};
        assertThat(forwarded(accepted(lines))).isEqualTo(Requests.head(lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"close; a=b", "\"close\"", "a b", "(x)", "a=b", "close\u00e9"})
    void refusesAConnectionThatIsNoList(String value) {
        assertThat(refused("GET / HTTP/1.1", "Host: a", "Connection: " + value))
                .isEqualTo("Connection is not a list of names");
    }

    @Test
    void boundsTheNamesOfConnection() {
        assertThat(accepted("GET / HTTP/1.1", "Host: a", "Connection: " + "a,".repeat(32))
                        .keepAlive())
                .isTrue();
        assertThat(refused("GET / HTTP/1.1", "Host: a", "Connection: " + "a,".repeat(33)))
                .isEqualTo("Connection names too many fields");
    }

    /** §7.6.1 takes named fields out of the trailer section too; it comes when the names are long forgotten. */
    @Test
    void keepsNoTrailersWhenConnectionNamesAField() {
        assertThat(accepted("GET / HTTP/1.1", "Host: a", "Connection: X-Hop").keepsTrailers())
                .isFalse();
        assertThat(accepted("GET / HTTP/1.1", "Host: a", "Connection: close, TE, keep-alive")
                        .keepsTrailers())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Upgrade, websocket, websocket",
                "`keep-alive, Upgrade`, websocket, websocket",
                "upgrade, WebSocket/13, WebSocket/13",
                "upgrade, `h2c, websocket`, websocket",
                "upgrade, `foo/1 , bar`, foo/1",
                "upgrade, h2c, ",
                "upgrade, H2C, ",
                "upgrade, HTTP/2.0, ",
                "upgrade, h2, ",
                "upgrade, h3, ",
                "upgrade, `websocket; x`, ",
                "upgrade, foo/, ",
                "upgrade, /1, ",
                "close, websocket, "
            })
    void findsTheProtocolThatIsOffered(String connection, String upgrade, String protocol) {
        Http1RequestHead head =
                accepted("GET / HTTP/1.1", "Host: a", "Connection: " + connection, "Upgrade: " + upgrade);
        assertThat(head.text(head.upgradeStart(), head.upgradeEnd())).isEqualTo(protocol == null ? "" : protocol);
        assertThat(head.isUpgrade()).isEqualTo(protocol != null);
        assertThat(head.answerTo()).isEqualTo(protocol == null ? AnswerTo.OTHER : AnswerTo.UPGRADE);
        assertThat(forwarded(head)).isEqualTo(Requests.head("GET / HTTP/1.1", "Host: a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.0", "HEAD / HTTP/1.1", "CONNECT a:1 HTTP/1.1"})
    void offersNothingWhereAnUpgradeMeansNothing(String line) {
        assertThat(accepted(line, "Host: a", "Connection: upgrade", "Upgrade: websocket")
                        .isUpgrade())
                .isFalse();
    }

    /** A sender of Upgrade must name it in Connection (§7.8). */
    @Test
    void ignoresAnUpgradeThatConnectionDoesNotName() {
        assertThat(accepted("GET / HTTP/1.1", "Host: a", "Upgrade: websocket").isUpgrade())
                .isFalse();
    }

    @Test
    void readsUpgradeOverSeveralLines() {
        Http1RequestHead head = accepted(
                "GET / HTTP/1.1", "Host: a", "Upgrade: h2c", "Connection: upgrade", "A: b", "Upgrade: websocket");
        assertThat(head.text(head.upgradeStart(), head.upgradeEnd())).isEqualTo("websocket");
    }
}
