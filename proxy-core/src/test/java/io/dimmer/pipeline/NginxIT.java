package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dimmer.wire.oracle.Seen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same valid traffic through nginx and through Dimmer reaches the upstream, and its answers the client, alike where
 * the RFC leaves no choice: method and target byte for byte, every end-to-end field with its case, its value and its place
 * among those of the same name, and the payload. What may differ, and why, is in {@code docs/next-to-nginx.md}.
 *
 * <p>{@code -Ddimmer.nginx.exchanges=100000} makes it longer.
 */
@ExtendWith(NoLeaks.class)
class NginxIT {
    private static final int EXCHANGES = Integer.getInteger("dimmer.nginx.exchanges", 400);
    private static final long SEED = 20261121;

    /** What each of them says for itself, and what is about one connection alone. */
    private static final List<String> OWN = List.of(
            "host: ",
            "connection: ",
            "transfer-encoding: ",
            "content-length: ",
            "x-forwarded-",
            "via: ",
            "traceparent: ",
            "x-request-id: ",
            "x-dimmer-");

    @TempDir
    private Path folder;

    private record Passed(Seen request, Seen answer) {}

    @Test
    void passesWhatNginxPasses() throws IOException {
        assumeTrue(Nginx.isThere(), "nginx is not installed: nothing to compare with");
        try (AnsweringUpstream upstream =
                        new AnsweringUpstream(bytes -> !Seen.requests(bytes).isEmpty(), false);
                Nginx nginx = Nginx.before(upstream, folder);
                TestEdge edge = TestEdge.before(upstream, "expose: nobody")) {
            InetSocketAddress dimmer = new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port());
            Traffic traffic = new Traffic(SEED);
            for (int i = 0; i < EXCHANGES; i++) {
                String request = traffic.request();
                String answer = traffic.answer(request);
                Passed through = pass(request, answer, dimmer, upstream);
                Passed expected = pass(request, answer, nginx.address(), upstream);
                String what = "exchange " + i + ": " + brief(request) + " answered " + brief(answer);
                same(through.request, expected.request, what);
                same(through.answer, expected.answer, what);
            }
        }
    }

    /** The head of a message. */
    private static String brief(String message) {
        return Bytes.show(message.substring(0, message.indexOf("\r\n\r\n")));
    }

    private static void same(Seen found, Seen expected, String what) {
        assertThat(found.start()).as(what).isEqualTo(expected.start());
        assertThat(found.fields()).as(what).isEqualTo(expected.fields());
        assertThat(found.trailers()).as(what).isEqualTo(expected.trailers());
        assertThat(found.payload().equals(expected.payload()))
                .as("payload of " + what)
                .isTrue();
    }

    private static Passed pass(String request, String answer, InetSocketAddress proxy, AnsweringUpstream upstream)
            throws IOException {
        upstream.answer(answer);
        String back;
        try (RawClient client = RawClient.to(proxy)) {
            back = client.send(request).readToEnd();
        }
        List<Seen> there = upstream.received().stream()
                .flatMap(bytes -> Seen.requests(bytes).stream())
                .toList();
        List<Seen> here = Seen.answers(back, request.startsWith("HEAD "));
        assertThat(there).as(Bytes.show(request)).hasSize(1);
        assertThat(here).as(Bytes.show(back)).hasSize(1);
        return new Passed(withoutOwn(there.get(0)), withoutOwn(here.get(0)));
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(": ")).toLowerCase(Locale.ROOT);
    }

    /** Fields of different names may change places (RFC 9110 §5.3), those of one name may not. */
    private static Seen withoutOwn(Seen message) {
        List<String> fields = message.fields().stream()
                .filter(field -> OWN.stream().noneMatch(field.toLowerCase(Locale.ROOT)::startsWith))
                .sorted(Comparator.comparing(NginxIT::name))
                .toList();
        return new Seen(message.start(), fields, message.payload(), message.trailers());
    }
}
