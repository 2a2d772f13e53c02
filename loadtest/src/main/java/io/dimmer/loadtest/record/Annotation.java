package io.dimmer.loadtest.record;

/**
 * Something that happened to the target while it was loaded.
 *
 * @param atNanos since the start of the run
 * @param kind {@code state}, {@code weight}, {@code kill-switch}, …
 * @param text for people: {@code canary: drain (guard)}
 */
public record Annotation(long atNanos, String kind, String text) {}
