package io.dimmer.loadtest.report;

import io.dimmer.loadtest.compare.Comparison;
import io.dimmer.loadtest.compare.Estimate;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LabelResult;
import io.dimmer.loadtest.record.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One sentence about a run. Pure. */
final class Sentence {
    private Sentence() {}

    static String of(RunResult result, List<Comparison> comparisons) {
        Optional<String> why = result.voidReason();
        if (why.isPresent()) {
            return "This run says nothing: " + why.get() + ".";
        }
        List<String> parts = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            parts.add(served(result, comparison));
            latency(comparison).ifPresent(parts::add);
        }
        if (comparisons.isEmpty()) {
            parts.add(
                    result.all().filter(all -> all.failures() == all.requests()).isPresent()
                            ? requests(result)
                            : alone(result));
        }
        parts.add(failures(result));
        return String.join("; ", parts) + ".";
    }

    private static String served(RunResult result, Comparison comparison) {
        long requests = result.of(Label.version(comparison.name()))
                .map(LabelResult::requests)
                .orElse(0L);
        return comparison.name() + " served " + count(requests) + " of " + count(result.planned()) + " requests";
    }

    private static Optional<String> latency(Comparison comparison) {
        return comparison.headline().map(row -> {
            double difference = row.after() - row.before();
            Optional<Estimate> sure = row.difference();
            String interval = sure.map(estimate -> ", 95 % interval " + range(estimate, estimate.value()))
                    .orElse(", and the run is too short for an interval");
            if (sure.isPresent() && !sure.get().clear()) {
                return row.figure() + " cannot be told from " + comparison.base() + "'s: "
                        + signed(difference) + ", 95 % interval "
                        + signed(sure.get().low()) + " to "
                        + signed(sure.get().high());
            }
            return row.figure() + " is " + millis(Math.abs(difference)) + " " + (difference < 0 ? "faster" : "slower")
                    + " than " + comparison.base() + interval;
        });
    }

    /** {@code 1 to 5 ms}, in the direction of the difference. */
    private static String range(Estimate estimate, double value) {
        double near = value < 0 ? -estimate.high() : estimate.low();
        double far = value < 0 ? -estimate.low() : estimate.high();
        return millis(near) + " to " + millis(far);
    }

    private static String alone(RunResult result) {
        return requests(result)
                + result.all()
                        .filter(all -> all.fromPlanned().tells(99))
                        .map(all -> ", half of them within "
                                + millis(all.fromPlanned().at(50).toNanos() / 1e9) + " and 99 % within "
                                + millis(all.fromPlanned().at(99).toNanos() / 1e9))
                        .orElse("");
    }

    private static String requests(RunResult result) {
        return count(result.planned()) + " requests at "
                + String.format(Locale.ROOT, "%.0f a second", result.rateReached());
    }

    private static String failures(RunResult result) {
        long failures = result.all().map(LabelResult::failures).orElse(0L);
        if (failures == 0) {
            return "no failed request";
        }
        List<String> where = new ArrayList<>();
        result.labels().forEach((label, numbers) -> {
            if (label.kind().equals("version") && numbers.failures() > 0) {
                where.add(count(numbers.failures()) + " on " + label.value());
            }
        });
        if (failures == result.planned()) {
            return "every request failed";
        }
        String share = percent(100.0 * failures / result.planned());
        return count(failures) + " failed requests (" + share + ")"
                + (where.isEmpty() ? "" : ", " + String.join(", ", where));
    }

    /** Two digits that count, and never all of them unless it is all. */
    private static String percent(double share) {
        double told = share > 99 ? Math.floor(share * 100) / 100 : share;
        String whole = told < 10 || told > 99 ? "%.2f %%" : "%.0f %%";
        return String.format(Locale.ROOT, told < 0.01 ? "%.2g %%" : whole, told);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    private static String signed(double seconds) {
        return (seconds < 0 ? "−" : "+") + millis(Math.abs(seconds));
    }

    private static String millis(double seconds) {
        double millis = seconds * 1e3;
        return String.format(Locale.ROOT, millis < 1 ? "%.2f ms" : millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
}
