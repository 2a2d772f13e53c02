package io.dimmer.measure.loop;

import io.dimmer.exchange.Exchange;
import org.jspecify.annotations.Nullable;

/** The running exchanges of one event loop in order of arrival, linked through themselves. Confined to the loop. */
final class Running {
    private @Nullable Exchange first;
    private @Nullable Exchange last;

    @Nullable Exchange first() {
        return first;
    }

    void add(Exchange exchange) {
        exchange.before(last);
        if (last == null) {
            first = exchange;
        } else {
            last.after(exchange);
        }
        last = exchange;
    }

    boolean holds(Exchange exchange) {
        return exchange.before() != null || first == exchange;
    }

    void remove(Exchange exchange) {
        Exchange before = exchange.before();
        Exchange after = exchange.after();
        if (before == null) {
            first = after;
        } else {
            before.after(after);
        }
        if (after == null) {
            last = before;
        } else {
            after.before(before);
        }
        exchange.before(null);
        exchange.after(null);
    }
}
