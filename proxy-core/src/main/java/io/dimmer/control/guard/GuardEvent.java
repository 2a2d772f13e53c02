package io.dimmer.control.guard;

import io.dimmer.config.value.VersionName;
import io.dimmer.judge.HoldReason;
import io.dimmer.judge.trial.Latch;

/** What a tick of the guard leads to. */
public sealed interface GuardEvent {
    /** The version that it is about. */
    VersionName version();

    /** The drain line is reached, for the first time in this trial. */
    record Failed(VersionName version, long trial, Latch latch) implements GuardEvent {}

    /** The share must not grow for now. */
    record Holds(VersionName version, HoldReason reason, String sentence) implements GuardEvent {}
}
