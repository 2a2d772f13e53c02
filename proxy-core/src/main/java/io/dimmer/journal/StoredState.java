package io.dimmer.journal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of all services as it stands in the file: plain texts and numbers, so that a person can read it.
 *
 * @param format rises when a key changes its meaning
 * @param services by name; a service that left the configuration file is kept for its return
 */
public record StoredState(int format, Map<String, Service> services) {
    /** The one format there is. */
    public static final int FORMAT = 1;

    public StoredState {
        services = Map.copyOf(services);
    }

    /**
     * One service.
     *
     * @param revision of the service
     * @param splitNumber of the service
     * @param killSwitch who switched it on; null: off
     * @param versions by name
     */
    public record Service(
            long revision, int splitNumber, @Nullable Change killSwitch, Map<String, Version> versions) {
        public Service {
            versions = Map.copyOf(versions);
        }
    }

    /**
     * One version.
     *
     * @param fileWeight what the file said when this was written
     * @param weight in force
     * @param weightChange who set a weight other than the file's; null: nobody
     * @param state in force
     * @param cause of the state
     * @param stateChange who set the state
     * @param endpoints what the file said
     * @param fileBuild the label that the file said
     * @param build what is deployed
     * @param trial null when it is not watched
     */
    public record Version(
            String fileWeight,
            String weight,
            @Nullable Change weightChange,
            String state,
            String cause,
            Change stateChange,
            List<String> endpoints,
            @Nullable String fileBuild,
            @Nullable String build,
            @Nullable Trial trial) {
        public Version {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * Who changed something.
     *
     * @param by a name
     * @param why the sentence that was given
     * @param at RFC 3339
     */
    public record Change(String by, @Nullable String why, String at) {}

    /**
     * What a trial may not forget.
     *
     * @param number of the trial, from 1
     * @param newestEpoch the newest epoch's number
     * @param blocks judged so far
     * @param failed the evidence of the first fail; null: none
     */
    public record Trial(
            long number,
            long newestEpoch,
            long blocks,
            @Nullable Failed failed) {}

    /**
     * The evidence of a fail.
     *
     * @param block number of the block that reached the line, from 0
     * @param check that led to it
     * @param stableEvents bad requests of stable since the epoch of the finding opened
     * @param stableRequests all of them
     * @param candidateEvents bad requests of the version
     * @param candidateRequests all of them
     * @param sentence the same for people
     */
    public record Failed(
            long block,
            String check,
            long stableEvents,
            long stableRequests,
            long candidateEvents,
            long candidateRequests,
            String sentence) {}
}
