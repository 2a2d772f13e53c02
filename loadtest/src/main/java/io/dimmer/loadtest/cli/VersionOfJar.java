package io.dimmer.loadtest.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class VersionOfJar implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Optional<String> version =
                Optional.ofNullable(VersionOfJar.class.getPackage().getImplementationVersion());
        return new String[] {
            "dimmer-loadtest " + version.orElse("from classes"), "Java " + System.getProperty("java.version")
        };
    }
}
