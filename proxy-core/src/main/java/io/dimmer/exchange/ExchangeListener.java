package io.dimmer.exchange;

/**
 * Hears what happens to exchanges. One instance belongs to one event loop and is called on it alone; it must not block
 * and must not throw.
 */
public interface ExchangeListener {
    /** The version is chosen and a connection is about to be asked for. Called once, for drawn and forced alike. */
    default void assigned(Exchange exchange) {}

    /** The final head of the answer to the first attempt arrived. */
    default void answered(Exchange exchange) {}

    /** The first attempt ended; called before {@link #ended}. Not called when none was made. */
    default void attemptEnded(Exchange exchange) {}

    /** The exchange ended. Called exactly once for each, refused ones included. */
    default void ended(Exchange exchange) {}

    /**
     * A stranger tried to force a version.
     *
     * @param service dense number of the service
     */
    default void forceRefused(int service) {}

    /**
     * A stranger called a request a load test.
     *
     * @param service dense number of the service
     */
    default void runRefused(int service) {}

    /** This one hears everything, then the next one does. */
    default ExchangeListener before(ExchangeListener next) {
        return new Pair(this, next);
    }

    /** Two listeners in place of one. */
    record Pair(ExchangeListener first, ExchangeListener second) implements ExchangeListener {
        @Override
        public void assigned(Exchange exchange) {
            first.assigned(exchange);
            second.assigned(exchange);
        }

        @Override
        public void answered(Exchange exchange) {
            first.answered(exchange);
            second.answered(exchange);
        }

        @Override
        public void attemptEnded(Exchange exchange) {
            first.attemptEnded(exchange);
            second.attemptEnded(exchange);
        }

        @Override
        public void ended(Exchange exchange) {
            first.ended(exchange);
            second.ended(exchange);
        }

        @Override
        public void forceRefused(int service) {
            first.forceRefused(service);
            second.forceRefused(service);
        }

        @Override
        public void runRefused(int service) {
            first.runRefused(service);
            second.runRefused(service);
        }
    }
}
