package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dimmer.wire.oracle.Seen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same valid traffic through nginx and through Dimmer reaches the upstream, and its answers the client, alike where
 * the RFC leaves no choice: method and target byte for byte, every end-to-end field with its case, its value and its place
 * among those of the same name, and the payload. What may differ, and why, is in {@code docs/next-to-nginx.md}.
 *
 * <p>{@code -Ddimmer.nginx.exchanges=100000} makes it longer, {@code -Ddimmer.nginx.seed=1} another one.
 */
@ExtendWith(NoLeaks.class)
class NginxIT {
    private static final int EXCHANGES = Integer.getInteger("dimmer.nginx.exchanges", 1500);
    private static final long SEED = Long.getLong("dimmer.nginx.seed", 20261121);

    /** What each of them says for itself, and what is about one connection alone. */
    private static final List<String> OWN = List.of(
            "host: ",
            "connection: ",
            "transfer-encoding: ",
            "x-forwarded-",
            "via: ",
            "traceparent: ",
            "x-request-id: ",
            "x-dimmer-");

    @TempDir
    private Path folder;

    private final ExecutorService sending = Executors.newSingleThreadExecutor();

    private record Passed(Seen request, Seen answer) {}

    @AfterEach
    void stop() {
        sending.shutdownNow();
    }

    @Test
    void passesWhatNginxPasses() throws Exception {
        compare("", EXCHANGES);
    }

    /** The twin: an nginx that changes something is noticed. */
    @Test
    void noticesADifference() {
        assertThatThrownBy(() -> compare("ignore_invalid_headers on;", 600))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("!#$%&'*+-.^_`|~");
    }

    private void compare(String changed, int count) throws Exception {
        assumeTrue(Nginx.isThere(), "nginx is not installed: nothing to compare with");
        try (NumberedUpstream upstream = new NumberedUpstream();
                Nginx nginx = Nginx.before(upstream, folder, changed);
                TestEdge edge = TestEdge.before(upstream, "expose: nobody")) {
            InetSocketAddress dimmer = new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port());
            Traffic traffic = new Traffic(SEED);
            int exchanges = 0;
            while (exchanges < count) {
                Talk talk = traffic.talk();
                List<Passed> through = pass(talk, dimmer, upstream);
                List<Passed> expected = pass(talk, nginx.address(), upstream);
                for (int i = 0; i < expected.size(); i++) {
                    String what = "exchange " + talk.exchanges().get(i).brief();
                    same(through.get(i).request, expected.get(i).request, what);
                    same(through.get(i).answer, expected.get(i).answer, what);
                }
                exchanges += expected.size();
            }
        }
    }

    private static void same(Seen found, Seen expected, String what) {
        assertThat(found.start()).as(what).isEqualTo(expected.start());
        assertThat(found.fields()).as(what).isEqualTo(expected.fields());
        assertThat(found.trailers()).as(what).isEqualTo(expected.trailers());
        assertThat(found.payload().equals(expected.payload()))
                .as("payload of " + what)
                .isTrue();
    }

    private List<Passed> pass(Talk talk, InetSocketAddress proxy, NumberedUpstream upstream) throws Exception {
        upstream.plan(talk);
        List<Passed> passed = new ArrayList<>();
        try (RawClient client = RawClient.to(proxy)) {
            MessageReader answers = client.messages();
            List<Future<?>> sent = new ArrayList<>();
            if (talk.pipelined()) {
                sent.add(sending.submit(() -> all(talk, client)));
            }
            for (Talk.Exchange exchange : talk.exchanges()) {
                if (!talk.pipelined()) {
                    sent.add(sending.submit(() -> one(talk, exchange, client)));
                }
                passed.add(passed(exchange, answer(exchange, answers), upstream));
            }
            for (Future<?> each : sent) {
                each.get();
            }
            assertThat(answers.isEnded()).as("nothing behind the last answer").isTrue();
        }
        return passed;
    }

    private static Void all(Talk talk, RawClient client) throws IOException {
        StringBuilder all = new StringBuilder();
        talk.exchanges().forEach(exchange -> all.append(exchange.request()));
        client.send(all.toString(), talk.piece());
        return null;
    }

    private static Void one(Talk talk, Talk.Exchange exchange, RawClient client) throws IOException {
        client.send(exchange.request(), talk.piece());
        return null;
    }

    private static String answer(Talk.Exchange to, MessageReader answers) {
        try {
            return answers.answer(to.isHead());
        } catch (IOException e) {
            throw new AssertionError("exchange " + to.brief() + ": " + e, e);
        }
    }

    private static Passed passed(Talk.Exchange exchange, String back, NumberedUpstream upstream) {
        List<Seen> there = upstream.received(exchange.number()).stream()
                .flatMap(bytes -> Seen.requests(bytes).stream())
                .toList();
        List<Seen> here = Seen.answers(back, exchange.isHead());
        assertThat(there).as(() -> exchange.brief() + ": " + Bytes.show(back)).hasSize(1);
        assertThat(here).as(() -> exchange.brief() + ": " + Bytes.show(back)).hasSize(1);
        return new Passed(withoutOwn(there.get(0), exchange.request()), withoutOwn(here.get(0), exchange.answer()));
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(": ")).toLowerCase(Locale.ROOT);
    }

    /** Fields of different names may change places (RFC 9110 §5.3), those of one name may not. */
    private static Seen withoutOwn(Seen message, String sent) {
        boolean dated = sent.contains("\r\nDate: ");
        boolean sized = sent.contains("\r\nContent-Length: ");
        List<String> fields = message.fields().stream()
                .filter(field -> OWN.stream().noneMatch(field.toLowerCase(Locale.ROOT)::startsWith))
                .filter(field -> dated || !field.startsWith("Date: "))
                .filter(field -> sized || !field.startsWith("Content-Length: "))
                .sorted(Comparator.comparing(NginxIT::name))
                .toList();
        return new Seen(message.start(), fields, message.payload(), message.trailers());
    }
}
