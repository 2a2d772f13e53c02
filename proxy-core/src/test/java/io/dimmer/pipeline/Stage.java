package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Plays one scene: a client, whatever listens on a port, and an upstream that only keeps bytes. Every scene ends with a
 * request of somebody else, which must arrive and be answered as if nothing had been before, and with no byte left over.
 */
final class Stage implements AutoCloseable {
    private static final String PROBE = "GET /probe HTTP/1.1⏎Host: probe⏎";
    private static final String PROBE_ANSWER = "HTTP/1.1 200 Probe⏎Content-Length: 5⏎";

    private final ScriptedUpstream upstream;
    private final Recording heard;
    private final int port;
    private final RawClient client;
    private final int piece;
    private final Random pieces = new Random(7);
    private boolean clientEnded;
    private boolean bodiless;

    /**
     * For one scene.
     *
     * @param heard what the proxy's listeners hear
     * @param piece bytes that both sides send at once, at most; 0 for everything
     */
    Stage(ScriptedUpstream upstream, Recording heard, int port, int piece) throws IOException {
        this.upstream = upstream;
        this.heard = heard;
        this.port = port;
        this.piece = piece;
        this.client = connect();
    }

    private RawClient connect() throws IOException {
        return RawClient.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Plays it; throws an {@link AssertionError} that names the line where it is not so. */
    void play(Scene scene) throws IOException {
        for (Scene.Step step : scene.steps()) {
            String where = scene + ", line " + step.line();
            try {
                play(step, where);
            } catch (IOException e) {
                throw new AssertionError(where + ": " + e.getMessage(), e);
            }
        }
        somebodyElse(scene.toString());
    }

    private void play(Scene.Step step, String where) throws IOException {
        String text = Bytes.at(port, step.text());
        switch (step.kind()) {
            case CLIENT_SENDS -> {
                bodiless = text.startsWith("HEAD ");
                inPieces(text, client::send);
            }
            case UPSTREAM_SENDS -> inPieces(text, this::sendFromUpstream);
            case UPSTREAM_RECEIVES -> same(upstream.receive(text.length()), text, where + ": at the upstream");
            case UPSTREAM_RECEIVED_A_BEGINNING -> beginning(text, where);
            case CLIENT_RECEIVES -> same(client.readUpTo(text.length()), text, where + ": at the client");
            case CLIENT_RECEIVED_A_BEGINNING -> spoilt(text, where);
            case CLIENT -> client(text, where);
            case UPSTREAM -> upstream(text, where);
            case REFUSED -> {
                own(text, "close", where);
                assertThat(client.isEnded()).as(where + ": closed").isTrue();
                clientEnded = true;
            }
            case FAILED -> own(text, "close", where);
            case ANSWERED -> own(text, "", where);
            case CUT -> {
                assertThat(client.isCut()).as(where + ": cut").isTrue();
                clientEnded = true;
                heardLast(text, where);
            }
            case STAYS -> stays(where);
        }
    }

    private interface Sender {
        void send(String text) throws IOException;
    }

    private void inPieces(String text, Sender sender) throws IOException {
        int at = 0;
        while (at < text.length()) {
            int most = piece == 0 ? text.length() : Math.max(piece, text.length() / 64);
            int end = Math.min(text.length(), at + 1 + (most == 1 ? 0 : pieces.nextInt(most)));
            end = piece == 0 ? text.length() : end;
            try {
                sender.send(text.substring(at, end));
            } catch (SocketException closed) {
                // Refused before the last piece: the steps that follow tell whether it should have been.
                return;
            }
            at = end;
        }
    }

    private void sendFromUpstream(String text) throws IOException {
        upstream.socket().getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void beginning(String whole, String where) {
        assertThat(upstream.allEnded())
                .as(where + ": the upstream's connections end")
                .isTrue();
        String found = upstream.unread();
        same(found, whole.substring(0, Math.min(whole.length(), found.length())), where + ": at the upstream");
    }

    /** {@code OUTCOME bytes}: our own answer with that outcome, or a beginning of these bytes and a broken connection. */
    private void spoilt(String outcomeAndBytes, String where) throws IOException {
        int space = outcomeAndBytes.indexOf(' ');
        String outcome = outcomeAndBytes.substring(0, space);
        String whole = outcomeAndBytes.substring(space + 1);
        String found = client.readUntilCutOrHead();
        if (found.startsWith("HTTP/1.1 502")) {
            assertThat(new RawClient.Reply(found, "").field("X-Dimmer-Outcome"))
                    .as(where)
                    .isEqualTo(outcome);
        } else {
            same(found, whole.substring(0, Math.min(whole.length(), found.length())), where + ": at the client");
        }
        clientEnded = true;
        heardLast(outcome, where);
    }

    private static void same(String found, String expected, String where) {
        if (!Bytes.match(found, expected)) {
            throw new AssertionError(where + "\nfound    " + Bytes.show(found) + "\nexpected " + Bytes.show(expected));
        }
    }

    private void client(String words, String where) throws IOException {
        switch (words) {
            case "ends" -> client.endOutput();
            case "resets" -> {
                client.reset();
                clientEnded = true;
            }
            case "sees the end" -> {
                assertThat(client.isEnded()).as(where).isTrue();
                clientEnded = true;
            }
            default -> throw new IllegalArgumentException(where + ": client " + words);
        }
    }

    private void upstream(String words, String where) throws IOException {
        switch (words) {
            case "ends" -> upstream.socket().shutdownOutput();
            case "resets" -> {
                upstream.socket().setSoLinger(true, 0);
                upstream.socket().close();
            }
            case "sees the end" -> assertThat(upstream.sawEnd()).as(where).isTrue();
            default -> throw new IllegalArgumentException(where + ": upstream " + words);
        }
    }

    /** An answer of Dimmer itself: {@code STATUS OUTCOME}, with that {@code Connection}. */
    private void own(String statusAndOutcome, String connection, String where) throws IOException {
        RawClient.Reply reply = bodiless ? new RawClient.Reply(client.readHead(), "") : client.readReply();
        String found = reply.status() + " " + reply.field("X-Dimmer-Outcome");
        assertThat(found).as(where + ": " + reply.head()).isEqualTo(statusAndOutcome);
        assertThat(reply.field("Connection")).as(where).isEqualTo(connection);
        heardLast(statusAndOutcome.substring(4), where);
    }

    private void heardLast(String outcome, String where) {
        org.awaitility.Awaitility.await(where)
                .until(() -> heard.ended().stream()
                        .map(Recording.Ended::outcome)
                        .map(Outcome::word)
                        .toList()
                        .contains(outcome));
    }

    /** The client's connection serves another request. */
    private void stays(String where) throws IOException {
        exchange(client, where + ": the next request on the connection");
    }

    private void somebodyElse(String scene) throws IOException {
        if (!clientEnded) {
            assertThat(client.waiting())
                    .as(scene + ": bytes left over at the client")
                    .isZero();
        }
        try (RawClient other = connect()) {
            exchange(other, scene + ": the request of somebody else");
        }
        assertThat(Bytes.show(upstream.unread()))
                .as(scene + ": bytes left over at the upstream")
                .isEmpty();
    }

    private void exchange(RawClient from, String what) throws IOException {
        from.send(Bytes.of(PROBE + "⏎"));
        String expected = Bytes.at(port, Bytes.of(PROBE + "{ours probe}⏎"));
        same(upstream.receive(expected.length()), expected, what + ": at the upstream");
        sendFromUpstream(Bytes.of(PROBE_ANSWER + "⏎probe"));
        String answer = Bytes.of(PROBE_ANSWER + "{id}⏎probe");
        same(from.readUpTo(answer.length()), answer, what + ": at the client");
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
