package io.dimmer.judge.simulate;

import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.simulate.Story.Crowd;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Prints the tables of {@code docs/statistics.md}. The first argument scales the number of runs; 1 if absent. With a second
 * one, {@code ratios}, it prints only those that are set against the limit at a share of 5 %.
 */
public final class Simulate {

    private static final double ALPHA = 0.001;
    private static final double SHARE = 0.05;

    private final double scale;

    /**
     * One way to be bad.
     *
     * @param name as in the tables
     * @param health how the canary answers
     * @param limit canary requests that any method needs at this share
     * @param known the figures of the method's own table
     */
    private record Case(String name, Health health, double limit, Known known) {}

    /** Means of the method's own table: by request without and with cap, by user; 0 where it has none. */
    private record Known(double free, double capped, double uniform, double zipf) {}

    private Simulate(double scale) {
        this.scale = scale;
    }

    public static void main(String[] arguments) {
        Simulate simulate = new Simulate(arguments.length == 0 ? 1 : Double.parseDouble(arguments[0]));
        if (arguments.length > 1 && arguments[1].equals("ratios")) {
            simulate.byRequest();
            simulate.errorsAlone();
        } else {
            simulate.all();
        }
    }

    private int runs(int usual) {
        return (int) Math.max(10, usual * scale);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private void all() {
        byRequest();
        half();
        errorsAlone();
        byUser();
        late();
        blips();
        healthy();
        correlated();
        cost();
    }

    private static double rates(double canary, double share) {
        return InformationLimit.ofRates(0.001, canary, share, ALPHA);
    }

    private static List<Case> cases(double share) {
        return List.of(
                new Case(
                        "errors 0.1 → 1 %", Health.failing(0.01), rates(0.01, share), new Known(967, 1032, 1062, 1832)),
                new Case("errors 0.1 → 5 %", Health.failing(0.05), rates(0.05, share), new Known(101, 118, 127, 176)),
                new Case("errors 0.1 → 50 %", Health.failing(0.5), rates(0.5, share), new Known(9.9, 22, 22, 26)),
                new Case("dead canary", Health.failing(1), rates(1, share), new Known(5.6, 20, 20, 21)),
                new Case("all latency × 2", Health.slower(2), factor(2, share), new Known(33, 43, 50, 81)),
                new Case("all latency × 1.5", Health.slower(1.5), factor(1.5, share), new Known(111, 123, 0, 0)),
                new Case("+ 80 ms", Health.later(80_000_000), Double.NaN, new Known(0, 0, 25, 28)),
                new Case(
                        "1.5 % very slow",
                        Health.hanging(0.015), rates(0.015985, share), new Known(491, 515, 571, 977)),
                new Case("3 % very slow", Health.hanging(0.03), rates(0.03097, share), new Known(191, 225, 0, 0)));
    }

    private static double factor(double factor, double share) {
        return InformationLimit.ofFactor(factor, share, ALPHA);
    }

    private void byRequest() {
        print(
                "%n### By request, share 5 %%, 100 requests per tick, latency tolerance 10 %% without slack, %d runs",
                runs(2_000));
        print("| Case | limit | mean, no cap (ratio) | method | p95 | mean, cap (ratio) | method | p95 | ticks |");
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        JudgeSettings open = Variant.byRequest().slackNanos(0).blipTicks(0).settings();
        JudgeSettings capped = Variant.byRequest().slackNanos(0).settings();
        for (Case it : cases(SHARE)) {
            Sample free = Sample.of(Story.of(open, Crowd.STRANGERS, it.health()), runs(2_000));
            Sample guarded = Sample.of(Story.of(capped, Crowd.STRANGERS, it.health()), runs(2_000));
            print(
                    "| %s | %s | %s | %s | %d | %s | %s | %d | %.1f |",
                    it.name(),
                    limit(it),
                    ratio(free, it.limit()),
                    known(it.known().free()),
                    free.p95(Run.Result::requests),
                    ratio(guarded, it.limit()),
                    known(it.known().capped()),
                    guarded.p95(Run.Result::requests),
                    guarded.mean(Run.Result::ticks));
        }
    }

    private static String limit(Case it) {
        return Double.isNaN(it.limit()) ? "–" : String.format(Locale.ROOT, "%.1f", it.limit());
    }

    private static String known(double value) {
        return value == 0 ? "–" : value < 10 ? String.valueOf(value) : String.valueOf(Math.round(value));
    }

    private static String ratio(Sample sample, double limit) {
        double mean = sample.mean(Run.Result::requests);
        return Double.isNaN(limit) ? number(mean) : "%s (%.2f)".formatted(number(mean), mean / limit);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 30 ? "%.1f" : "%.0f", value);
    }

