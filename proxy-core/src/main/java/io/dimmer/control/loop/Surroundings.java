package io.dimmer.control.loop;

import io.dimmer.time.ElapsedTime;
import io.dimmer.time.Scheduler;
import java.time.InstantSource;

/**
 * What the control thread works with.
 *
 * @param plane the data plane
 * @param tallies the metrics
 * @param instants the time of day, for records
 * @param elapsed elapsed time, for trials and ticks
 * @param timers runs tasks on the control thread
 */
public record Surroundings(
        DataPlane plane, Tallies tallies, InstantSource instants, ElapsedTime elapsed, Scheduler timers) {}
