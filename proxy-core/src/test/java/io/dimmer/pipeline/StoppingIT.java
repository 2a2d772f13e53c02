package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.config.value.Address;
import io.dimmer.exchange.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Listening, and ending it in order. */
@ExtendWith(NoLeaks.class)
class StoppingIT {
    @Test
    void aPortInUseIsOneClearSentence() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.before(blue)) {
            ListenerSpec same = new ListenerSpec("second", new Address("127.0.0.1", edge.port()));
            assertThatThrownBy(() -> edge.edge().listen(same))
                    .isInstanceOf(IOException.class)
                    .hasMessage("listener second: cannot listen on 127.0.0.1:" + edge.port() + ": the port is in use");
        }
    }

    @Test
    void countsTheConnectionsOfAListener() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.before(blue)) {
            RawClient one = edge.connect();
            RawClient two = edge.connect();
            await().until(() -> edge.edge().listeners().get(0).connections() == 2);
            one.leave();
            await().until(() -> edge.edge().listeners().get(0).connections() == 1);
            two.leave();
            await().until(() -> edge.edge().listeners().get(0).connections() == 0);
        }
    }

    @Test
    void runningRequestsFinishAndNothingIsCut() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (RawUpstream blue = RawUpstream.of(connection -> {
                    while (connection.readRequest()) {
                        await().until(() -> go.getCount() == 0);
                        connection.send(RawUpstream.OK);
                    }
                });
                TestEdge edge = TestEdge.before(blue);
                RawClient running = edge.connect();
                RawClient idle = edge.connect()) {
            running.get("/");
            await().until(() -> edge.upstream("blue").inFlight() == 1);
            CompletableFuture<Integer> drained = edge.edge()
                    .drain(Duration.ofSeconds(60), Duration.ofSeconds(30))
                    .toCompletableFuture();
            // A selector lets go of a closed listener when it looks at its keys again.
            await().until(() -> isRefused(edge));
            assertThat(drained).isNotDone();
            go.countDown();
            RawClient.Reply reply = running.readReply();
            assertThat(reply.body()).isEqualTo("ok");
            assertThat(reply.field("Connection")).isEqualTo("close");
            // Whoever was idle may still bring one request.
            RawClient.Reply late = idle.get("/late").readReply();
            assertThat(late.status()).isEqualTo(200);
            assertThat(late.field("Connection")).isEqualTo("close");
            running.leave();
            idle.leave();
            await().until(drained::isDone);
            assertThat(drained.get()).isZero();
            assertThat(edge.heard().ended()).allMatch(e -> e.outcome() == Outcome.ANSWERED);
        }
    }

    private static boolean isRefused(TestEdge edge) {
        try {
            edge.connect().close();
            return false;
        } catch (IOException expected) {
            return true;
        }
    }

    @Test
    void idleConnectionsEndByThemselves() throws Exception {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.before(blue);
                RawClient idle = edge.connect()) {
            idle.get("/").readReply();
            CompletableFuture<Integer> drained = edge.edge()
                    .drain(Duration.ofSeconds(20), Duration.ofSeconds(1))
                    .toCompletableFuture();
            assertThat(idle.isEnded()).isTrue();
            idle.leave();
            await().until(drained::isDone);
            assertThat(drained.get()).isZero();
        }
    }

    @Test
    void whatOutlivesTheDeadlineIsCutAndNamed() throws Exception {
        try (RawUpstream blue = RawUpstream.of(RawUpstream.Connection::readToEnd);
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.get("/");
            await().until(() -> edge.upstream("blue").inFlight() == 1);
            CompletableFuture<Integer> drained = edge.edge()
                    .drain(Duration.ofMillis(300), Duration.ofSeconds(1))
                    .toCompletableFuture();
            assertThat(client.readReply().field("X-Dimmer-Outcome")).isEqualTo("drain_cut");
            await().until(drained::isDone);
            assertThat(drained.get()).isEqualTo(1);
        }
    }
}
