package io.dimmer.admin;

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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Services to test with. */
public final class Shops {
    private Shops() {}

    /** {@code shop}: blue 50 (stable), green 45, canary 5, judged. */
    public static ServiceSpec shop() {
        return service("shop", version("blue", 50), version("green", 45), version("canary", 5));
    }

    /** {@code reports}: blue alone. */
    public static ServiceSpec reports() {
        return service("reports", version("blue", 1));
    }

    static ServiceSpec service(String name, VersionSpec... versions) {
        VersionName stable = versions[0].name();
        return new ServiceSpec(
                new ServiceName(name),
                stable,
                List.of(versions),
                new StickySpec(List.of(new KeySource(KeySource.Kind.HEADER, "X-User-Id")), name),
                ForceSpec.DEFAULT,
                Expose.FORCERS,
                TimeoutsSpec.DEFAULT,
                GuardSpec.watching(Stream.of(versions)
                        .map(VersionSpec::name)
                        .filter(version -> !version.equals(stable))
                        .toList()),
                DrainSpec.DEFAULT);
    }

    static VersionSpec version(String name, int weight) {
        Address endpoint = new Address("127.0.0.1", 9000 + name.length());
        return new VersionSpec(new VersionName(name), List.of(endpoint), Weight.of(weight), Map.of("build", "1.42.0"));
    }

    /** The shop with traffic of 5 000 users. */
    public static MemoryControl busyShop() {
        return new MemoryControl(List.of(shop()))
                .measured("blue", 12_600, 2_500, 0)
                .measured("green", 11_400, 2_250, 0)
                .measured("canary", 1_260, 250, 0);
    }
}
