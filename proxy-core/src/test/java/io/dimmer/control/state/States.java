package io.dimmer.control.state;

import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.service.DrainSpec;
import io.dimmer.config.service.Expose;
import io.dimmer.config.service.ForceSpec;
import io.dimmer.config.service.KeySource;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.StickySpec;
import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.Address;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Services to test with: {@code shop} with blue (stable), green and canary. */
public final class States {
    static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    static final ServiceName SHOP = new ServiceName("shop");
    static final VersionName BLUE = new VersionName("blue");
    static final VersionName GREEN = new VersionName("green");
    static final VersionName CANARY = new VersionName("canary");

    private States() {}

    static VersionSpec version(VersionName name, int weight, int port, Map<String, String> labels) {
        return new VersionSpec(name, List.of(new Address("127.0.0.1", port)), Weight.of(weight), labels);
    }

    static ServiceSpec shop(VersionSpec... versions) {
        List<VersionName> watched = List.of(versions).stream()
                .map(VersionSpec::name)
                .filter(v -> !v.equals(BLUE))
                .toList();
        return new ServiceSpec(
                SHOP,
                BLUE,
                List.of(versions),
                new StickySpec(List.of(new KeySource(KeySource.Kind.HEADER, "X-User-Id")), "shop"),
                ForceSpec.DEFAULT,
                Expose.FORCERS,
                TimeoutsSpec.DEFAULT,
                GuardSpec.watching(watched),
                DrainSpec.DEFAULT);
    }

    static ServiceSpec shop() {
        return shop(
                version(BLUE, 50, 9001, Map.of()),
                version(GREEN, 45, 9002, Map.of()),
                version(CANARY, 5, 9003, Map.of("build", "1.42.0")));
    }

    static ServiceState fresh() {
        return FileMerge.merge(shop(), null, AT);
    }
}
