package io.dimmer.assign;

import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.service.DrainSpec;
import io.dimmer.config.service.Expose;
import io.dimmer.config.service.ForceKey;
import io.dimmer.config.service.ForceSpec;
import io.dimmer.config.service.KeySource;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.StickySpec;
import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.Address;
import io.dimmer.config.value.Network;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import io.dimmer.exchange.VersionState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service {@code shop} for tests: versions by name and weight, the first is stable. Numbers start at 100. */
final class Fleet {
    static final ForceKey KEY = new ForceKey("k1", "c2VjcmV0LXNlY3JldC1zZWNyZXQ=");

    private final Map<String, VersionState> states = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Weight> weights = new ArrayList<>();
    private StickySpec sticky = new StickySpec(List.of(new KeySource(KeySource.Kind.HEADER, "X-User-Id")), "shop");
    private ForceSpec force = ForceSpec.DEFAULT;
    private boolean killed;

    static Fleet of(String name, int weight) {
        return new Fleet().and(name, weight);
    }

    Fleet and(String name, int weight) {
        return and(name, Weight.of(weight));
    }

    Fleet and(String name, Weight weight) {
        names.add(name);
        weights.add(weight);
        return this;
    }

    Fleet state(String name, VersionState state) {
        states.put(name, state);
        return this;
    }

    Fleet sticky(String seed, KeySource... by) {
        sticky = new StickySpec(List.of(by), seed);
        return this;
    }

    Fleet force(ForceSpec.Allow allow) {
        return force(allow, false);
    }

    Fleet force(ForceSpec.Allow allow, boolean passOn) {
        force = new ForceSpec(
                "X-Dimmer-Version",
                Optional.of("dimmer-version"),
                Optional.of("dimmer-version"),
                allow,
                allow == ForceSpec.Allow.NETWORKS ? Network.LOOPBACK : List.of(),
                allow == ForceSpec.Allow.SIGNED ? Optional.of(Path.of("/keys.yaml")) : Optional.empty(),
                passOn);
        return this;
    }

    Fleet killed() {
        killed = true;
        return this;
    }

    Split split() {
        List<Member> members = new ArrayList<>();
        for (String name : names) {
            int index = members.size();
            members.add(new Member(
                    new VersionName(name),
                    100 + index,
                    weights.get(index),
                    states.getOrDefault(name, VersionState.READY)));
        }
        return Split.of(members, new VersionName(names.get(0)), killed, 7);
    }

    Assigner assigner() {
        List<VersionSpec> versions = names.stream()
                .map(name -> new VersionSpec(
                        new VersionName(name), List.of(new Address("127.0.0.1", 9_001)), Weight.ONE, Map.of()))
                .toList();
        ServiceSpec service = new ServiceSpec(
                new ServiceName("shop"),
                new VersionName(names.get(0)),
                versions,
                sticky,
                force,
                Expose.FORCERS,
                TimeoutsSpec.DEFAULT,
                GuardSpec.watching(List.of()),
                DrainSpec.DEFAULT);
        return Assigner.of(service, split(), List.of(KEY));
    }
}
