package io.dimmer.accesslog;

import io.dimmer.time.ElapsedTime;
import java.time.InstantSource;

/**
 * How time is told.
 *
 * @param elapsed the one that exchanges are measured with
 * @param clock for the times in lines
 */
public record Clocks(ElapsedTime elapsed, InstantSource clock) {}