    private void half() {
        print("%n### By request, share 50 %%, 40 requests per tick, no cap, no slack, %d runs", runs(1_000));
        print("| Case | limit | mean (ratio) |");
        print("| --- | --- | --- |");
        JudgeSettings open = Variant.byRequest().slackNanos(0).blipTicks(0).settings();
        for (Case it : cases(0.5)) {
            Story story = Story.of(open, Crowd.STRANGERS, it.health()).split(0.5, 40);
            print("| %s | %s | %s |", it.name(), limit(it), ratio(Sample.of(story, runs(1_000)), it.limit()));
        }
    }

    private void errorsAlone() {
        print("%n### By request, errors alone, nothing tolerated, no cap, share 5 %%, %d runs", runs(1_000));
        print("| Case | limit | mean (ratio) | without epochs | method |");
        print("| --- | --- | --- | --- | --- |");
        Variant errors = Variant.byRequest().withoutLatency().blipTicks(0);
        JudgeSettings bare = errors.errors(1, 0.001).settings();
        // The first epoch has half of all weight, the rest is for later ones: twice the chance gives it back.
        JudgeSettings single = errors.errors(1, 0.001).alpha(0.002).settings();
        double[] method = {747, 87};
        for (int i = 0; i < method.length; i++) {
            Case it = cases(SHARE).get(i);
            Sample epochs = Sample.of(Story.of(bare, Crowd.STRANGERS, it.health()), runs(1_000));
            Sample one = Sample.of(Story.of(single, Crowd.STRANGERS, it.health()), runs(1_000));
            print(
                    "| %s | %s | %s | %s | %.0f |",
                    it.name(), limit(it), ratio(epochs, it.limit()), ratio(one, it.limit()), method[i]);
        }
    }

    private void byUser() {
        print("%n### By user, share 5 %%, 400 requests/s, 5 000 users, %d runs", runs(1_000));
        print(
                "| Case | uniform: mean / p95 | method | failed: mean / p95 | Zipf: mean / p95 | method | failed: mean / p95 "
                        + "| uniform, with limits: mean |");
        print("| --- | --- | --- | --- | --- | --- | --- | --- |");
        JudgeSettings usual = Variant.usual().settings();
        JudgeSettings limited = Variant.usual().usualLimits().settings();
        for (Case it : cases(SHARE)) {
            Sample uniform = Sample.of(Story.of(usual, Crowd.UNIFORM, it.health()), runs(1_000));
            Sample zipf = Sample.of(Story.of(usual, Crowd.ZIPF, it.health()), runs(1_000));
            Sample limits = Sample.of(Story.of(limited, Crowd.UNIFORM, it.health()), runs(300));
            print(
                    "| %s | %s | %s | %s | %s | %s | %s | %s |",
                    it.name(),
                    requests(uniform),
                    known(it.known().uniform()),
                    failed(uniform),
                    requests(zipf),
                    known(it.known().zipf()),
                    failed(zipf),
                    number(limits.mean(Run.Result::requests)));
        }
    }

    private static String requests(Sample sample) {
        return number(sample.mean(Run.Result::requests)) + " / " + sample.p95(Run.Result::requests);
    }

    private static String failed(Sample sample) {
        return number(sample.mean(Run.Result::failed)) + " / " + sample.p95(Run.Result::failed);
    }

    private void late() {
        print("%n### By user, healthy for 170 s first, %d runs", runs(400));
        print("| Case | epochs of 60 s | method | epochs of 15 s | method |");
        print("| --- | --- | --- | --- | --- |");
        JudgeSettings minute = Variant.usual().settings();
        JudgeSettings quarter = Variant.usual().epochNanos(15_000_000_000L).settings();
        double[][] method = {{31, 0}, {262, 229}, {257, 142}};
        int[] chosen = {3, 1, 4};
        for (int i = 0; i < chosen.length; i++) {
            Case it = cases(SHARE).get(chosen[i]);
            print(
                    "| %s | %s | %s | %s | %s |",
                    it.name(),
                    requests(Sample.of(lateStory(minute, it), runs(400))),
                    known(method[i][0]),
                    requests(Sample.of(lateStory(quarter, it), runs(400))),
                    known(method[i][1]));
        }
    }

    private static Story lateStory(JudgeSettings settings, Case it) {
        return Story.of(settings, Crowd.UNIFORM, it.health()).badWhile(tick -> tick >= 680);
    }

