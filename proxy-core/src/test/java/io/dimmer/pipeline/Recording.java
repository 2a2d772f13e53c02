package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Everything that listeners were told, in words. Any thread may look. */
final class Recording implements ExchangeListener {
    /** The facts of one ended exchange. */
    record Ended(
            Outcome outcome,
            int status,
            int answerStatus,
            int version,
            boolean stranger,
            boolean run,
            boolean stream) {}

    private final List<String> events = new ArrayList<>();
    private final List<Ended> ended = new ArrayList<>();

    @Override
    public synchronized void assigned(Exchange exchange) {
        assertThat(exchange.judgedFromNanos()).isNotZero();
        events.add("assigned " + exchange.versionIndex() + " " + reason(exchange));
    }

    @Override
    public synchronized void answered(Exchange exchange) {
        events.add("answered " + exchange.answerStatus());
    }

    @Override
    public synchronized void attemptEnded(Exchange exchange) {
        Outcome outcome = exchange.attemptOutcome();
        events.add("attempt " + (outcome == null ? "none" : outcome.word()));
    }

    @Override
    public synchronized void ended(Exchange exchange) {
        Outcome outcome = exchange.outcome();
        assertThat(outcome).isNotNull();
        assertThat(exchange.endNanos()).isGreaterThanOrEqualTo(exchange.startNanos());
        if (outcome != null) {
            events.add("ended " + outcome.word() + " " + exchange.status());
            ended.add(new Ended(
                    outcome,
                    exchange.status(),
                    exchange.answerStatus(),
                    exchange.versionIndex(),
                    exchange.isStranger(),
                    exchange.isRun(),
                    exchange.isStream()));
        }
    }

    @Override
    public synchronized void forceRefused(int service) {
        events.add("refused to force " + service);
    }

    private static String reason(Exchange exchange) {
        return exchange.reason() == null ? "none" : exchange.reason().word();
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }

    synchronized List<Ended> ended() {
        return List.copyOf(ended);
    }

    /** Waits for that many ended exchanges. */
    List<Ended> awaitEnded(int count) {
        await().until(() -> ended().size() >= count);
        return ended();
    }

    /** Waits for the one exchange, and tells how it ended. */
    Outcome awaitOutcome() {
        return awaitEnded(1).get(0).outcome();
    }
}
