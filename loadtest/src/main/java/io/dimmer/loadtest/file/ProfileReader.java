package io.dimmer.loadtest.file;

import io.dimmer.loadtest.schedule.RateProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code profile}: stretches one after the other, each constant, a ramp, a swing or a pause. */
final class ProfileReader {
    private ProfileReader() {}

    static Optional<RateProfile> read(Keys keys) {
        List<Object> entries = keys.list("profile");
        Optional<RateProfile> profile = Optional.empty();
        for (int i = 0; i < entries.size(); i++) {
            RateProfile next = stretch(Keys.of("profile[" + i + "]", entries.get(i)));
            profile = Optional.of(profile.isPresent() ? profile.get().then(next) : next);
        }
        return profile;
    }

    static double number(String key, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": found '" + text + "', expected a number", e);
        }
    }

    private static RateProfile stretch(Keys keys) {
        Duration length = duration(keys, "duration")
                .orElseThrow(() -> new IllegalArgumentException(keys.at("duration") + ": missing"));
        Optional<Double> rate = number(keys, "rate");
        Optional<Double> from = number(keys, "from");
        Optional<Double> to = number(keys, "to");
        Optional<String> swing = keys.text("swing");
        Optional<Duration> period = duration(keys, "period");
        keys.requireNoOthers();
        if (from.isPresent() && to.isPresent() && rate.isEmpty()) {
            return RateProfile.ramp(from.get(), to.get(), length);
        }
        if (rate.isEmpty() || from.isPresent() || to.isPresent()) {
            throw new IllegalArgumentException(keys.at("rate") + ": expected either rate, or from and to");
        }
        if (swing.isPresent()) {
            return RateProfile.sine(rate.get(), Values.share(swing.get()), period.orElse(length), length);
        }
        return rate.get() == 0 ? RateProfile.pause(length) : RateProfile.constant(rate.get(), length);
    }

    private static Optional<Double> number(Keys keys, String key) {
        return keys.text(key).map(text -> number(keys.at(key), text));
    }

    private static Optional<Duration> duration(Keys keys, String key) {
        try {
            return keys.text(key).map(Values::duration);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(keys.at(key) + ": " + e.getMessage(), e);
        }
    }
}
