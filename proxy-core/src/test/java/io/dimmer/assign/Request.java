package io.dimmer.assign;

import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.TestHead;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** One request that is assigned: what came of it. */
final class Request {
    static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final RandomGenerator RANDOM = new Random(17);

    private final Exchange exchange;
    private final Assigner assigner;
    private final Assigned assigned;
    private final AtomicInteger refused = new AtomicInteger();

    private Request(Assigner assigner, Exchange exchange) {
        this.exchange = exchange;
        this.assigner = assigner;
        exchange.routed(3, 5);
        ExchangeListener listener = new ExchangeListener() {
            @Override
            public void forceRefused(int service) {
                refused.addAndGet(service);
            }
        };
        this.assigned = assigner.assign(exchange, new AssignLoop(listener, RANDOM::nextLong, InstantSource.fixed(NOW)));
    }

    /** From loopback. */
    static Request of(Fleet fleet, String line, String... fields) {
        return from("127.0.0.1", fleet, line, fields);
    }

    static Request from(String client, Fleet fleet, String line, String... fields) {
        return from(client, false, fleet, TestHead.of(line, fields));
    }

    static Request from(String client, boolean stranger, Fleet fleet, RequestHead head) {
        try {
            return new Request(fleet.assigner(), new Exchange(head, InetAddress.getByName(client), stranger, 0));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(client, e);
        }
    }

    Exchange exchange() {
        return exchange;
    }

    Assigner assigner() {
        return assigner;
    }

    Assigned assigned() {
        return assigned;
    }

    /** {@code canary forced}, or what came instead with the reason if there is one. */
    String story() {
        AssignmentReason reason = exchange.reason();
        String why = reason == null ? "" : " " + reason.word();
        if (assigned != Assigned.ASSIGNED) {
            return assigned + why;
        }
        return assigner.split().member(exchange.versionIndex()).name() + why;
    }

    /** How often a stranger was reported, for this service. */
    int refusals() {
        return refused.get() / 5;
    }
}
