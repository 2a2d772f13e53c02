package io.dimmer.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.config.edge.LogsSpec.AccessSpec;
import io.dimmer.config.edge.LogsSpec.Format;
import io.dimmer.config.value.Percent;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.TextHead;
import io.dimmer.time.ElapsedTime;
import io.dimmer.time.ManualTime;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written about a request, and that nobody ever waits for it. */
class AccessLogTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:05Z");
    private static final Names NAMES = new Names() {
        @Override
        public String route(int number) {
            return number < 0 ? "none" : "all";
        }

        @Override
        public String service(int number) {
            return number < 0 ? "none" : "shop";
        }

        @Override
        public String version(int number) {
            return number < 0 ? "none" : "canary";
        }
    };

    @TempDir
    Path directory;

    private final ManualTime time = new ManualTime();
    private final Clocks clocks = new Clocks(time, () -> NOW);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private AccessLog log(Format format, String sample, OutputStream to) throws IOException {
        AccessSpec spec = new AccessSpec(format, Percent.parse(sample), Optional.empty());
        return AccessLog.start(spec, NAMES, UserHash.of(Optional.of(directory)), clocks, to);
    }

    private AccessLog toFile(Path file) throws IOException {
        return toFile(file, new Clocks(ElapsedTime.SYSTEM, () -> NOW));
    }

    private static AccessLog toFile(Path file, Clocks told) throws IOException {
        AccessSpec spec = new AccessSpec(Format.JSON, Percent.WHOLE, Optional.of(file));
        return AccessLog.start(spec, 1, NAMES, UserHash.of(Optional.empty()), told, new AccessLog.Counts());
    }

    /** A request for a path, which began five seconds ago; it is told as far as it goes before its head is lost. */
    private Exchange assigned(ExchangeListener log, String path, AssignmentReason reason) {
        Exchange exchange = new Exchange(
                TextHead.of("GET", path, "shop.example", List.of()),
                InetAddress.getLoopbackAddress(),
                false,
                time.nanos());
        exchange.named((into, at) -> {
            into[at] = 'q';
            into[at + 1] = '1';
            return 2;
        });
        exchange.routed(0, 0);
        exchange.keyed(0, 4711);
        exchange.assigned(1, 1, reason, 0);
        exchange.attempted(time.nanos());
        log.assigned(exchange);
        return exchange;
    }

    private void end(ExchangeListener log, Exchange exchange, Outcome outcome, int status) {
        exchange.transferred(1532);
        exchange.end(outcome, status, time.nanos());
        log.ended(exchange);
    }

    private long count(String path) {
        return lines().stream().filter(line -> line.contains(path)).count();
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.US_ASCII).lines().toList();
    }

    @Test
    void aLineOfJsonHasTheFieldsOfThePage() throws IOException {
        try (AccessLog log = log(Format.JSON, "100%", out)) {
            ExchangeListener loop = log.loop(0);
            time.pass(Duration.ofSeconds(1));
            Exchange exchange = assigned(loop, "/a\"b?token=secret", AssignmentReason.HASH);
            time.pass(Duration.ofSeconds(2));
            exchange.answered(200, time.nanos());
            time.pass(Duration.ofSeconds(3));
            end(loop, exchange, Outcome.ANSWERED, 200);
            await().until(() -> log.counts().written().sum() == 1);
        }
        JsonNode line = new ObjectMapper().readTree(lines().get(0));
        assertThat(line.get("time").asText()).isEqualTo("2026-11-20T10:00:00.000Z");
        assertThat(line.get("id").asText()).isEqualTo("q1");
        assertThat(line.get("client").asText()).isEqualTo("127.0.0.0");
        assertThat(line.get("user").asText()).matches("[0-9a-f]{16}").doesNotContain(Long.toHexString(4711));
        assertThat(line.get("method").asText()).isEqualTo("GET");
        assertThat(line.get("host").asText()).isEqualTo("shop.example");
        assertThat(line.get("path").asText()).isEqualTo("/a\"b");
        assertThat(line.get("route").asText()).isEqualTo("all");
        assertThat(line.get("service").asText()).isEqualTo("shop");
        assertThat(line.get("version").asText()).isEqualTo("canary");
        assertThat(line.get("reason").asText()).isEqualTo("hash");
        assertThat(line.get("status").asInt()).isEqualTo(200);
        assertThat(line.get("outcome").asText()).isEqualTo("answered");
        assertThat(line.get("fault").asText()).isEqualTo("none");
        assertThat(line.get("seconds").asDouble()).isEqualTo(5.0);
        assertThat(line.get("upstreamSeconds").asDouble()).isEqualTo(2.0);
        assertThat(line.get("bytes").asLong()).isEqualTo(1532);
        assertThat(out.toString(StandardCharsets.US_ASCII)).doesNotContain("secret");
    }

    @Test
    void aLineOfTextIsOneWordForEachField() throws IOException {
        try (AccessLog log = log(Format.TEXT, "100%", out)) {
            ExchangeListener loop = log.loop(0);
            end(loop, assigned(loop, "/a b", AssignmentReason.HASH), Outcome.CONNECT_FAILED, 502);
            Exchange unread = new Exchange(
                    TextHead.of("", "", "", List.of()), InetAddress.getLoopbackAddress(), false, time.nanos());
            end(loop, unread, Outcome.BAD_REQUEST, 400);
            await().until(() -> log.counts().written().sum() == 2);
        }
        assertThat(lines().get(0))
                .matches("2026-11-20T10:00:05.000Z 127.0.0.0 GET shop.example /a%20b 502 connect_failed upstream"
                        + " all shop canary hash 0.000000 - 1532 [0-9a-f]{16} q1");
        assertThat(lines().get(1))
                .isEqualTo("2026-11-20T10:00:05.000Z 127.0.0.0 - - - 400 bad_request client none none none none"
                        + " 0.000000 - 1532 - -");
    }

    @Test
    void successesAreSampledAndEverythingElseIsWritten() throws IOException {
        try (AccessLog log = log(Format.TEXT, "10%", out)) {
            ExchangeListener loop = log.loop(0);
            for (int i = 0; i < 2000; i++) {
                end(loop, assigned(loop, "/success", AssignmentReason.HASH), Outcome.ANSWERED, 200);
            }
            for (int i = 0; i < 100; i++) {
                end(loop, assigned(loop, "/missing", AssignmentReason.HASH), Outcome.ANSWERED, 404);
                end(loop, assigned(loop, "/broken", AssignmentReason.HASH), Outcome.RESPONSE_TRUNCATED, 200);
                end(loop, assigned(loop, "/drained", AssignmentReason.DRAINED), Outcome.ANSWERED, 200);
            }
            // Not left to the end, which waits for a moment only.
            await().until(() -> count("/drained") == 100);
        }
        assertThat(count("/success")).isBetween(100L, 320L);
        assertThat(lines().stream().filter(line -> !line.contains("/success"))).hasSize(300);
    }

    @Test
    void nobodyWaitsForAWriterThatIsStuck() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        OutputStream stuck = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                out.write(bytes, from, length);
            }
        };
        int requests = 20_000;
        try (AccessLog log = log(Format.TEXT, "100%", stuck)) {
            ExchangeListener loop = log.loop(0);
            for (int i = 0; i < requests; i++) {
                end(loop, assigned(loop, "/" + i, AssignmentReason.HASH), Outcome.ANSWERED, 200);
            }
            assertThat(log.counts().dropped().sum()).isPositive();
            go.countDown();
            await().until(() ->
                    log.counts().written().sum() + log.counts().dropped().sum() == requests);
        }
        assertThat(lines()).hasSizeGreaterThanOrEqualTo(4096).hasSizeLessThan(requests);
    }

    @Test
    void nothingIsDroppedWhereTheWriterKeepsUp() throws IOException {
        try (AccessLog log = log(Format.TEXT, "100%", out)) {
            ExchangeListener loop = log.loop(0);
            for (int i = 0; i < 20_000; i++) {
                end(loop, assigned(loop, "/" + i, AssignmentReason.HASH), Outcome.ANSWERED, 200);
                if (i % 2000 == 0) {
                    long so = i;
                    await().until(() -> log.counts().written().sum() > so);
                }
            }
            assertThat(log.counts().dropped().sum()).isZero();
            await().until(() -> log.counts().written().sum() == 20_000);
        }
        assertThat(lines()).hasSize(20_000);
        for (int i = 0; i < 20_000; i++) {
            assertThat(lines().get(i)).contains(" /" + i + " ");
            i += 997;
        }
    }

    @Test
    void whatCannotBeWrittenIsCounted() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left on device");
            }
        };
        try (AccessLog log = log(Format.TEXT, "100%", full)) {
            ExchangeListener loop = log.loop(0);
            end(loop, assigned(loop, "/", AssignmentReason.HASH), Outcome.ANSWERED, 200);
            await().until(() -> log.counts().failed().sum() == 1);
            assertThat(log.counts().written().sum()).isZero();
        }
    }

    @Test
    void aFileThatWasMovedIsMadeAnew() throws IOException {
        Path file = directory.resolve("logs/access.log");
        try (AccessLog log = toFile(file)) {
            ExchangeListener loop = log.loop(0);
            end(loop, assigned(loop, "/before", AssignmentReason.HASH), Outcome.ANSWERED, 200);
            await().until(() -> Files.readString(file).contains("/before"));
            Path moved = directory.resolve("access.log.1");
            Files.move(file, moved);
            await().until(() -> Files.exists(file));
            end(loop, assigned(loop, "/after", AssignmentReason.HASH), Outcome.ANSWERED, 200);
            await().until(() -> Files.readString(file).contains("/after"));
            assertThat(Files.readString(moved)).contains("/before").doesNotContain("/after");
        }
        try (AccessLog again = toFile(file)) {
            end(again.loop(0), assigned(new ExchangeListener() {}, "/", AssignmentReason.HASH), Outcome.ANSWERED, 200);
            await().until(() -> again.counts().written().sum() == 1);
        }
        assertThat(Files.readString(file).lines()).hasSize(2);
    }

    @Test
    void whoAsksForItNeedNotWaitForTheNextLook() throws IOException {
        Path file = directory.resolve("access.log");
        // Its time stands still: by itself it never looks.
        try (AccessLog log = toFile(file, clocks)) {
            Files.move(file, directory.resolve("access.log.1"));
            end(log.loop(0), assigned(log.loop(0), "/", AssignmentReason.HASH), Outcome.ANSWERED, 200);
            await().until(() -> log.counts().written().sum() == 1);
            assertThat(file).doesNotExist();

            log.look();

            await().until(() -> Files.exists(file));
        }
    }

    @Test
    void aPipeThatNobodyReadsKeepsNobody() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (AccessLog log = toFile(pipe)) {
            ExchangeListener loop = log.loop(0);
            end(loop, assigned(loop, "/early", AssignmentReason.HASH), Outcome.ANSWERED, 200);
            await().until(() -> log.counts().written().sum() == 1);
            try (BufferedReader reader = Files.newBufferedReader(pipe)) {
                assertThat(reader.readLine()).contains("/early");
            }
            for (int i = 0; i < 20_000; i++) {
                end(loop, assigned(loop, "/" + i, AssignmentReason.HASH), Outcome.ANSWERED, 200);
            }
            await().until(() -> log.counts().dropped().sum() > 0);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsAnErrorAtTheStart() {
        assertThatThrownBy(() -> toFile(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("logs.access.file: cannot write to " + directory);
    }

    @Test
    void aUserIsTheSameWordOverRestartsAndAnotherOneElsewhere() throws IOException {
        String before = UserHash.of(Optional.of(directory)).of(4711);
        assertThat(UserHash.of(Optional.of(directory)).of(4711)).isEqualTo(before);
        assertThat(UserHash.of(Optional.of(directory)).of(4712)).isNotEqualTo(before);
        assertThat(UserHash.of(Optional.of(directory.resolve("other"))).of(4711))
                .isNotEqualTo(before);
        assertThat(Files.getPosixFilePermissions(directory.resolve("access-log-key")))
                .hasSize(2);
        Files.writeString(directory.resolve("access-log-key"), "nonsense");
        assertThatThrownBy(() -> UserHash.of(Optional.of(directory)))
                .hasMessageContaining("expected 64 hexadecimal digits");
    }

    @Test
    void onlyTheNetworkOfAClientIsWritten() throws IOException {
        assertThat(LineFormat.network(InetAddress.getByName("192.0.2.77"))).isEqualTo("192.0.2.0");
        assertThat(LineFormat.network(InetAddress.getByName("2001:db8:1:2:3:4:5:6")))
                .isEqualTo("2001:db8:1:0:0:0:0:0");
    }
}
