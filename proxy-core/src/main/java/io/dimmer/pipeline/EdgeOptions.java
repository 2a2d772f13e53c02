package io.dimmer.pipeline;

import io.dimmer.exchange.ExchangeListener;
import io.dimmer.listen.limit.HouseRules;
import io.dimmer.time.ElapsedTime;
import io.dimmer.wire.Transport;
import java.time.InstantSource;
import java.util.function.IntFunction;

/**
 * What an {@link Edge} is made of.
 *
 * @param eventLoops number of event loops, 1 and more
 * @param transport how bytes reach the kernel
 * @param rules what is asked of clients
 * @param listeners one for each event loop, by its index; asked for on that loop, once
 * @param time for all durations
 * @param clock for the expiry of force tokens, and for {@code Date}
 * @param tuning {@link Tuning#DEFAULT}
 */
public record EdgeOptions(
        int eventLoops,
        Transport transport,
        HouseRules rules,
        IntFunction<ExchangeListener> listeners,
        ElapsedTime time,
        InstantSource clock,
        Tuning tuning) {}
