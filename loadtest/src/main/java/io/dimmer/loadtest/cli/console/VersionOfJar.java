package io.dimmer.loadtest.cli.console;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class VersionOfJar implements IVersionProvider {
    /** The version alone. */
    public static String text() {
        return Optional.ofNullable(VersionOfJar.class.getPackage().getImplementationVersion())
                .orElse("from classes");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"dimmer-loadtest " + text(), "Java " + System.getProperty("java.version")};
    }
}
