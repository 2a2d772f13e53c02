package io.dimmer.server;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;

/**
 * Two listeners in place of one: the recorder first, then the access log. Only where there is a log.
 *
 * @param recorder hears everything
 * @param log hears of beginnings and ends
 */
record Logged(ExchangeListener recorder, ExchangeListener log) implements ExchangeListener {
    @Override
    public void assigned(Exchange exchange) {
        recorder.assigned(exchange);
        log.assigned(exchange);
    }

    @Override
    public void answered(Exchange exchange) {
        recorder.answered(exchange);
    }

    @Override
    public void attemptEnded(Exchange exchange) {
        recorder.attemptEnded(exchange);
    }

    @Override
    public void ended(Exchange exchange) {
        recorder.ended(exchange);
        log.ended(exchange);
    }

    @Override
    public void forceRefused(int service) {
        recorder.forceRefused(service);
    }

    @Override
    public void runRefused(int service) {
        recorder.runRefused(service);
    }
}
