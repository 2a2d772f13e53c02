package io.dimmer.accesslog;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import org.jspecify.annotations.Nullable;

/** The access log on one event loop, whichever it is now. Replaced from any thread, seen with the next event. */
final class SwitchedLog implements ExchangeListener {
    /** The note of a request that began while there was no log: its head cannot be read any more at its end. */
    private static final Object UNSEEN = new Object();

    private volatile @Nullable ExchangeListener now;

    void use(@Nullable ExchangeListener next) {
        now = next;
    }

    @Override
    public void assigned(Exchange exchange) {
        ExchangeListener log = now;
        if (log == null) {
            exchange.note(UNSEEN);
        } else {
            log.assigned(exchange);
        }
    }

    @Override
    public void ended(Exchange exchange) {
        ExchangeListener log = now;
        if (log == null || exchange.note() == UNSEEN) {
            exchange.note(null);
        } else {
            log.ended(exchange);
        }
    }
}
