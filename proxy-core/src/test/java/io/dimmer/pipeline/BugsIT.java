package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.Outcome;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bug of ours costs one exchange, with its own word, and nothing else. */
@ExtendWith(NoLeaks.class)
class BugsIT {
    private final AtomicReference<String> breaksAt = new AtomicReference<>("");

    private final ExchangeListener broken = new ExchangeListener() {
        @Override
        public void assigned(Exchange exchange) {
            breakAt("assigned");
        }

        @Override
        public void answered(Exchange exchange) {
            breakAt("answered");
        }

        private void breakAt(String place) {
            if (breaksAt.get().equals(place)) {
                throw new IllegalStateException("on purpose");
            }
        }
    };

    @Test
    void theClientIsToldAndTheNextRequestIsServed() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.before(blue, broken);
                RawClient client = edge.connect()) {
            for (String place : new String[] {"assigned", "answered"}) {
                breaksAt.set(place);
                RawClient.Reply reply = client.get("/").readReply();
                assertThat(reply.status()).isEqualTo(500);
                assertThat(reply.field("X-Dimmer-Outcome")).isEqualTo("internal_error");
                breaksAt.set("");
                assertThat(client.get("/").readReply().status()).isEqualTo(200);
            }
            assertThat(edge.heard().awaitEnded(4))
                    .extracting(Recording.Ended::outcome)
                    .containsExactly(
                            Outcome.INTERNAL_ERROR, Outcome.ANSWERED, Outcome.INTERNAL_ERROR, Outcome.ANSWERED);
            assertThat(edge.upstream("blue").inFlight()).isZero();
        }
    }
}
