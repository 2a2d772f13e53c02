package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.Outcome;
import io.dimmer.listen.limit.Limit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The PROXY protocol, in from balancers and out to upstreams. */
@ExtendWith(NoLeaks.class)
class ProxyProtocolIT {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String V1 = "PROXY TCP4 192.0.2.7 198.51.100.1 54321 8443\r\n";
    private static final String V2 = hex(SIGNATURE + "2111000c" + "c0000207" + "c6336401" + "d431" + "20fb");
    private static final String V2_WITH_TLV =
            hex(SIGNATURE + "21110012" + "c0000207" + "c6336401" + "d431" + "20fb" + "040003616263");
    private static final String V2_SIX = hex(SIGNATURE + "21210024" + "20010db8000000000000000000000007"
            + "20010db8000000000000000000000001" + "d431" + "20fb");
    private static final String V2_LOCAL = hex(SIGNATURE + "20000000");
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private RawUpstream upstream;

    private static String hex(String digits) {
        return new String(HexFormat.of().parseHex(digits), StandardCharsets.ISO_8859_1);
    }

    @BeforeEach
    void start() throws IOException {
        upstream = RawUpstream.answering(RawUpstream.OK);
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
    }

    private TestEdge behind(String networks, String more) throws IOException {
        return TestEdge.start("listeners: [{name: edge, address: 127.0.0.1:0, proxyProtocol: {from: [" + networks
                + "]}}]\nstate: {dir: none}\nservices: {shop: {versions: {blue: {endpoints: ["
                + upstream.endpoint() + "]}}}}\n" + more);
    }

    private String forwardedFor() {
        return upstream.lastRequest()
                .lines()
                .filter(line -> line.startsWith("X-Forwarded-For: ") || line.startsWith("X-Forwarded-Port: "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .reduce("", (all, next) -> all.isEmpty() ? next : all + " " + next);
    }

    private static String header(String name) {
        return switch (name) {
            case "v1" -> V1;
            case "v1 six" -> "PROXY TCP6 2001:db8::7 2001:db8::1 54321 8443\r\n";
            case "v1 unknown" -> "PROXY UNKNOWN\r\n";
            case "v2" -> V2;
            case "v2 tlv" -> V2_WITH_TLV;
            case "v2 six" -> V2_SIX;
            default -> V2_LOCAL;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "v1, 192.0.2.7 8443",
        "v1 six, 2001:db8:0:0:0:0:0:7 8443",
        "v2, 192.0.2.7 8443",
        "v2 tlv, 192.0.2.7 8443",
        "v2 six, 2001:db8:0:0:0:0:0:7 8443",
        "v1 unknown, 127.0.0.1",
        "v2 local, 127.0.0.1",
    })
    void theClientIsWhoTheHeaderSays(String name, String client) throws IOException {
        for (boolean bytewise : new boolean[] {false, true}) {
            try (TestEdge edge = behind("127.0.0.0/8", "");
                    RawClient balancer = edge.connect()) {
                if (bytewise) {
                    for (byte one : header(name).getBytes(StandardCharsets.ISO_8859_1)) {
                        balancer.send(new byte[] {one});
                    }
                    balancer.send(REQUEST);
                } else {
                    balancer.send(header(name) + REQUEST);
                }
                assertThat(balancer.readReply().status()).isEqualTo(200);
                assertThat(forwardedFor()).startsWith(client);
                assertThat(balancer.send(REQUEST).readReply().status()).isEqualTo(200);
                assertThat(forwardedFor()).startsWith(client);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                REQUEST,
                "PROXY TCP4 192.0.2.999 198.51.100.1 54321 8443\r\n" + REQUEST,
                "PROXY TCP4 192.0.2.7\r\n" + REQUEST,
                "proxy TCP4 192.0.2.7 198.51.100.1 54321 8443\r\n" + REQUEST,
                "PROXY TCP4 192.0.2.7 198.51.100.1 54321 99999\r\n" + REQUEST,
            })
    void whoMustIntroduceHimselfAndDoesNotIsCutOff(String bytes) throws IOException {
        try (TestEdge edge = behind("127.0.0.0/8", "");
                RawClient stranger = edge.connect()) {
            assertThat(stranger.send(bytes).readToEnd()).isEmpty();
            assertThat(edge.heard().awaitOutcome()).isEqualTo(Outcome.BAD_REQUEST);
            assertThat(upstream.connections()).isZero();
        }
    }

    @Test
    void aHeaderFromElsewhereIsNoRequest() throws IOException {
        try (TestEdge edge = behind("10.0.0.0/8", "")) {
            try (RawClient stranger = edge.connect()) {
                assertThat(stranger.send(V1 + REQUEST).readReply().status()).isEqualTo(400);
            }
            try (RawClient client = edge.connect()) {
                assertThat(client.send(REQUEST).readReply().status()).isEqualTo(200);
                assertThat(forwardedFor()).startsWith("127.0.0.1");
            }
        }
    }

    @Test
    void whoNeverIntroducesHimselfIsLetGo() throws IOException {
        try (TestEdge edge = behind("127.0.0.0/8", "limits: {headerTimeout: 200ms}");
                RawClient silent = edge.connect()) {
            silent.send("PROXY TCP4 ");
            assertThat(silent.isEnded()).isTrue();
            assertThat(edge.timesMet(Limit.HEADER_TIMEOUT)).isEqualTo(1);
        }
    }

    @Test
    void trustAndCountsAreThoseOfWhoIsIntroduced() throws IOException {
        try (TestEdge edge = behind("127.0.0.0/8", "limits: {connectionsPerAddress: 1}\ntrustedProxies: [192.0.2.7]");
                RawClient first = edge.connect()) {
            first.send(V1 + "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n");
            assertThat(first.readReply().status()).isEqualTo(200);
            assertThat(forwardedFor()).startsWith("203.0.113.9, 192.0.2.7");
            try (RawClient other = edge.connect();
                    RawClient again = edge.connect()) {
                other.send(V2_SIX + REQUEST);
                assertThat(other.readReply().status()).isEqualTo(200);
                again.send(V2_SIX + REQUEST);
                assertThat(again.readReply().status()).isEqualTo(429);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void anUpstreamIsToldOnAConnectionOfItsOwn(String version) throws IOException {
        try (RawUpstream told = RawUpstream.of(connection -> {
                    while (!connection.text().contains("HTTP/1.1")
                            || !connection.text().endsWith("\r\n\r\n")) {
                        connection.read();
                    }
                    connection.send(RawUpstream.OK);
                    connection.readToEnd();
                });
                TestEdge edge = TestEdge.start("services: {shop: {versions: {blue: {endpoints: [" + told.endpoint()
                        + "], proxyProtocol: " + version + "}}}}\ntrustedProxies: [127.0.0.1]");
                RawClient client = edge.connect()) {
            String port = HexFormat.of().toHexDigits((short) edge.port());
            for (int request = 0; request < 2; request++) {
                assertThat(client.get("/", "X-Forwarded-For: 192.0.2.7")
                                .readReply()
                                .status())
                        .isEqualTo(200);
                String start = version.equals("v1")
                        ? "PROXY TCP4 192.0.2.7 127.0.0.1 0 " + edge.port() + "\r\n"
                        : hex(SIGNATURE + "2111000cc00002077f0000010000" + port);
                assertThat(told.connection(request).text()).startsWith(start + "GET / HTTP/1.1\r\n");
                told.connection(request).awaitEnd();
            }
        }
    }
}
