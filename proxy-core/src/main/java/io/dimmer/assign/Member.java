package io.dimmer.assign;

import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import io.dimmer.exchange.VersionState;

/**
 * One version in a {@link Split}.
 *
 * @param name the version
 * @param number dense, for the life of the process
 * @param weight relative to the others
 * @param state only who is {@code READY} is drawn
 */
public record Member(VersionName name, int number, Weight weight, VersionState state) {
    boolean isReady() {
        return state == VersionState.READY;
    }
}
