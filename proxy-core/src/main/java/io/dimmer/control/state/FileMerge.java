package io.dimmer.control.state;

import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.Weight;
import io.dimmer.control.Cause;
import io.dimmer.exchange.VersionState;
import io.dimmer.journal.StoredState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file overlaid by what run time has kept. A key of the file takes effect again when that key changes in the file:
 * the file as it was is compared with the file as it is, never the file with run time. States have no key in the file,
 * so nothing but a person wakes a drained version.
 */
public final class FileMerge {
    private FileMerge() {}

    /** The state to start with. */
    public static ServiceState merge(ServiceSpec spec, StoredState.@Nullable Service stored, Instant now) {
        Change loaded = new Change("file", Optional.empty(), now);
        if (stored == null) {
            List<Standing> standings = spec.versions().stream()
                    .map(v -> Standing.fromFile(v, loaded))
                    .toList();
            return new ServiceState(spec, 1, 1, Optional.empty(), standings);
        }
        List<Standing> standings = spec.versions().stream()
                .map(v -> standing(v, stored.versions().get(v.name().text()), loaded))
                .toList();
        Optional<Change> kill = Optional.ofNullable(stored.killSwitch()).map(FileMerge::change);
        return new ServiceState(spec, stored.revision() + 1, stored.splitNumber() + 1, kill, standings);
    }

    private static Standing standing(VersionSpec spec, StoredState.@Nullable Version stored, Change loaded) {
        Standing standing = Standing.fromFile(spec, loaded);
        if (stored == null) {
            return standing;
        }
        VersionState state = VersionState.valueOf(stored.state().toUpperCase(Locale.ROOT));
        Cause cause = Cause.valueOf(stored.cause().toUpperCase(Locale.ROOT));
        Standing kept = standing.withState(state, cause, change(stored.stateChange()));
        if (stored.weightChange() != null
                && stored.fileWeight().equals(spec.weight().toString())) {
            kept = kept.withWeight(weight(stored.weight()), change(stored.weightChange()));
        }
        boolean sameLabel = Objects.equals(stored.fileBuild(), spec.build().orElse(null));
        return sameLabel && stored.build() != null ? kept.withBuild(stored.build()) : kept;
    }

    /** True when the trial of a version cannot go on: what is deployed, or where, is not what it was about. */
    public static boolean isAnotherBuild(VersionSpec spec, StoredState.Version stored) {
        return !stored.endpoints().equals(endpoints(spec))
                || !Objects.equals(stored.fileBuild(), spec.build().orElse(null));
    }

    /** What is kept of a service. */
    public static StoredState.Version stored(Standing standing, StoredState.@Nullable Trial trial) {
        VersionSpec spec = standing.spec();
        return new StoredState.Version(
                spec.weight().toString(),
                standing.weight().toString(),
                standing.weightChange().map(FileMerge::stored).orElse(null),
                standing.state().word(),
                standing.cause().word(),
                stored(standing.stateChange()),
                endpoints(spec),
                spec.build().orElse(null),
                standing.build().orElse(null),
                trial);
    }

    public static StoredState.Change stored(Change change) {
        return new StoredState.Change(
                change.by(), change.why().orElse(null), change.at().toString());
    }

    private static Change change(StoredState.Change stored) {
        return new Change(stored.by(), Optional.ofNullable(stored.why()), Instant.parse(stored.at()));
    }

    private static Weight weight(String text) {
        return Weight.of(new BigDecimal(text).doubleValue());
    }

    private static List<String> endpoints(VersionSpec spec) {
        return spec.endpoints().stream().map(Object::toString).toList();
    }
}