    private void blips() {
        print("%n### The canary fails for a few ticks only: part of %d runs that drain", runs(1_000));
        print("| Ticks | by request, cap | method | by request, no cap | method | by user, cap | method |");
        print("| --- | --- | --- | --- | --- | --- | --- |");
        double[][] method = {{0, 92, 0}, {0.2, 100, 0}, {12, 100, 3}, {99, 100, 56}};
        for (int ticks = 1; ticks <= 4; ticks++) {
            print(
                    "| %d | %s | %s %% | %s | %s %% | %s | %s %% |",
                    ticks,
                    blip(Variant.byRequest(), Crowd.STRANGERS, ticks),
                    method[ticks - 1][0],
                    blip(Variant.byRequest().blipTicks(0), Crowd.STRANGERS, ticks),
                    method[ticks - 1][1],
                    blip(Variant.usual(), Crowd.UNIFORM, ticks),
                    method[ticks - 1][2]);
        }
    }

    private String blip(Variant variant, Crowd crowd, int ticks) {
        Story story = Story.of(variant.settings(), crowd, Health.failing(1))
                .lasting(40)
                .badWhile(tick -> tick >= 4 && tick < 4 + ticks);
        Sample sample = Sample.of(story, runs(1_000));
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * sample.drained() / sample.runs());
    }

    private void healthy() {
        print("%n### Healthy canaries that are drained");
        print("| What | nominal | drained | of |");
        print("| --- | --- | --- | --- |");
        JudgeSettings byRequest = Variant.byRequest().alpha(0.01).settings();
        JudgeSettings byUser = Variant.usual().alpha(0.01).settings();
        JudgeSettings limits = Variant.usual().alpha(0.01).usualLimits().settings();
        count("by request, 100 s", "1 %", good(byRequest, Crowd.STRANGERS, 400), 10_000);
        count("by user, uniform, 30 s", "1 %", good(byUser, Crowd.UNIFORM, 120), 10_000);
        count("by user, Zipf, 30 s", "1 %", good(byUser, Crowd.ZIPF, 120), 10_000);
        count("by user, with limits, 30 s", "1 %", good(limits, Crowd.UNIFORM, 120), 2_000);
        Health edge = new Health(0.00125, 1.1, 2_000_000, 0);
        Story strangers = Story.of(byRequest, Crowd.STRANGERS, edge).lasting(400);
        Story users = Story.of(byUser, Crowd.UNIFORM, edge).lasting(400);
        count("by request, exactly at what is tolerated, 100 s", "1 %", strangers, 4_000);
        count("by user, exactly at what is tolerated, 100 s", "1 %", users, 1_000);
        Story outage = good(byRequest, Crowd.STRANGERS, 400).outageWhile(tick -> tick / 20 % 2 == 1);
        Story outageByUser = good(byUser, Crowd.UNIFORM, 400).outageWhile(tick -> tick / 20 % 2 == 1);
        count("by request, shared outages 5 s on, 5 s off, 100 s", "1 %", outage, 2_000);
        count("by user, shared outages 5 s on, 5 s off, 100 s", "1 %", outageByUser, 1_000);
    }

    private static Story good(JudgeSettings settings, Crowd crowd, int ticks) {
        return Story.of(settings, crowd, Health.GOOD).lasting(ticks);
    }

    private void count(String name, String nominal, Story story, int usual) {
        Sample sample = Sample.of(story, runs(usual));
        print("| %s | %s | %d | %d |", name, nominal, sample.drained(), sample.runs());
    }

    private void correlated() {
        JudgeSettings usual = Variant.usual().settings();
        JudgeSettings byRequest = Variant.byRequest().settings();
        for (Crowd crowd : List.of(Crowd.UNIFORM, Crowd.ZIPF)) {
            String name = "1 % poisoned users, 15 min, " + crowd.name().toLowerCase(Locale.ROOT);
            count(name + ", by user", "0.1 %", good(usual, crowd, 3_600).poisonedUsers(0.01), 200);
            count(
                    name + ", the twin by request",
                    "0.1 %",
                    good(byRequest, crowd, 3_600).poisonedUsers(0.01),
                    200);
        }
        change("share 50 → 5 % with timeouts in flight", true);
        change("the twin: with the split number of their end", false);
    }

    private void change(String name, boolean splitsTold) {
        int usual = runs(200);
        JudgeSettings settings = Variant.byRequest().settings();
        long drained = LongStream.range(0, usual)
                .parallel()
                .filter(seed -> WeightChange.drains(settings, seed, splitsTold))
                .count();
        print("| %s | 0.1 %% | %d | %d |", name, drained, usual);
    }

    private static void cost() {
        print("%n### The dearest block: half of the users on the canary, half with every event");
        print("| Users | open epochs | grouping and folding | reading |");
        print("| --- | --- | --- | --- |");
        for (int users : new int[] {100, 4_096, 8_192}) {
            Worst.Cost cost = Worst.of(users);
            double fold = cost.foldNanos() / 1e6;
            print("| %d | %d | %.2f ms | %.2f ms |", users, cost.epochs(), fold, cost.verdictNanos() / 1e6);
        }
    }
}
