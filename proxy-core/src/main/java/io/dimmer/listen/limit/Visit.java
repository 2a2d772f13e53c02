package io.dimmer.listen.limit;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** One connection's stay: counted from when it is let in to when it ends. Confined to its event loop. */
public final class Visit {
    private final Door door;
    private final House house;
    private @Nullable Limit refusal;
    private Crowd.@Nullable Origin here;
    private Crowd.@Nullable Origin everywhere;
    private boolean counted;
    private boolean told;

    Visit(Door door, House house, long nowNanos) {
        this.door = door;
        this.house = house;
        door.open().incrementAndGet();
        refusal = door.isMemorySpent(nowNanos) ? Limit.MEMORY : enter();
        if (refusal != null) {
            told = house.mayTell();
        }
    }

    /** Null when it is let in. */
    private @Nullable Limit enter() {
        if (!house.crowd().enter(house.rules().connections())) {
            return full();
        }
        if (!door.crowd().enter(door.rules().connections())) {
            house.crowd().leave();
            return full();
        }
        counted = true;
        return null;
    }

    private Limit full() {
        door.met(Limit.CONNECTIONS);
        return Limit.CONNECTIONS;
    }

    /** It comes from there: counted with the others from there, unless a trusted proxy sends it. */
    public void from(InetAddress address) {
        if (refusal != null || door.rules().trusted().contains(address)) {
            return;
        }
        int most = door.rules().connectionsPerAddress();
        int mostEverywhere = house.rules().connectionsPerAddress();
        if (most == 0 && mostEverywhere == 0) {
            return;
        }
        Crowd.Origin origin = Crowd.Origin.of(address);
        boolean fits = true;
        if (mostEverywhere > 0) {
            fits = house.crowd().enter(origin, mostEverywhere);
            everywhere = fits ? origin : null;
        }
        if (fits && most > 0) {
            fits = door.crowd().enter(origin, most);
            here = fits ? origin : null;
        }
        if (!fits) {
            door.met(Limit.CONNECTIONS_PER_ADDRESS);
            refusal = Limit.CONNECTIONS_PER_ADDRESS;
            uncount();
            told = house.mayTell();
        }
    }

    /** The limit because of which it is not let in; null when it is. */
    public @Nullable Limit refusal() {
        return refusal;
    }

    /** True when one that is not let in should be told why; false when there are too many of them. */
    public boolean isTold() {
        return told;
    }

    /** The connection has ended. */
    public void end() {
        door.open().decrementAndGet();
        uncount();
        if (told) {
            told = false;
            house.told();
        }
    }

    private void uncount() {
        if (counted) {
            counted = false;
            house.crowd().leave();
            door.crowd().leave();
        }
        if (everywhere != null) {
            house.crowd().leave(everywhere);
            everywhere = null;
        }
        if (here != null) {
            door.crowd().leave(here);
            here = null;
        }
    }
}
