package io.dimmer.control.loop;

import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.guard.KeptTrial;
import io.dimmer.control.state.FileMerge;
import io.dimmer.journal.StoredState;
import io.dimmer.judge.trial.Latch;
import io.dimmer.judge.trial.Trial;
import io.dimmer.judge.trial.TrialSnapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trials into the state file and back. */
final class KeptTrials {
    private KeptTrials() {}

    static StoredState.Trial stored(Trial trial) {
        TrialSnapshot snapshot = trial.snapshot();
        return new StoredState.Trial(
                snapshot.trial(),
                snapshot.newestEpoch(),
                snapshot.blocks(),
                trial.latch().map(KeptTrials::failed).orElse(null));
    }

    private static StoredState.Failed failed(Latch latch) {
        return new StoredState.Failed(
                latch.block(),
                latch.check(),
                latch.stableEvents(),
                latch.stableRequests(),
                latch.canaryEvents(),
                latch.canaryRequests(),
                latch.sentence());
    }

    static KeptTrial kept(ServiceSpec spec, VersionName version, StoredState.@Nullable Service stored) {
        StoredState.Version before = stored == null ? null : stored.versions().get(version.text());
        StoredState.Trial trial = before == null ? null : before.trial();
        if (before == null || trial == null) {
            return KeptTrial.NONE;
        }
        boolean isOver = spec.version(version)
                .filter(v -> FileMerge.isAnotherBuild(v, before))
                .isPresent();
        return new KeptTrial(Optional.of(snapshot(trial)), isOver);
    }

    private static TrialSnapshot snapshot(StoredState.Trial trial) {
        return new TrialSnapshot(
                trial.number(),
                trial.newestEpoch(),
                trial.blocks(),
                Optional.ofNullable(trial.failed()).map(KeptTrials::latch).stream()
                        .toList());
    }

    private static Latch latch(StoredState.Failed failed) {
        return new Latch(
                failed.block(),
                failed.check(),
                failed.stableEvents(),
                failed.stableRequests(),
                failed.candidateEvents(),
                failed.candidateRequests(),
                failed.sentence());
    }
}
