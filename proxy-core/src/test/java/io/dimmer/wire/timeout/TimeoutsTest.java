package io.dimmer.wire.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeoutsTest {
    private static final long MILLI = 1_000_000;

    private final Loop loop = new Loop();
    private final Timeouts timeouts = new Timeouts(() -> loop.now, loop);
    private final List<String> ended = new ArrayList<>();

    @Test
    void endsWhatTakesTooLongAndNothingElse() {
        Named slow = new Named("slow");
        Named quick = new Named("quick");
        timeouts.of(Duration.ofMillis(100)).start(slow);
        timeouts.of(Duration.ofMillis(100)).start(quick);
        loop.advance(50 * MILLI);
        quick.stop();
        loop.advance(49 * MILLI);
        assertThat(ended).isEmpty();
        loop.advance(10 * MILLI);
        assertThat(ended).containsExactly("slow");
        assertThat(slow.isRunning()).isFalse();
    }

    @Test
    void aNewStartMovesTheEnd() {
        Named idle = new Named("idle");
        TimeoutList list = timeouts.of(Duration.ofMillis(100));
        list.start(idle);
        for (int i = 0; i < 10; i++) {
            loop.advance(80 * MILLI);
            list.start(idle);
        }
        assertThat(ended).isEmpty();
        loop.advance(110 * MILLI);
        assertThat(ended).containsExactly("idle");
    }

    @Test
    void aShorterDurationThatStartsLaterEndsFirst() {
        timeouts.of(Duration.ofSeconds(15)).start(new Named("response"));
        loop.advance(MILLI);
        timeouts.of(Duration.ofSeconds(1)).start(new Named("connect"));
        loop.advance(1_010 * MILLI);
        assertThat(ended).containsExactly("connect");
        loop.advance(15_000 * MILLI);
        assertThat(ended).containsExactly("connect", "response");
    }

    @Test
    void equalDurationsShareOneList() {
        assertThat(timeouts.of(Duration.parse("PT1S"))).isSameAs(timeouts.of(Duration.ofSeconds(1)));
        assertThat(timeouts.of(Duration.parse("PT1.001S"))).isNotSameAs(timeouts.of(Duration.ofSeconds(1)));
    }

    @Test
    void mayStartAgainFromItsOwnEnd() {
        TimeoutList short20 = timeouts.of(Duration.ofMillis(20));
        int[] times = {0};
        Timeout again = new Timeout() {
            @Override
            protected void expired() {
                if (++times[0] < 3) {
                    short20.start(this);
                }
            }
        };
        short20.start(again);
        loop.advance(1_000 * MILLI);
        assertThat(times[0]).isEqualTo(3);
    }

    @Test
    void oneThatThrowsDoesNotStopTheOthers() {
        timeouts.of(Duration.ofMillis(20)).start(Timeout.of(() -> {
            throw new IllegalStateException("on purpose");
        }));
        timeouts.of(Duration.ofMillis(20)).start(new Named("same"));
        timeouts.of(Duration.ofMillis(40)).start(new Named("later"));
        assertThatThrownBy(() -> loop.advance(30 * MILLI)).hasMessage("on purpose");
        loop.advance(100 * MILLI);
        assertThat(ended).containsExactly("same", "later");
    }

    @Test
    void steadyTrafficCostsFewWakeUps() {
        TimeoutList response = timeouts.of(Duration.ofSeconds(15));
        TimeoutList idle = timeouts.of(Duration.ofSeconds(60));
        Named request = new Named("request");
        Named connection = new Named("connection");
        for (int i = 0; i < 60_000; i++) {
            connection.stop();
            response.start(request);
            loop.advance(MILLI / 2);
            request.stop();
            idle.start(connection);
            loop.advance(MILLI / 2);
        }
        assertThat(ended).isEmpty();
        assertThat(loop.wakeUps).isLessThan(20);
    }

    @Test
    void endsEverythingOnTimeWhateverTheOrder() {
        Random random = new Random(7);
        List<Long> lateness = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            long millis = 1 + random.nextInt(12) * 40L;
            long due = loop.now + millis * MILLI;
            timeouts.of(Duration.ofMillis(millis)).start(new Timeout() {
                @Override
                protected void expired() {
                    lateness.add(loop.now - due);
                }
            });
            loop.advance(random.nextInt(3_000) * 1_000L);
        }
        loop.advance(1_000 * MILLI);
        assertThat(lateness)
                .hasSize(2_000)
                .allSatisfy(late -> assertThat(late).isBetween(0L, 2 * Timeouts.COARSE_NANOS));
    }

    private final class Named extends Timeout {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        protected void expired() {
            ended.add(name);
        }
    }

    /** An event loop whose time stands still until it is moved. */
    private static final class Loop implements Timeouts.Alarm {
        private record Task(long at, Runnable run) {}

        private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::at));
        private long now = -5;
        private int wakeUps;

        @Override
        public void after(long nanos, Runnable task) {
            tasks.add(new Task(now + nanos, task));
        }

        void advance(long nanos) {
            long end = now + nanos;
            while (!tasks.isEmpty() && tasks.element().at() <= end) {
                Task next = tasks.remove();
                now = next.at();
                wakeUps++;
                next.run().run();
            }
            now = end;
        }
    }
}
