package io.dimmer.server;

import java.util.Optional;

/** Which build of Dimmer this is. */
final class Build {
    private Build() {}

    /** The version from the jar's manifest; {@code development} outside a jar. */
    static String version() {
        return Optional.ofNullable(Build.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
